use crate::terms::Series;

/// 1 → 一, 12 → 十二, 20 → 二十, up to 99; GB/T 15835—2011 writes ordinals of a text in Chinese.
pub fn chinese_number(number: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let (tens, ones) = (number / 10 % 10, number % 10);
    let mut text = String::new();
    if tens > 1 {
        text.push(DIGITS[tens as usize]);
    }
    if tens > 0 {
        text.push('十');
    }
    if ones > 0 || tens == 0 {
        text.push(DIGITS[ones as usize]);
    }
    text
}

/// The ordinal of item `index` (from 0) of `total` in a series; nothing for the only item of a list.
///
/// Marks after the ordinals are those of GB/T 15834—2011, 4.4.3.3 and 4.5.3.4.
pub fn ordinal(series: Series, index: u32, total: u32) -> String {
    if total < 2 {
        return String::new();
    }
    let number = chinese_number(index + 1);
    match series {
        Series::Cn => format!("{number}、"),
        Series::Paren => format!("（{number}）"),
        Series::Arabic => format!("{}.", index + 1),
        Series::Shi => format!("{number}是"),
        Series::Yao => format!("{number}要"),
        Series::Di => format!("第{number}，"),
        Series::Shouxian => match (index, total - index) {
            (0, _) => "首先，".to_owned(),
            (_, 1) if total > 2 => "最后，".to_owned(),
            (1, _) => "其次，".to_owned(),
            (2, _) => "再次，".to_owned(),
            _ => format!("第{number}，"),
        },
        Series::Youde if index + 1 == total => "还有的".to_owned(),
        Series::Youde => "有的".to_owned(),
        Series::None => String::new(),
    }
}

/// Follows the lists of a document in reading order and says of each item which list it belongs to, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    open: Vec<Open>,
    totals: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Open {
    level: u8,
    series: Series,
    list: usize,
    count: u32,
}

impl Lists {
    /// The next item of the list of this level and series: `(list, index from 0)`. It ends the lists below its level.
    pub fn item(&mut self, level: u8, series: Series) -> (usize, u32) {
        self.open.retain(|o| o.level <= level);
        if !self
            .open
            .iter()
            .any(|o| o.level == level && o.series == series)
        {
            self.open.retain(|o| o.level != level);
            self.open.push(Open {
                level,
                series,
                list: self.totals.len(),
                count: 0,
            });
            self.totals.push(0);
        }
        let Some(open) = self.open.iter_mut().find(|o| o.level == level) else {
            return (0, 0);
        };
        open.count += 1;
        self.totals[open.list] = open.count;
        (open.list, open.count - 1)
    }

    /// A new move: the lists below its headings end.
    pub fn new_move(&mut self, headings: u8) {
        self.open.retain(|o| o.level <= headings);
    }

    /// Lists begun from here on get numbers behind those of `other`, a way through the same place.
    pub fn skip_to(&mut self, other: &Self) {
        let own = self.totals.len();
        self.totals
            .extend_from_slice(&other.totals[own.min(other.totals.len())..]);
    }

    /// The number of items of each list.
    pub fn totals(&self) -> &[u32] {
        &self.totals
    }

    /// What is open, for comparing two ways through a plan.
    pub fn position(&self) -> Vec<(u8, Series, u32)> {
        self.open
            .iter()
            .map(|o| (o.level, o.series, o.count))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(series: Series, total: u32) -> Vec<String> {
        (0..total).map(|i| ordinal(series, i, total)).collect()
    }

    #[test]
    fn every_series_counts() {
        assert_eq!(all(Series::Cn, 3), ["一、", "二、", "三、"]);
        assert_eq!(all(Series::Paren, 2), ["（一）", "（二）"]);
        assert_eq!(all(Series::Arabic, 2), ["1.", "2."]);
        assert_eq!(all(Series::Shi, 2), ["一是", "二是"]);
        assert_eq!(all(Series::Yao, 2), ["一要", "二要"]);
        assert_eq!(all(Series::Di, 2), ["第一，", "第二，"]);
        assert_eq!(all(Series::Shouxian, 2), ["首先，", "其次，"]);
        assert_eq!(all(Series::Shouxian, 3), ["首先，", "其次，", "最后，"]);
        assert_eq!(
            all(Series::Shouxian, 4),
            ["首先，", "其次，", "再次，", "最后，"]
        );
        assert_eq!(all(Series::Youde, 3), ["有的", "有的", "还有的"]);
        assert_eq!(all(Series::None, 2), ["", ""]);
        assert_eq!(all(Series::Cn, 1), [""]);
        assert_eq!(
            [10, 11, 20, 35].map(chinese_number),
            ["十", "十一", "二十", "三十五"]
        );
    }

    #[test]
    fn a_list_ends_where_a_higher_one_goes_on() {
        let mut lists = Lists::default();
        assert_eq!(lists.item(1, Series::Cn), (0, 0));
        assert_eq!(lists.item(5, Series::Shi), (1, 0));
        assert_eq!(lists.item(5, Series::Shi), (1, 1));
        assert_eq!(lists.item(1, Series::Cn), (0, 1));
        assert_eq!(lists.item(5, Series::Shi), (2, 0));
        assert_eq!(lists.item(5, Series::Shouxian), (3, 0));
        assert_eq!(lists.totals(), [2, 2, 1, 1]);
    }
}

//! Where a title that is too long for a line is parted, so that no word is torn (GB/T 9704—2012, 7.3.1: 回行时，要做到词意完整).

use super::layout::{Layout, Part};
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::sync::LazyLock;

/// Words by a dictionary, as Unicode's word boundaries of Chinese are found (UAX #29).
static WORDS: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Words of one character behind which a line may end: what joins, and what ends the name of a place.
const JOINTS: &str = "的和与暨及、》”，： \u{3000}省市州盟县区旗镇乡";

/// Behind what the first word of a line may be any.
const FIRM: &str = "暨、》”，： \u{3000}";

/// Words of one character with which a line may begin.
const OPENERS: &str = "在对向以用为从“《";

/// Words that belong to what stands before them.
const TAILS: [&str; 18] = [
    "主义",
    "委员会",
    "小组",
    "班子",
    "会议",
    "大会",
    "工作",
    "讲话",
    "发言",
    "致辞",
    "报告",
    "精神",
    "建设",
    "教育",
    "活动",
    "行动",
    "制度",
    "体系",
];

/// Behind what a line ends best: where one part of a title ends.
const PARTS: [&str; 3] = ["暨", " ", "\u{3000}"];

/// Behind what a line ends well.
const ENDS: [&str; 11] = [
    "和", "与", "及", "、", "》", "”", "，", "：", "精神", "系统", "工作",
];

/// How many characters farther from the middle the best places may be.
const BEST: usize = 6;

/// How many characters farther from the middle a good place may be.
const GOOD: usize = 2;

/// How many characters nearer to the middle a place must be that parts what belongs together.
const BAD: usize = 4;

/// How many characters nearer to the middle a place must be that may tear a word.
const TORN: usize = 8;

/// The places at which the lines of a title begin but for the first, in characters: lines of about equal length that fit between the
/// margins.
pub(super) fn breaks(title: &str, layout: &Layout) -> Vec<usize> {
    parted(
        title,
        (layout.width() / layout.style(Part::Title).size.0) as usize,
    )
}

fn parted(title: &str, most: usize) -> Vec<usize> {
    let chars = title.chars().count();
    if chars <= most || most < 4 {
        return Vec::new();
    }
    let places = places(title);
    let lines = chars.div_ceil(most);
    let mut found = Vec::new();
    let mut from = 0;
    for rest in (1..lines).rev() {
        let ideal = from + (chars - from).div_ceil(rest + 1);
        // What is left must fit into the lines that are left.
        let fits = |at: usize| at > from && at <= from + most && chars - at <= rest * most;
        let best = places
            .iter()
            .filter(|place| fits(place.at))
            .min_by_key(|place| place.at.abs_diff(ideal) + place.cost);
        let Some(best) = best else { break };
        found.push(best.at);
        from = best.at;
    }
    found
}

/// A place between two words.
struct Place {
    /// In characters.
    at: usize,
    /// How many characters nearer to the middle than the best places it must be.
    cost: usize,
}

fn places(title: &str) -> Vec<Place> {
    let bounds: Vec<usize> = WORDS.segment_str(title).collect();
    let words: Vec<&str> = bounds.windows(2).map(|w| &title[w[0]..w[1]]).collect();
    let mut at = 0;
    let mut places = Vec::new();
    for pair in words.windows(2) {
        let (left, right) = (pair[0], pair[1]);
        at += left.chars().count();
        let is_one = |word: &str| word.chars().count() == 1;
        // No mark that closes stands at the beginning of a line, none that opens at the end.
        let is_dash = |word: &str| word.starts_with('—');
        let closes = right.starts_with(['的', '、', '》', '”', '，', '：', '）', ' ', '\u{3000}']);
        if closes || left.ends_with(['《', '“', '（']) || is_dash(left) {
            continue;
        }
        // A numeral goes with what it counts.
        let is_numeral =
            left.ends_with(|c: char| c.is_numeric() || "一二三四五六七八九十百〇".contains(c));
        let is_firm = FIRM.contains(left) || is_dash(right);
        let is_part =
            is_one(left) && !JOINTS.contains(left) || is_one(right) && !OPENERS.contains(right);
        let tears = !is_firm && (is_part || is_numeral);
        let cost = if PARTS.contains(&left) || is_dash(right) {
            0
        } else if TAILS.contains(&right) || left == "的" {
            BEST + GOOD + BAD
        } else if ENDS.contains(&left) {
            BEST
        } else {
            BEST + GOOD
        };
        let cost = cost + if tears { TORN } else { 0 };
        places.push(Place { at, cost });
    }
    places
}

#[cfg(test)]
mod tests {
    use super::parted;

    fn lines(title: &str) -> String {
        let breaks = parted(title, 20);
        let chars = title.chars().enumerate();
        chars
            .flat_map(|(at, c)| breaks.contains(&at).then_some('/').into_iter().chain([c]))
            .collect()
    }

    #[test]
    fn a_long_title_is_parted_where_no_word_is_torn() {
        let titles = [
            "在全市组织部长会议上的讲话",
            "在全市组织系统自身建设暨/干部教育培训工作会议上的讲话",
            "在全市深入贯彻中央八项规定精神/学习教育工作会议上的讲话",
            "在全市组织系统深入开展党纪学习教育/动员部署会议上的讲话",
            "在巴音郭楞蒙古自治州和硕县/机关党建工作推进会上的讲话",
            "在全市推进农村基层/党组织建设工作会议上的讲话稿",
            "在全市机关党建工作推进会暨/基层党组织建设经验交流会议上的讲话",
            "在黔东南苗族侗族自治州/乡村振兴现场推进会上的讲话",
            "坚持以人民为中心的发展思想/推动高质量发展再上新台阶",
            "在全面推进社会主义新农村建设暨/人居环境整治会议上的讲话",
            "在全省优化营商环境暨/民营经济高质量发展大会上的讲话",
            "让党旗高高飘扬/——在全市组织部长座谈会上的讲话",
            "解放思想 改革创新 攻坚克难 /在推进中国式现代化中走在前列",
            "甲乙丙丁戊己庚辛壬癸子丑寅/卯辰巳午未申酉戌亥",
        ];
        for title in titles {
            assert_eq!(lines(&title.replace('/', "")), title);
        }
    }
}

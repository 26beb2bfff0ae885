use chrono::{Months, NaiveDate};

/// The days on which a wording is in use; an open end is unbounded. Both ends count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Validity {
    /// From two dates as written: a year, a month (`2017-10`) or a day. `since` means its first day, `until` its last.
    /// `None` where one of them is no date.
    pub fn parse(since: Option<&str>, until: Option<&str>) -> Option<Self> {
        let end = |text: Option<&str>, last: bool| match text {
            None => Some(None),
            Some(text) => bounds(text).map(|(first, end)| Some(if last { end } else { first })),
        };
        Some(Self {
            since: end(since, false)?,
            until: end(until, true)?,
        })
    }

    /// Whether `date` lies within.
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }
}

/// A day written `2026-03-05`.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    // chrono reads `2026-3-5` too; one way of writing is enough for a format.
    (text.len() == 10).then_some(date)
}

/// First and last day of a year, month or day.
fn bounds(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (first, months) = match text.len() {
        4 => (parse_date(&format!("{text}-01-01"))?, 12),
        7 => (parse_date(&format!("{text}-01"))?, 1),
        _ => return parse_date(text).map(|day| (day, day)),
    };
    let next = first.checked_add_months(Months::new(months))?;
    Some((first, next.pred_opt()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_count() {
        let day = |text| parse_date(text).unwrap();
        let window = Validity::parse(Some("2018"), Some("2021-11")).unwrap();
        assert!(!window.covers(day("2017-12-31")));
        assert!(window.covers(day("2018-01-01")));
        assert!(window.covers(day("2021-11-30")));
        assert!(!window.covers(day("2021-12-01")));
        assert!(Validity::default().covers(day("1949-10-01")));
        assert_eq!(Validity::parse(Some("2018-13"), None), None);
    }
}

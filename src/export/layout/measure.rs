use serde::de::{Deserialize, Deserializer, Error};

/// A length in twips, twentieths of a point: `37mm`, `2.5cm`, `28.95pt`, or the name of a type size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Twips(pub i32);

/// Type sizes by their Chinese names, in half points (印刷字号).
const SIZES: [(&str, i32); 16] = [
    ("初号", 84),
    ("小初", 72),
    ("一号", 52),
    ("小一", 48),
    ("二号", 44),
    ("小二", 36),
    ("三号", 32),
    ("小三", 30),
    ("四号", 28),
    ("小四", 24),
    ("五号", 21),
    ("小五", 18),
    ("六号", 15),
    ("小六", 13),
    ("七号", 11),
    ("八号", 10),
];

/// The largest sheet that Word takes, in twips (558.8 mm).
const LARGEST: f64 = 31_680.0;

/// How many twips are written.
fn measured(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Some((_, half)) = SIZES.iter().find(|(name, _)| *name == text) {
        return Some(f64::from(half * 10));
    }
    let units = [("mm", 1440.0 / 25.4), ("cm", 1440.0 / 2.54), ("pt", 20.0)];
    let (number, twips) = units
        .iter()
        .find_map(|(unit, twips)| Some((text.strip_suffix(unit)?, twips)))?;
    let value: f64 = number.trim().parse().ok()?;
    let twips = (value * twips).round();
    twips.is_finite().then_some(twips)
}

impl Twips {
    /// The length that is written; none where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        measured(text).and_then(Self::fitting)
    }

    /// So many twips, where a sheet has room for them.
    fn fitting(twips: f64) -> Option<Self> {
        (twips.abs() <= LARGEST).then_some(Self(twips as i32))
    }

    /// In half points, as sizes of type are written.
    pub fn half_points(self) -> i32 {
        (self.0 + 5) / 10
    }

    /// In points.
    pub fn points(self) -> f64 {
        f64::from(self.0) / 20.0
    }
}

impl<'de> Deserialize<'de> for Twips {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let twips = measured(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` 不是长度：写 37mm、2.5cm、28.95pt，或者三号这样的字号 | `{text}` is no length: write 37mm, 2.5cm, 28.95pt, or the name of a size such as 三号"
            ))
        })?;
        Self::fitting(twips).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` 比 Word 能排的最大的纸（558.8mm）还长 | `{text}` is more than the largest sheet that Word takes, 558.8mm"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Twips;

    #[test]
    fn sizes_have_their_points() {
        let points = |text: &str| Twips::parse(text).unwrap().points();
        let sizes = [
            ("二号", 22.0),
            ("小二", 18.0),
            ("三号", 16.0),
            ("小三", 15.0),
            ("四号", 14.0),
            ("五号", 10.5),
            ("小一", 24.0),
            ("一号", 26.0),
        ];
        for (name, size) in sizes {
            assert!((points(name) - size).abs() < 1e-9, "{name}");
        }
    }

    #[test]
    fn lengths_are_twips() {
        let twips = |text: &str| Twips::parse(text).map(|t| t.0);
        assert_eq!(twips("210mm"), Some(11906));
        assert_eq!(twips("297mm"), Some(16838));
        assert_eq!(twips("37mm"), Some(2098));
        assert_eq!(twips("2.8cm"), Some(1587));
        assert_eq!(twips("28mm"), Some(1587));
        assert_eq!(twips("-3 pt"), Some(-60));
        for none in ["", "37", "37 inches", "三", "NaNpt", "1e9mm"] {
            assert_eq!(twips(none), None, "{none}");
        }
    }
}

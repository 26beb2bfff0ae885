use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// A wanted length in Han characters, with its tolerance in tenths of a percent (5 % unless given: `3000±2%`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    chars: u32,
    per_mille: u32,
}

/// The shortest and longest speech that can be asked for, in Han characters (about one and a half hours).
const REACH: RangeInclusive<u32> = 50..=20_000;
const USUAL: u32 = 50;

impl Length {
    /// The wanted number of characters.
    pub fn chars(self) -> u32 {
        self.chars
    }

    /// The band of lengths that will do, both ends counted.
    pub fn band(self) -> RangeInclusive<u32> {
        let slack = self.chars * self.per_mille / 1000;
        self.chars - slack..=self.chars + slack
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.chars)?;
        if self.per_mille != USUAL {
            let (whole, tenth) = (self.per_mille / 10, self.per_mille % 10);
            match tenth {
                0 => write!(f, "±{whole}%")?,
                _ => write!(f, "±{whole}.{tenth}%")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Length {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || {
            let (least, most) = (REACH.start(), REACH.end());
            format!(
                "`{text}` 不是长度，写成 3000 或 3000±2%（{least} 到 {most} 字） | `{text}` is not a length; write 3000 or 3000±2% ({least} to {most} characters)"
            )
        };
        let (chars, slack) = match text.split_once('±').or_else(|| text.split_once("+-")) {
            Some((chars, slack)) => (chars, Some(slack)),
            None => (text, None),
        };
        let chars: u32 = chars.trim().parse().map_err(|_| bad())?;
        let per_mille = match slack {
            None => USUAL,
            Some(slack) => {
                let percent = slack.trim().trim_end_matches(['%', '％']);
                let percent: f64 = percent.parse().map_err(|_| bad())?;
                if !(0.0..=50.0).contains(&percent) {
                    return Err(bad());
                }
                #[expect(clippy::cast_sign_loss, reason = "checked to lie between 0 and 50")]
                let per_mille = (percent * 10.0).round() as u32;
                per_mille
            }
        };
        if !REACH.contains(&chars) {
            return Err(bad());
        }
        Ok(Self { chars, per_mille })
    }
}

impl JsonSchema for Length {
    fn schema_name() -> Cow<'static, str> {
        "Length".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "汉字数，如 3000 或 3000±2% / Han characters, such as 3000 or 3000±2%",
            "anyOf": [
                {"type": "integer", "minimum": *REACH.start(), "maximum": *REACH.end()},
                {"type": "string", "pattern": "^[0-9]+ *(±|\\+-) *[0-9.]+ *%?$"}
            ]
        })
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfEither;

        impl Visitor<'_> for OfEither {
            type Value = Length;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a length such as 3000 or 3000±2%")
            }

            fn visit_u64<E: Error>(self, chars: u64) -> Result<Length, E> {
                chars.to_string().parse().map_err(E::custom)
            }

            fn visit_i64<E: Error>(self, chars: i64) -> Result<Length, E> {
                chars.to_string().parse().map_err(E::custom)
            }

            fn visit_f64<E: Error>(self, chars: f64) -> Result<Length, E> {
                chars.to_string().parse().map_err(E::custom)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Length, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(OfEither)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_has_a_band() {
        let length: Length = "3000".parse().unwrap();
        assert_eq!(length.band(), 2850..=3150);
        let length: Length = "3000±2%".parse().unwrap();
        assert_eq!(length.band(), 2940..=3060);
        assert_eq!(length.to_string(), "3000±2%");
        assert_eq!("4000 +- 2.5".parse::<Length>().unwrap().band(), 3900..=4100);
        for bad in ["", "三千", "-3000", "1e9", "3000±200%", "30"] {
            assert!(bad.parse::<Length>().is_err(), "{bad}");
        }
    }
}

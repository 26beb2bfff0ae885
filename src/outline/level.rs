use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer, Error};
use std::borrow::Cow;

/// The level of a heading, 1 to 4: GB/T 9704—2012, 7.3.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(u8);

impl Level {
    /// 1 to 4.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl JsonSchema for Level {
    fn schema_name() -> Cow<'static, str> {
        "Level".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "integer", "minimum": 1, "maximum": 4})
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u64::deserialize(deserializer)? {
            level @ 1..=4 => Ok(Self(level as u8)),
            level => Err(D::Error::custom(format!(
                "层级是 1 到 4，不是 {level} | a level is 1 to 4, not {level}"
            ))),
        }
    }
}

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer, Error};
use std::borrow::Cow;

/// A day written `2026-03-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "date", "description": "年-月-日，如 2026-03-05 / a day such as 2026-03-05"})
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        crate::terms::parse_date(&text).map(Self).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` 不是日期，写成 2026-03-05 | `{text}` is not a day; write it as 2026-03-05"
            ))
        })
    }
}

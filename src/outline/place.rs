use super::Prose;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};
use std::borrow::Cow;
use std::fmt;

/// The place a speech is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// By code, name, path or kind.
    Named(Prose),
    /// One that the table of divisions does not hold: a town, a sub-district, a development zone.
    Made(MadePlace),
}

/// A place below the table of divisions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "MadePlace")]
pub struct MadePlace {
    /// 名称 / its full name
    #[serde(alias = "名称")]
    pub name: Prose,
    /// 种类 / its kind: 镇, 乡, 民族乡, 苏木, 街道, 开发区
    #[serde(alias = "种类")]
    pub kind: Prose,
    /// 上级 / the division above it, by code, name or path
    #[serde(alias = "上级")]
    pub parent: Prose,
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameOrFields;

        impl<'de> Visitor<'de> for NameOrFields {
            type Value = Place;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a place by code, name or kind, or {name: …, kind: …, parent: …}")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Place, E> {
                Prose::deserialize(serde::de::value::StrDeserializer::<E>::new(text))
                    .map(Place::Named)
            }

            // A code that is not in quotation marks.
            fn visit_u64<E: Error>(self, code: u64) -> Result<Place, E> {
                self.visit_str(&format!("{code:06}"))
            }

            fn visit_i64<E: Error>(self, code: i64) -> Result<Place, E> {
                self.visit_str(&format!("{code:06}"))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Place, A::Error> {
                MadePlace::deserialize(MapAccessDeserializer::new(map)).map(Place::Made)
            }
        }

        deserializer.deserialize_any(NameOrFields)
    }
}

impl JsonSchema for Place {
    fn schema_name() -> Cow<'static, str> {
        "Place".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let made = generator.subschema_for::<MadePlace>();
        schemars::json_schema!({
            "anyOf": [{"type": "string"}, {"type": "integer"}, made]
        })
    }
}

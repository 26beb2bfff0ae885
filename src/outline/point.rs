use super::Prose;
use crate::diag::Located;
use crate::terms::Series;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use std::borrow::Cow;
use std::fmt;

/// One point of a section, or of another point: a problem, a remedy, a symptom.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "PointFields")]
pub struct Point {
    /// 论点 / the claim, as it is to be said
    #[serde(alias = "论点", alias = "观点", alias = "要点")]
    #[schemars(with = "Option<Prose>")]
    pub claim: Option<Located<Prose>>,
    /// 题材 / the topic whose phrases are used
    #[serde(alias = "题材", alias = "话题")]
    #[schemars(with = "Option<Prose>")]
    pub topic: Option<Located<Prose>>,
    /// 侧面 / the side of the topic it speaks of, by id or name, or the sides, the first one first; without it the claim's words decide
    #[serde(alias = "侧面")]
    #[schemars(with = "Sides")]
    pub aspect: Sides,
    /// 针对 / the topics of the problems that this remedy answers
    #[serde(alias = "针对")]
    #[schemars(with = "Vec<Prose>")]
    pub answers: Vec<Located<Prose>>,
    /// 序号 / how its own points are numbered
    #[serde(alias = "序号")]
    pub series: Option<Series>,
    /// 序号文字 / a marker written by hand instead of the made one
    #[serde(alias = "序号文字")]
    pub marker: Option<Prose>,
    /// 分论点 / its own points: a list, or a number to be drawn from the bank
    #[serde(alias = "分论点", alias = "要点列表")]
    #[schemars(with = "Option<Points>")]
    pub points: Option<Located<Points>>,
    /// 原话 / the whole text of the point, used as it stands
    #[serde(alias = "原话", alias = "正文")]
    #[schemars(with = "Option<Prose>")]
    pub text: Option<Located<Prose>>,
    /// 材料 / the facts it rests on, by name
    #[serde(alias = "材料")]
    #[schemars(with = "Vec<Prose>")]
    pub facts: Vec<Located<Prose>>,
}

impl Point {
    /// Its points.
    pub fn points(&self) -> &Points {
        self.points.as_ref().map_or(&Points::Unsaid, |p| &p.value)
    }
}

/// Sides of a topic, as an outline names them: none, one, or a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sides(pub Vec<Located<Prose>>);

impl<'de> Deserialize<'de> for Sides {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let item = Located::<OneOrMore>::deserialize(deserializer)?;
        let (referenced, defined) = (item.referenced, item.defined);
        Ok(Self(match item.value {
            OneOrMore::One(side) => vec![Located::new(side, referenced, defined)],
            OneOrMore::More(sides) => sides,
        }))
    }
}

enum OneOrMore {
    One(Prose),
    More(Vec<Located<Prose>>),
}

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SideOrList;

        impl<'de> Visitor<'de> for SideOrList {
            type Value = OneOrMore;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a side of the topic, or a list of sides")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<OneOrMore, E> {
                Prose::deserialize(serde::de::value::StrDeserializer::<E>::new(text))
                    .map(OneOrMore::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMore, A::Error> {
                let mut sides = Vec::new();
                while let Some(side) = seq.next_element()? {
                    sides.push(side);
                }
                Ok(OneOrMore::More(sides))
            }
        }

        deserializer.deserialize_any(SideOrList)
    }
}

impl JsonSchema for Sides {
    fn schema_name() -> Cow<'static, str> {
        "Sides".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let side = generator.subschema_for::<Prose>();
        schemars::json_schema!({"anyOf": [side, {"type": "array", "items": side}]})
    }
}

/// The points below a section or a point.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Points {
    /// Left to the template.
    #[default]
    Unsaid,
    /// So many, from the bank.
    Count(u32),
    /// These.
    Given(Vec<Point>),
}

impl Points {
    /// The points given, if any.
    pub fn given(&self) -> &[Point] {
        match self {
            Self::Given(points) => points,
            _ => &[],
        }
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CountOrList;

        impl<'de> Visitor<'de> for CountOrList {
            type Value = Points;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of points, or how many to draw from the bank")
            }

            fn visit_u64<E: Error>(self, count: u64) -> Result<Points, E> {
                u32::try_from(count).map(Points::Count).map_err(|_| {
                    E::custom(format!(
                        "要 {count} 条，太多了 | {count} points are far too many"
                    ))
                })
            }

            fn visit_i64<E: Error>(self, count: i64) -> Result<Points, E> {
                u64::try_from(count).map_err(|_| {
                    E::custom(format!(
                        "条数不能是负的：{count} | the number of points cannot be negative: {count}"
                    ))
                })
                .and_then(|count| self.visit_u64(count))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Points, A::Error> {
                let mut points = Vec::new();
                while let Some(item) = seq.next_element::<PointItem>()? {
                    points.push(item.0);
                }
                Ok(Points::Given(points))
            }
        }

        deserializer.deserialize_any(CountOrList)
    }
}

/// A list item: the place of a bare claim is the item's own place.
struct PointItem(Point);

impl<'de> Deserialize<'de> for PointItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let item = Located::<Item>::deserialize(deserializer)?;
        let (referenced, defined) = (item.referenced, item.defined);
        Ok(Self(match item.value {
            Item::Claim(claim) => Point {
                claim: Some(Located::new(claim, referenced, defined)),
                ..Point::default()
            },
            Item::Fields(point) => *point,
        }))
    }
}

enum Item {
    Claim(Prose),
    Fields(Box<Point>),
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ClaimOrFields;

        impl<'de> Visitor<'de> for ClaimOrFields {
            type Value = Item;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a claim, or {claim: …, topic: …}")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Item, E> {
                Prose::deserialize(serde::de::value::StrDeserializer::<E>::new(text))
                    .map(Item::Claim)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Item, A::Error> {
                Point::deserialize(MapAccessDeserializer::new(map))
                    .map(|p| Item::Fields(Box::new(p)))
            }
        }

        deserializer.deserialize_any(ClaimOrFields)
    }
}

impl JsonSchema for Points {
    fn schema_name() -> Cow<'static, str> {
        "Points".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let point = generator.subschema_for::<Point>();
        schemars::json_schema!({
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": super::MOST_POINTS},
                {"type": "array", "items": {"anyOf": [{"type": "string"}, point]}}
            ]
        })
    }
}

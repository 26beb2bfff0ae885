use std::fmt;

/// The name of a pool: role, facet and topic. Two pools are equal or share no entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PoolKey {
    /// The role.
    pub role: String,
    /// The facet; none where the role has none.
    pub facet: Option<String>,
    /// The topic; none where the role is the same for all.
    pub topic: Option<String>,
}

impl PoolKey {
    /// A key from what `say(of=…, topic=…)` gives: `of` is `role` or `role.facet`.
    pub fn new(of: &str, topic: Option<&str>) -> Self {
        let (role, facet) = match of.split_once('.') {
            Some((role, facet)) => (role, Some(facet.to_owned())),
            None => (of, None),
        };
        Self {
            role: role.to_owned(),
            facet,
            topic: topic.map(str::to_owned),
        }
    }

    /// `role` or `role.facet`.
    pub fn of(&self) -> String {
        match &self.facet {
            Some(facet) => format!("{}.{facet}", self.role),
            None => self.role.clone(),
        }
    }
}

impl fmt::Display for PoolKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.of())?;
        match &self.topic {
            Some(topic) => write!(f, "/{topic}"),
            None => Ok(()),
        }
    }
}

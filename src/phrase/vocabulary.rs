use super::raw::{RawRole, RawTopic};

/// A role: a place in a sentence or a paragraph, with the frame every entry of it must fit.
pub type Role = RawRole;

/// A topic, with its sides.
pub type Topic = RawTopic;

/// One side of a topic: a facet of the roles that speak of symptoms.
pub type Aspect = super::raw::RawAspect;

impl RawTopic {
    /// Whether an outline that writes `name` means this topic.
    pub fn answers_to(&self, name: &str) -> bool {
        self.id == name || self.name == name || self.aliases.iter().any(|a| a == name)
    }

    /// The side an outline means by `name`: its id or its Chinese name.
    pub fn aspect(&self, name: &str) -> Option<&Aspect> {
        self.aspects.iter().find(|a| a.id == name || a.name == name)
    }

    /// The side that a claim such as 理论功底不扎实 is about: the one whose keywords it holds most of.
    pub fn aspect_of(&self, claim: &str) -> Option<&Aspect> {
        let held = |aspect: &Aspect| {
            aspect
                .keywords
                .iter()
                .filter(|k| claim.contains(k.as_str()))
                .count()
        };
        self.aspects
            .iter()
            .filter(|a| held(a) > 0)
            // `max_by_key` keeps the last of equals; the table's order should decide for the first.
            .rev()
            .max_by_key(|a| held(a))
    }
}

impl RawRole {
    /// The facets entries of this role may have in `topic`; empty where it has none.
    pub fn facets_in<'a>(&'a self, topic: Option<&'a Topic>) -> Vec<&'a str> {
        if self.aspects {
            topic.map_or_else(Vec::new, |t| {
                t.aspects.iter().map(|a| a.id.as_str()).collect()
            })
        } else {
            self.facets.iter().map(String::as_str).collect()
        }
    }
}

use super::Library;
use crate::diag::{Diagnostic, Result, Span, both, did_you_mean, nearest};
use crate::locality::{Division, Locality, Lookup};
use crate::outline::{MadePlace, Outline, Place};

impl Library<'_> {
    /// The place meant by a code, a name, a path or a kind; the neutral one for the empty name.
    ///
    /// # Errors
    /// No such place, or several, which are listed; a place that no drafts are made for.
    pub fn locality(&self, name: &str, at: Option<Span>) -> Result<Locality> {
        match self.naming.of_kind(name) {
            Some(locality) => Ok(locality),
            None => {
                let division = self.division(name, at)?;
                Ok(self.naming.of_division(self.table()?, division))
            }
        }
    }

    fn division(&self, name: &str, at: Option<Span>) -> Result<&Division> {
        let table = self.table()?;
        match table.find(name) {
            Lookup::One(division) => Ok(division),
            other => Err(table.fault(name, &other).at_maybe(at).into()),
        }
    }

    /// The place of an outline, or the one that is wished for instead.
    pub(super) fn place(&self, outline: &Outline, wish: Option<&str>) -> Result<Locality> {
        let given = match (wish, &outline.fields.locality) {
            (Some(wish), _) => return self.locality(wish, None),
            (None, None) => return self.locality("", None),
            (None, Some(given)) => given,
        };
        let at = Span::of(&outline.source, given);
        match &given.value {
            Place::Named(name) => self.locality(name.as_str(), Some(at)),
            Place::Made(made) => self.made(made, at),
        }
    }

    fn made(&self, made: &MadePlace, at: Span) -> Result<Locality> {
        let parent = self.division(made.parent.as_str(), Some(at.clone()))?;
        let (name, kind) = (made.name.as_str(), made.kind.as_str());
        let place = self.naming.of_place(self.table()?, name, kind, parent);
        place.ok_or_else(|| {
            let kinds: Vec<&str> = self.naming.kinds().collect();
            let list = kinds.join("、");
            Diagnostic::error(
                "locality.kind",
                both!(
                    "没有 `{kind}` 这种区划",
                    "unknown kind of division `{kind}`"
                ),
            )
            .at(at)
            .help(did_you_mean(
                nearest(kind, kinds.iter().copied()),
                both!("可以写：{list}", "one of: {list}"),
            ))
            .into()
        })
    }
}

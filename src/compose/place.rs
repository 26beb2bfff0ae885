use super::Library;
use crate::diag::{Diagnostic, Located, Result, Span, both, did_you_mean, nearest};
use crate::locality::{Division, Locality, Lookup, Overlay};
use crate::outline::{Outline, Place};
use crate::phrase::Bank;
use crate::template::genres;

/// What is known of the place that is wanted, before its words are looked up.
enum Wanted<'a> {
    /// No more than the kind; the neutral one for the empty name.
    Kind(&'a str),
    /// A division of the table.
    Division(&'a Division),
    /// A place below the table.
    Made {
        name: &'a str,
        kind: String,
        parent: &'a Division,
        at: Option<Span>,
    },
}

/// The overlays of a place and of those above it, the highest first.
#[derive(Default)]
struct Laid {
    /// The places that have one.
    places: Vec<String>,
    /// What their offices say, each with the code of the place that leads it, where it says so.
    said: Vec<(Overlay, Option<String>)>,
}

impl Library<'_> {
    /// The library with the overlays of a place and of those above it on its shelf: its names, templates and phrases. The place is
    /// the one wished for, or the outline's.
    ///
    /// # Errors
    /// No such place; a fault in an overlay; places that lead each other.
    pub fn at(mut self, outline: Option<&Outline>, wish: Option<&str>) -> Result<Self> {
        let Laid { places, mut said } = self.laid(outline, wish)?;
        if let Some(file) = self.shelf.project_file("locality.yaml")? {
            said.push((Overlay::read("", file)?, None));
        }
        // The nearest office has the say.
        let layout = said
            .iter()
            .rev()
            .find_map(|(overlay, _)| Some((overlay, overlay.layout()?)));
        self.layout = layout.map(|(overlay, name)| (name.value.clone(), overlay.span(name)));
        self.naming = self.naming.with_overlays(said);
        if !places.is_empty() {
            self.shelf = self.shelf.with_overlays(places);
            self.bank = Bank::load(&self.shelf)?;
            self.genres = genres(&self.shelf)?;
        }
        Ok(self)
    }

    /// The overlays of a place and of those that lead it.
    fn laid(&self, outline: Option<&Outline>, wish: Option<&str>) -> Result<Laid> {
        let mut laid = Laid::default();
        let mut next = match self.wanted(outline, wish)? {
            Wanted::Kind(_) => None,
            Wanted::Division(division) => Some(division),
            Wanted::Made { name, parent, .. } => {
                self.lay(name, &mut laid)?;
                Some(parent)
            }
        };
        let mut seen: Vec<&str> = Vec::new();
        let mut at: Option<Span> = None;
        while let Some(division) = next {
            if seen.contains(&division.code.as_str()) {
                let name = &division.name;
                return Err(Diagnostic::error(
                    "overlay.circle",
                    both!("{name} 的上级绕回了自己", "{name} is led by itself"),
                )
                .at_maybe(at)
                .help(both!("改 `superior:`", "mend `superior:`"))
                .into());
            }
            seen.push(&division.code);
            next = match self.lay(&division.code, &mut laid)? {
                Some((superior, span)) => {
                    at = Some(span);
                    Some(superior)
                }
                None => self.naming.superior_of(self.table()?, division),
            };
        }
        laid.places.reverse();
        laid.said.reverse();
        Ok(laid)
    }

    /// Adds the overlay of one place, where there is one; who leads the place, where its office says so.
    fn lay(&self, place: &str, laid: &mut Laid) -> Result<Option<(&Division, Span)>> {
        if !self.shelf.has_overlay(place) {
            return Ok(None);
        }
        laid.places.push(place.to_owned());
        let Some(overlay) = self.overlay(place)? else {
            return Ok(None);
        };
        let led = match overlay.superior() {
            Some(name) => {
                let at = overlay.span(name);
                Some((self.division(&name.value, Some(at.clone()))?, at))
            }
            None => None,
        };
        let code = led.as_ref().map(|(division, _)| division.code.clone());
        laid.said.push((overlay, code));
        Ok(led)
    }

    fn overlay(&self, place: &str) -> Result<Option<Overlay>> {
        let file = self.shelf.overlay_file(place, "locality.yaml")?;
        file.map(|file| Overlay::read(place, file)).transpose()
    }

    /// The place meant by a code, a name, a path or a kind; the neutral one for the empty name.
    ///
    /// # Errors
    /// No such place, or several, which are listed; a place that no drafts are made for.
    pub fn locality(&self, name: &str) -> Result<Locality> {
        self.locality_of(None, Some(name))
    }

    /// The place of an outline, or the one that is wished for instead.
    pub(super) fn locality_of(
        &self,
        outline: Option<&Outline>,
        wish: Option<&str>,
    ) -> Result<Locality> {
        match self.wanted(outline, wish)? {
            Wanted::Kind(kind) => Ok(self.naming.of_kind(kind).unwrap_or_default()),
            Wanted::Division(division) => Ok(self.naming.of_division(self.table()?, division)),
            Wanted::Made {
                name,
                kind,
                parent,
                at,
            } => {
                let place = self.naming.of_place(self.table()?, name, &kind, parent);
                place.ok_or_else(|| self.no_kind(&kind).at_maybe(at).into())
            }
        }
    }

    fn wanted<'a>(
        &'a self,
        outline: Option<&'a Outline>,
        wish: Option<&'a str>,
    ) -> Result<Wanted<'a>> {
        let given: Option<&Located<Place>> = outline.and_then(|o| o.fields.locality.as_ref());
        let at = || Some(Span::of(&outline?.source, given?));
        match (wish, given.map(|g| &g.value)) {
            (Some(wish), _) => self.named(wish, None),
            (None, None) => Ok(Wanted::Kind("")),
            (None, Some(Place::Named(name))) => self.named(name.as_str(), at()),
            (None, Some(Place::Made(made))) => Ok(Wanted::Made {
                name: made.name.as_str(),
                kind: made.kind.as_str().to_owned(),
                parent: self.division(made.parent.as_str(), at())?,
                at: at(),
            }),
        }
    }

    fn named<'a>(&'a self, name: &'a str, at: Option<Span>) -> Result<Wanted<'a>> {
        if self.naming.of_kind(name).is_some() {
            return Ok(Wanted::Kind(name));
        }
        if self.shelf.has_overlay(name)
            && let Some(overlay) = self.overlay(name)?
            && let Some((kind, parent)) = overlay.made()
        {
            let at = overlay.span(parent);
            return Ok(Wanted::Made {
                name,
                kind: kind.to_owned(),
                parent: self.division(&parent.value, Some(at.clone()))?,
                at: Some(at),
            });
        }
        self.division(name, at).map(Wanted::Division)
    }

    fn division(&self, name: &str, at: Option<Span>) -> Result<&Division> {
        let table = self.table()?;
        match table.find(name) {
            Lookup::One(division) => Ok(division),
            other => Err(table.fault(name, &other).at_maybe(at).into()),
        }
    }

    fn no_kind(&self, kind: &str) -> Diagnostic {
        let kinds: Vec<&str> = self.naming.kinds().collect();
        let list = kinds.join("、");
        Diagnostic::error(
            "locality.kind",
            both!(
                "没有 `{kind}` 这种区划",
                "unknown kind of division `{kind}`"
            ),
        )
        .help(did_you_mean(
            nearest(kind, kinds.iter().copied()),
            both!("可以写：{list}", "one of: {list}"),
        ))
    }
}

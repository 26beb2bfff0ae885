use super::check::check;
use super::choices::{Pin, choices, hold};
use super::context::Contexts;
use super::names::named;
use super::supply::enough;
use super::{Id, Library};
use crate::diag::{Diagnostic, Faults, Result, Severity, Span, both};
use crate::draft::{Blocks, Draft, Origin, OriginKind, Pace, Sink};
use crate::locality::Locality;
use crate::outline::{Length, Outline};
use crate::space::{Aim, Pick, Reach, Spread, Stream, Walker, sample};
use crate::template::{Engine, Genre, Plan, Setting, View, genre_named};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a caller wants otherwise than the outline says.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// Another length.
    pub length: Option<Length>,
    /// Another day.
    pub date: Option<NaiveDate>,
    /// Another place.
    pub locality: Option<String>,
    /// Another pace.
    pub pace: Pace,
    /// Slots held to an entry, besides those of the outline.
    pub pins: Vec<Pin>,
    /// Slots drawn anew while all others stay; one named twice is drawn anew twice.
    pub redraws: Vec<String>,
}

/// An outline rendered for one place and day: every draft it can become.
pub struct Composition<'l> {
    library: &'l Library<'l>,
    genre: Genre,
    locality: Locality,
    date: NaiveDate,
    pub(super) length: Option<Length>,
    pace: Pace,
    speech: BTreeMap<String, String>,
    pub(super) plan: Plan,
    /// The counts by length, made when a draft of some length is first asked for.
    aim: OnceLock<Aim>,
    id: Id,
    warnings: Vec<Diagnostic>,
    pub(super) redraws: Vec<String>,
    /// What tells its drafts from those of the same outline for other places or speakers; empty where nothing of that was asked for.
    apart: String,
}

impl<'l> Composition<'l> {
    /// Holds the outline against bank and template and renders it.
    ///
    /// # Errors
    /// All faults of the outline; faults of the user's templates; a pool that is asked for more than it holds.
    pub fn new(library: &'l Library<'l>, outline: &Outline, wishes: &Wishes) -> Result<Self> {
        let at = Span::of(&outline.source, &outline.fields.genre);
        let genre = genre_named(
            library.genres.clone(),
            outline.fields.genre.value.as_str(),
            Some(at),
        )?;
        let locality = library.locality_of(Some(outline), wishes.locality.as_deref())?;
        let (errors, warnings) = check(outline, &genre, &library.bank, &locality)
            .into_iter()
            .partition(|d| d.severity == Severity::Error);
        Faults::unless_empty(errors)?;
        let given = wishes
            .date
            .or(outline.fields.date.as_ref().map(|d| d.value.0));
        let date = given.unwrap_or_else(|| library.terms.as_of());
        let locality = locality.on(date);
        let engine = Engine::load(
            &library.shelf,
            &library.bank,
            &library.terms,
            date,
            library.limits,
        )?;
        let speech = speech(outline, &locality);
        let context = Contexts {
            outline,
            genre: &genre,
            bank: &library.bank,
            locality: &locality,
            date: dated(outline, wishes),
        }
        .build();
        let context = tera::Context::from_serialize(&context).map_err(|e| {
            Faults::from(Diagnostic::error("template.context", both!("{e}", "{e}")))
        })?;
        let setting = Setting {
            bank: &library.bank,
            terms: &library.terms,
            locality: &locality,
            date,
            speech: &speech,
        };
        let mut plan = engine.render(&genre, &context, setting)?;
        hold(&mut plan, outline, wishes, &library.bank)?;
        enough(&plan, outline)?;
        let place = locality.label().to_owned();
        let length = wishes
            .length
            .or(outline.fields.length.as_ref().map(|l| l.value));
        let id = Id::new(
            [
                &[
                    outline.source.text(),
                    &length.map(|l| l.to_string()).unwrap_or_default(),
                    &format!("{date}{}", choices(wishes)),
                ],
                &of_place(library, &locality),
                &[
                    library.bank.stamp(),
                    library.terms.stamp(),
                    env!("NIGAO_PHRASES"),
                    env!("NIGAO_TERMS"),
                ],
                &[engine.stamp(), env!("NIGAO_TEMPLATES")],
                &[env!("CARGO_PKG_VERSION")],
            ],
            0,
        );
        Ok(Self {
            library,
            genre,
            locality,
            date,
            length,
            pace: wishes.pace,
            speech,
            plan,
            aim: OnceLock::new(),
            id,
            warnings,
            redraws: wishes.redraws.clone(),
            apart: match &wishes.locality {
                Some(_) => format!("{}\n{}", place, outline.set),
                None => outline.set.clone(),
            },
        })
    }

    /// What the user should look at.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The plan with its words.
    pub fn view(&self) -> View {
        self.plan.view(self.setting())
    }

    /// The place it is for.
    pub fn locality(&self) -> &Locality {
        &self.locality
    }

    /// The wanted length.
    pub fn length(&self) -> Option<Length> {
        self.length
    }

    /// The bank it draws from.
    pub fn library(&self) -> &'l Library<'l> {
        self.library
    }

    /// The id of the draft of a seed.
    pub fn id(&self, seed: u64) -> Id {
        self.id.with_seed(seed)
    }

    /// The draft of a seed.
    ///
    /// # Errors
    /// No draft has the wanted length; what can be reached is said.
    pub fn draft(&self, seed: u64) -> Result<Draft> {
        let pick = match self.length {
            Some(length) => self.aimed(length, seed)?,
            None => sample(&self.plan.space, seed).ok_or_else(Self::nothing)?,
        };
        self.write(&self.redrawn(pick, seed)?, seed)
    }

    /// The draft of a seed for another place, whose words are those of this one wherever a word is spoken.
    pub(super) fn draft_for(&self, place: &Locality, seed: u64) -> Result<Draft> {
        let mut draft = self.draft(seed)?;
        let id = self.id(seed).with_place(&of_place(self.library, place));
        draft.id = id.to_string();
        place.label().clone_into(&mut draft.locality);
        Ok(draft)
    }

    /// The draft of a pick.
    ///
    /// # Errors
    /// The pick is not one of this composition's.
    pub fn write(&self, pick: &Pick, seed: u64) -> Result<Draft> {
        let mut blocks = Blocks::default();
        self.tell(pick, &mut blocks)?;
        Ok(Draft::new(
            self.id(seed).to_string(),
            seed,
            self.genre.name.clone(),
            self.locality.label().to_owned(),
            blocks.finish(),
            self.pace,
        ))
    }

    /// The drafts that lie apart, of the wanted length; those for another place, or with another value set in the outline,
    /// are drawn by themselves.
    ///
    /// # Errors
    /// No draft has the wanted length; what can be reached is said.
    pub fn spread(&self, seed: u64) -> Result<Spread<'_>> {
        let band = self.length.map(Length::band);
        let seed = if self.apart.is_empty() {
            seed
        } else {
            Stream::new(seed, &self.apart).below(u64::MAX)
        };
        Spread::new(&self.plan.space, band, seed).map_err(|reach| self.unreached(&reach))
    }

    /// Draft `index`, from 1, of a spread with this seed.
    ///
    /// # Errors
    /// As of [`Composition::spread`]; there are not so many drafts.
    pub fn spread_draft(&self, walker: &mut Walker<'_>, seed: u64, index: u64) -> Result<Draft> {
        let mut pick = Pick::default();
        let number = index.checked_sub(1).ok_or_else(Self::nothing)?;
        walker
            .pick(number, &mut pick)
            .map_err(|reach| self.unreached(&reach))?;
        let pick = self.redrawn(pick, seed)?;
        let mut draft = self.write(&pick, seed)?;
        draft.id = self.id(seed).with_index(index).to_string();
        draft.index = Some(index);
        Ok(draft)
    }

    /// What to say where no draft has the wanted length.
    pub fn unreached(&self, reach: &Reach) -> Faults {
        let length = self.length.map(|l| l.to_string()).unwrap_or_default();
        match reach {
            Reach::Nothing => Self::nothing().into(),
            Reach::Lengths { least, most, nearest } => Diagnostic::error(
                "bound.length",
                both!(
                    "写不到 {length} 字：这份提纲能写 {least} 到 {most} 字，最接近的是 {nearest} 字",
                    "no draft has {length} characters: this outline reaches {least} to {most}, the nearest is {nearest}"
                ),
            )
            .help(both!(
                "改 `length:`，或增减要点",
                "change `length:`, or give more or fewer points"
            ))
            .into(),
        }
    }

    /// Tells the document of a pick to a sink.
    ///
    /// # Errors
    /// The pick is not one of this composition's.
    pub fn tell(&self, pick: &Pick, sink: &mut impl Sink) -> Result<()> {
        if self.plan.tell(pick, self.setting(), sink) {
            Ok(())
        } else {
            Err(Self::nothing().into())
        }
    }

    /// Tells the documents of many picks, each to a sink of its own.
    ///
    /// # Errors
    /// A pick that is not one of this composition's.
    pub fn tell_all(&self, picks: &[Pick], sinks: &mut [impl Sink]) -> Result<()> {
        if self.plan.tell_all(picks, self.setting(), sinks) {
            Ok(())
        } else {
            Err(Self::nothing().into())
        }
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            bank: &self.library.bank,
            terms: &self.library.terms,
            locality: &self.locality,
            date: self.date,
            speech: &self.speech,
        }
    }

    fn aimed(&self, length: Length, seed: u64) -> Result<Pick> {
        let aim = self.aim.get_or_init(|| Aim::new(&self.plan.space));
        aim.pick(&length.band(), seed)
            .map_err(|reach| self.unreached(&reach))
    }

    fn nothing() -> Diagnostic {
        Diagnostic::error(
            "bound.nothing",
            both!(
                "这份提纲写不出一篇稿子",
                "this outline cannot become any draft"
            ),
        )
        .help(both!(
            "减少要点，或充实语料",
            "give fewer points, or add phrases"
        ))
    }
}

/// What of a place goes into the id.
fn of_place<'a>(library: &'a Library<'_>, locality: &'a Locality) -> [&'a str; 4] {
    [
        locality.label(),
        library.naming.stamp(),
        library.table_stamp(),
        env!("NIGAO_LOCALITIES"),
    ]
}

/// The day as it is printed, with who gave it.
fn dated(outline: &Outline, wishes: &Wishes) -> Option<(NaiveDate, Origin)> {
    match (wishes.date, &outline.fields.date) {
        (Some(day), _) => Some((day, Origin::new(OriginKind::Outline, "--date"))),
        (None, Some(day)) => {
            let at = Span::of(&outline.source, day).place();
            Some((day.value.0, Origin::new(OriginKind::Outline, at)))
        }
        (None, None) => None,
    }
}

/// What the outline says of the whole speech.
fn speech(outline: &Outline, locality: &Locality) -> BTreeMap<String, String> {
    [
        ("team", &outline.fields.team),
        ("theme", &outline.fields.theme),
    ]
    .into_iter()
    .filter_map(|(name, value)| {
        let value = value.as_ref()?;
        let origin = Origin::new(
            OriginKind::Outline,
            Span::of(&outline.source, value).place(),
        );
        Some((
            name.to_owned(),
            named(value.value.as_str(), locality, &origin),
        ))
    })
    .collect()
}

use super::front::Front;
use super::functions;
use super::scan::asked;
use super::sheet::Sheet;
use super::watch::{Limits, watched};
use super::{Plan, Setting, faults, filters, tokens};
use crate::diag::{Diagnostic, Faults, Result, Source, both, did_you_mean};
use crate::phrase::Bank;
use crate::terms::Terms;
use crate::world::{Bundle, Resource, Shelf};
use chrono::NaiveDate;
use std::sync::Arc;
use tera::{Context, Tera};

/// A genre: a template that says so of itself.
#[derive(Debug, Clone)]
pub struct Genre {
    /// Its name: the file's, without ending.
    pub name: String,
    /// What it says of itself.
    pub front: Front,
    /// The file.
    pub source: Arc<Source>,
}

/// The templates, ready to be rendered.
pub struct Engine {
    tera: Arc<Tera>,
    /// The templates.
    sheets: Vec<Sheet>,
    /// Their files, by the names that origins give them.
    files: Vec<Resource>,
    stamp: String,
    terms: Arc<Terms>,
    date: NaiveDate,
    limits: Limits,
}

/// The genres on a shelf, by name.
///
/// # Errors
/// A template that cannot be read, or whose opening comment is not what it should be.
pub fn genres(shelf: &Shelf<'_>) -> Result<Vec<Genre>> {
    let mut genres = Vec::new();
    for (path, layers) in shelf.layers(Bundle::Templates, &[".tera"])? {
        // A file that extends the one below speaks through that one's comment.
        for layer in layers.iter().rev() {
            if let Some(front) = Front::read(&layer.source)? {
                let top = layers.last().unwrap_or(layer);
                genres.push(Genre {
                    name: path.trim_end_matches(".tera").to_owned(),
                    front,
                    source: Arc::clone(&top.source),
                });
                break;
            }
        }
    }
    Ok(genres)
}

impl Engine {
    /// The templates on a shelf, checked: syntax, functions and filters, roles, facets, topics, arguments.
    ///
    /// # Errors
    /// Every fault of the user's own templates, or the first of syntax.
    pub fn load(
        shelf: &Shelf<'_>,
        bank: &Bank,
        terms: &Arc<Terms>,
        date: NaiveDate,
        limits: Limits,
    ) -> Result<Self> {
        let layers = shelf.layers(Bundle::Templates, &[".tera"])?;
        let files: Vec<Resource> = layers.values().flatten().cloned().collect();
        let own = || files.iter().filter(|f| !f.is_default);
        let found: Vec<Diagnostic> = own().flat_map(|f| asked(&f.source, bank).1).collect();
        let mut engine = Self {
            tera: Arc::new(Tera::default()),
            sheets: layers
                .iter()
                .map(|(path, layers)| Sheet::of(path, layers))
                .collect::<Result<_>>()?,
            stamp: own()
                .flat_map(|f| [&f.origin, "\n", f.source.text()])
                .collect(),
            terms: Arc::clone(terms),
            date,
            limits,
            files,
        };
        engine.tera = Arc::new(engine.build(true)?);
        Faults::unless_empty(found)?;
        Ok(engine)
    }

    /// The Tera environment, with marks of origin planted in the templates or without.
    fn build(&self, planted: bool) -> Result<Tera> {
        let mut tera = Tera::default();
        tera.autoescape_on(Vec::<&str>::new());
        functions::register(&mut tera, &self.terms, self.date);
        filters::register(&mut tera);
        let added = tera.add_raw_templates(self.sheets.iter().map(|sheet| {
            let text = if planted {
                sheet.planted()
            } else {
                sheet.text()
            };
            (sheet.name.as_str(), text)
        }));
        match added {
            Ok(()) => Ok(tera),
            // Planted marks move columns: the error is asked for again on the templates as they are.
            Err(error) if planted => Err(match self.build(false) {
                Err(found) => found,
                Ok(_) => faults::diagnose(&error, &self.sheets),
            }),
            Err(error) => Err(faults::diagnose(&error, &self.sheets)),
        }
    }

    /// Renders a genre's template into its plan.
    ///
    /// # Errors
    /// What fails in the template, with its place; a limit passed; a slot without a pool.
    pub fn render(&self, genre: &Genre, context: &Context, setting: Setting<'_>) -> Result<Plan> {
        let name = format!("{}.tera", genre.name);
        let (tera, data, template) = (Arc::clone(&self.tera), context.clone(), name.clone());
        let rendered = watched(self.limits, move || tera.render(&template, &data))
            .map_err(|why| Faults::from(faults::stopped(why, self.limits, &genre.source)))?;
        let text = match rendered {
            Ok(text) => text,
            Err(error) => return Err(self.diagnose(&error, &name, context)),
        };
        Plan::new(&tokens::read(&text), setting)
            .map_err(|found| Faults(found.0.into_iter().map(|d| self.place(d, genre)).collect()))
    }

    /// The diagnostic of an error in a render, its place taken from the templates as they are.
    fn diagnose(&self, error: &tera::Error, name: &str, context: &Context) -> Faults {
        let again = self.build(false).ok().and_then(|tera| {
            let (data, template) = (context.clone(), name.to_owned());
            watched(self.limits, move || tera.render(&template, &data))
                .ok()?
                .err()
        });
        faults::diagnose(again.as_ref().unwrap_or(error), &self.sheets)
    }

    /// Gives a fault of the plan the line of the template it came from.
    fn place(&self, mut diagnostic: Diagnostic, genre: &Genre) -> Diagnostic {
        let Some(span) = diagnostic.span.take() else {
            return diagnostic.at(genre.source.start());
        };
        let at = span.source().name();
        let found = at.rsplit_once(':').and_then(|(name, line)| {
            let source = &self.files.iter().find(|f| f.origin == name)?.source;
            let line = source.line(line.parse().ok()?);
            let text = &source.text()[line.clone()];
            let start = line.start + text.len() - text.trim_start().len();
            Some(source.span(start..line.end))
        });
        diagnostic.at(found.unwrap_or_else(|| genre.source.start()))
    }

    /// What of a user's own is in the templates: part of a draft's content hash.
    pub fn stamp(&self) -> &str {
        &self.stamp
    }
}

/// A genre by name.
///
/// # Errors
/// No such genre, with the nearest.
pub fn genre_named(genres: Vec<Genre>, name: &str, at: Option<crate::diag::Span>) -> Result<Genre> {
    let names: Vec<String> = genres.iter().map(|g| g.name.clone()).collect();
    if let Some(genre) = genres
        .into_iter()
        .find(|g| g.name == name || g.front.title == name)
    {
        return Ok(genre);
    }
    let list = names.join(", ");
    let help = did_you_mean(
        crate::diag::nearest(name, names.iter().map(String::as_str)),
        both!("有这些体裁：{list}", "the genres are: {list}"),
    );
    Err(Diagnostic::error(
        "outline.genre",
        both!("没有体裁 `{name}`", "there is no genre `{name}`"),
    )
    .at_maybe(at)
    .help(help)
    .into())
}

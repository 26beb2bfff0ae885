use super::bottleneck::Bottleneck;
use super::certificate::{Across, Against, CERTIFICATE, Certificate, Group, Part};
use super::order::MOST_COMPARED;
use super::report::REPORT;
use super::{Batch, Certify, Examined, Issued, Pairs};
use crate::corpus;
use crate::diag::{Diagnostic, Message, Result};
use crate::draft::{Letters, SHINGLE};
use crate::world::Folder;
use std::io;
use std::path::{Path, PathBuf};

/// What was found when the drafts of a batch were compared.
pub struct Proof {
    pub(super) certificate: Certificate,
    /// Drafts of different groups, or one issued earlier, that do not keep the bound.
    near: Option<Near>,
    /// By group, what a report shows of it.
    pub(super) pictures: Vec<Picture>,
}

/// What a report shows of the drafts of one outline at one place.
pub(super) struct Picture {
    pub name: String,
    pub examined: Examined,
    /// The lengths of the drafts compared, in Han characters.
    pub chars: Vec<u32>,
    /// How much of the drafts the outline gave, in percent, on average.
    pub own: f64,
}

/// What is kept of each draft until its set is compared.
type Kept = Vec<(String, u32, Letters)>;

/// Compares drafts as they come, group by group.
pub(super) struct Examiner<'i> {
    bound: Option<f64>,
    group: Pairs,
    name: String,
    files: Vec<String>,
    chars: Vec<u32>,
    groups: Vec<Group>,
    pictures: Vec<Picture>,
    across: Option<Sampled>,
    against: Vec<(&'i Issued<'i>, Pairs, Vec<String>)>,
}

/// Drafts of all groups, every so many-th of them.
struct Sampled {
    every: u64,
    seen: u64,
    pairs: Pairs,
    files: Vec<String>,
}

/// Two drafts of different batches or groups that do not keep the bound.
struct Near {
    /// The folder of the one issued earlier; none where both are of this batch.
    folder: Option<PathBuf>,
    max: f64,
    files: Vec<String>,
}

/// A bound that is not kept.
pub(super) struct TooNear {
    pub group: usize,
    /// How many drafts keep it.
    pub within: usize,
    pub examined: Examined,
}

impl<'i> Examiner<'i> {
    /// Nothing compared yet; `across` is how many drafts there will be in all, where those of different groups are compared.
    ///
    /// # Errors
    /// A draft issued earlier that cannot be read.
    pub fn new(bound: Option<f64>, across: Option<u64>, against: &'i [Issued<'i>]) -> Result<Self> {
        let against = against.iter().map(|issued| {
            let mut pairs = Pairs::default();
            let mut files = Vec::new();
            for line in &issued.lines {
                pairs.push(0, &issued.letters(line)?);
                files.push(line.file.clone());
            }
            Ok((issued, pairs, files))
        });
        Ok(Self {
            bound,
            group: Pairs::default(),
            name: String::new(),
            files: Vec::new(),
            chars: Vec::new(),
            groups: Vec::new(),
            pictures: Vec::new(),
            across: across.map(|drafts| Sampled {
                every: drafts.div_ceil(MOST_COMPARED).max(1),
                seen: 0,
                pairs: Pairs::default(),
                files: Vec::new(),
            }),
            against: against.collect::<Result<_>>()?,
        })
    }

    /// One more draft of the group of this name.
    ///
    /// # Errors
    /// The group before it does not keep the bound.
    pub fn push(
        &mut self,
        name: &str,
        file: String,
        chars: u32,
        letters: &Letters,
    ) -> std::result::Result<(), TooNear> {
        if self.name != name {
            self.close()?;
            name.clone_into(&mut self.name);
        }
        self.group.push(0, letters);
        if let Some(across) = &mut self.across {
            if across.seen.is_multiple_of(across.every) {
                across.pairs.push(self.groups.len() as u32, letters);
                across.files.push(file.clone());
            }
            across.seen += 1;
        }
        for (_, pairs, files) in &mut self.against {
            pairs.push(1, letters);
            files.push(file.clone());
        }
        self.files.push(file);
        self.chars.push(chars);
        Ok(())
    }

    fn close(&mut self) -> std::result::Result<(), TooNear> {
        if self.group.is_empty() {
            return Ok(());
        }
        let pairs = std::mem::take(&mut self.group);
        let examined = pairs.whole(self.bound, false);
        if examined.within < pairs.len() {
            return Err(TooNear {
                group: self.groups.len(),
                within: examined.within,
                examined,
            });
        }
        let part = Part::new(&examined, &pairs.generated(None, false), &self.files);
        self.groups.push(Group {
            name: self.name.clone(),
            part,
        });
        self.pictures.push(Picture {
            name: self.name.clone(),
            examined,
            chars: std::mem::take(&mut self.chars),
            own: pairs.own_percent(),
        });
        self.files.clear();
        Ok(())
    }

    /// The certificate, as one of `n` drafts a group and `drafts` in all.
    ///
    /// # Errors
    /// The last group does not keep the bound.
    pub fn finish(
        mut self,
        n: u64,
        drafts: u64,
        certify: Certify,
    ) -> std::result::Result<Proof, TooNear> {
        self.close()?;
        let mut near = None;
        let bound = self.bound;
        let mut part = |pairs: &Pairs, files: &[String], folder: Option<&Path>| {
            let whole = pairs.whole(bound, true);
            if let (None, true, Some((a, b))) = (&near, whole.within < pairs.len(), whole.worst) {
                near = Some(Near {
                    folder: folder.map(Path::to_owned),
                    max: whole.max,
                    files: vec![files[a].clone(), files[b].clone()],
                });
            }
            Part::new(&whole, &pairs.generated(None, true), files)
        };
        let mut against = Vec::with_capacity(self.against.len());
        for (issued, pairs, files) in &self.against {
            against.push(Against {
                manifest: issued.manifest.clone(),
                drafts: issued.lines.len() as u64,
                part: part(pairs, files, Some(issued.folder())),
            });
        }
        let across = self.across.as_ref().map(|across| Across {
            compared: across.files.len() as u64,
            part: part(&across.pairs, &across.files, None),
        });
        let certificate = Certificate {
            nigao: env!("CARGO_PKG_VERSION"),
            n,
            drafts,
            max_overlap: self.bound,
            shingle: SHINGLE,
            examined: certify,
            compared: certify.numbers(n).len() as u64,
            all: Part::all(&self.groups),
            across,
            against,
            groups: self.groups,
        };
        Ok(Proof {
            certificate,
            near,
            pictures: self.pictures,
        })
    }
}

impl Batch<'_> {
    /// Compares the drafts before any of them is written.
    ///
    /// # Errors
    /// As of the drafts; a bound that they do not keep, with how many keep it and what is in the way.
    pub fn prove(&self, against: &[Issued<'_>]) -> Result<Proof> {
        let order = self.order;
        let ending = order.format.ending();
        let numbers = order.certify.numbers(order.n);
        let compared = (numbers.len() * self.sets.len()) as u64;
        let across = order.across.then_some(compared);
        let mut examiner = Examiner::new(order.max_overlap, across, against)?;
        self.drive(
            |_| numbers.clone(),
            |bench, press, numbers, kept: &mut Kept| {
                for number in numbers {
                    let draft = bench.draft(&mut press.walker, order.seed, *number)?;
                    let file = bench.set.file(number + 1, order.n, ending);
                    kept.push((file, draft.chars, draft.letters()));
                }
                Ok(())
            },
            |set, kept| {
                let set = &self.sets[set];
                for (file, chars, letters) in kept {
                    examiner
                        .push(&set.name, file, chars, &letters)
                        .map_err(|near| self.too_near(&near))?;
                }
                Ok(())
            },
        )?;
        let proof = examiner
            .finish(order.n, self.total(), order.certify)
            .map_err(|near| self.too_near(&near))?;
        proof.kept()?;
        Ok(proof)
    }

    /// What to say where the drafts of a group lie too near: how many keep the bound, and what is in the way.
    fn too_near(&self, near: &TooNear) -> crate::diag::Faults {
        let set = &self.sets[near.group];
        let found = self.at(set, |bench| Ok(Bottleneck::find(bench, self.order.n)));
        let bound = self.order.max_overlap.unwrap_or(1.0) * 100.0;
        let (within, n, name) = (near.within, self.order.n, &set.name);
        let (max, mean, least) = (
            near.examined.max * 100.0,
            near.examined.mean * 100.0,
            near.examined.lower_bound * 100.0,
        );
        let message = Message::new(
            format!(
                "`{name}` 要 {n} 篇，写到第 {within} 篇为止两两重合不超过 {bound:.1}%；{n} 篇全写出来最多重合 {max:.1}%，平均 {mean:.1}%（用这些语料平均不会低于 {least:.1}%）"
            ),
            format!(
                "of the {n} drafts of `{name}`, those up to number {within} overlap by {bound:.1}% at most; all {n} overlap by {max:.1}% at most and {mean:.1}% on average (with these phrases not less than {least:.1}%)"
            ),
        );
        Diagnostic::error("bound.overlap", message)
            .help_maybe(found.ok().flatten().map(|b| b.help()))
            .into()
    }
}

impl Proof {
    /// The certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The pairs that matter most: those within a group, or across where a group has one draft.
    pub(super) fn shown(&self) -> &Part {
        let certificate = &self.certificate;
        match &certificate.across {
            Some(across) if certificate.all.pairs == 0 => &across.part,
            _ => &certificate.all,
        }
    }

    /// Whether drafts of different groups, and those issued earlier, keep the bound.
    ///
    /// # Errors
    /// They do not.
    pub(super) fn kept(&self) -> Result<()> {
        let Some(near) = &self.near else {
            return Ok(());
        };
        let bound = self.certificate.max_overlap.unwrap_or(1.0) * 100.0;
        let max = near.max * 100.0;
        let [first, second] = [0, 1].map(|at| near.files.get(at).map_or("", String::as_str));
        let message = match &near.folder {
            // Those issued were there first.
            Some(folder) => {
                let earlier = folder.join(first).display().to_string();
                Message::new(
                    format!("`{second}` 和以前发出的 `{earlier}` 重合 {max:.1}%，超过 {bound:.1}%"),
                    format!(
                        "`{second}` overlaps with `{earlier}`, issued earlier, by {max:.1}%, more than {bound:.1}%"
                    ),
                )
            }
            None => Message::new(
                format!("`{first}` 和 `{second}` 重合 {max:.1}%，超过 {bound:.1}%"),
                format!("`{first}` and `{second}` overlap by {max:.1}%, more than {bound:.1}%"),
            ),
        };
        Err(Diagnostic::error("bound.apart", message)
            .help(Message::new(
                "换一个 --seed，或放宽 --max-overlap",
                "choose another --seed, or allow a larger --max-overlap",
            ))
            .into())
    }

    /// Writes certificate and report beside the drafts.
    ///
    /// # Errors
    /// A draft that is shown cannot be read; a file cannot be written.
    pub(super) fn put(&self, folder: &dyn Folder) -> std::result::Result<(), (String, io::Error)> {
        let failed = |name: &str, error| (name.to_owned(), error);
        let mut shown = Vec::new();
        for file in &self.shown().overlap.worst {
            let bytes = folder.read(file).map_err(|e| failed(file, e))?;
            shown.push((file.clone(), corpus::words(file, bytes).unwrap_or_default()));
        }
        let files = [
            (CERTIFICATE, self.certificate.text()),
            (REPORT, self.report(shown.as_slice().try_into().ok())),
        ];
        for (name, text) in files {
            folder
                .put(name, text.as_bytes())
                .map_err(|e| failed(name, e))?;
        }
        Ok(())
    }
}

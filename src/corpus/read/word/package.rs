use super::super::kind::{not_word, protected};
use super::super::{LARGEST_DOCUMENT, refusal};
use super::wrong_xml;
use super::xml::{Piece, Xml};
use crate::diag::{Diagnostic, Result, both};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most files a package may hold. Word itself writes some twenty, and one for each picture.
const MOST_ENTRIES: usize = 10_000;

/// How the entry of a file in a package's table of contents begins.
const ENTRY: &[u8] = b"PK\x01\x02";

/// The part that tells what the others are.
const CONTENTS: &str = "[Content_Types].xml";

/// The files of a `.docx`, unpacked one by one as they are asked for.
pub(super) struct Package<'a> {
    name: &'a str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still come out of it.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a package; nothing is unpacked yet.
    pub fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self> {
        // Counted before the table is read, since that takes memory for each.
        let entries = entries(bytes);
        if entries > MOST_ENTRIES {
            return Err(refusal(
                name,
                "corpus.entries",
                both!(
                    "`{name}` 里有 {entries} 个部件，超过上限 {MOST_ENTRIES} 个",
                    "`{name}` holds {entries} parts, more than the {MOST_ENTRIES} that are looked at"
                ),
                resave(),
            )
            .into());
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| damaged(name, &error.to_string()))?;
        Ok(Self {
            name,
            archive,
            left: LARGEST_DOCUMENT,
        })
    }

    /// The path of the document itself.
    ///
    /// # Errors
    /// A package with macros, or one that is of another program.
    pub fn main(&mut self) -> Result<String> {
        let mut main = "word/document.xml".to_owned();
        let mut has_macros = self
            .archive
            .file_names_raw()
            .any(|path| path.to_ascii_lowercase().ends_with(b"vbaproject.bin"));
        if let Some(contents) = self.part(CONTENTS)? {
            let mut xml = Xml::new(&contents);
            while let Some(piece) = xml
                .next()
                .map_err(|fault| wrong_xml(self.name, CONTENTS, fault))?
            {
                let Piece::Open(element) = piece else {
                    continue;
                };
                let kind = element.attribute("ContentType").unwrap_or_default();
                has_macros |= kind.contains("macroEnabled") || kind.contains("vbaProject");
                if kind.contains("wordprocessingml")
                    && kind.ends_with(".main+xml")
                    && let Some(path) = element.attribute("PartName")
                {
                    path.trim_start_matches('/').clone_into(&mut main);
                }
            }
        }
        let name = self.name;
        if has_macros {
            return Err(refusal(
                name,
                "corpus.macros",
                both!(
                    "`{name}` 带有宏，不读",
                    "`{name}` has macros; it is not read"
                ),
                both!(
                    "确认来源可靠；在 WPS 或 Word 里另存为不带宏的 .docx",
                    "make sure where it is from; save it as a .docx without macros in Word or WPS"
                ),
            )
            .into());
        }
        if self.archive.index_for_name(&main).is_none() {
            return Err(not_word(name).into());
        }
        Ok(main)
    }

    /// The text of a part, if there is one.
    ///
    /// # Errors
    /// More than may be unpacked, counted as it comes out; damaged; protected.
    pub fn part(&mut self, path: &str) -> Result<Option<String>> {
        let name = self.name;
        let file = match self.archive.by_name(path) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(protected(name).into());
            }
            Err(error) => return Err(damaged(name, &format!("{path}: {error}")).into()),
        };
        let mut bytes = Vec::new();
        file.take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(name, &format!("{path}: {error}")))?;
        self.left = match self.left.checked_sub(bytes.len() as u64) {
            Some(left) => left,
            None => {
                let most = LARGEST_DOCUMENT / 1024 / 1024;
                return Err(refusal(
                    name,
                    "corpus.unpacks",
                    both!(
                        "`{name}` 解开后超过上限 {most} MB",
                        "`{name}` unpacks to more than the {most} MB that are read"
                    ),
                    resave(),
                )
                .into());
            }
        };
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|error| damaged(name, &format!("{path}: {error}")).into())
    }
}

/// The fault of a package that cannot be read to its end.
pub(super) fn damaged(name: &str, reason: &str) -> Diagnostic {
    refusal(
        name,
        "corpus.damaged",
        both!("`{name}` 已损坏：{reason}", "`{name}` is damaged: {reason}"),
        both!(
            "重新取得原件，或在 WPS、Word 里修复后另存为 .docx",
            "get it again, or have Word or WPS mend it and save it as .docx"
        ),
    )
}

fn resave() -> crate::diag::Message {
    both!(
        "确认来源可靠；把正文复制到新文件里，另存为 .docx",
        "make sure where it is from; copy its text into a new file and save that as .docx"
    )
}

fn entries(bytes: &[u8]) -> usize {
    bytes.windows(ENTRY.len()).filter(|at| *at == ENTRY).count()
}

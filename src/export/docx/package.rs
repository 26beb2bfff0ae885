use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The parts that do not change, pressed once.
#[derive(Debug, Clone)]
pub(super) struct Package(Vec<u8>);

const WRITES: &str = "an archive in memory takes everything";

/// No part of a file tells when it was made: 1980-01-01, the first day that an archive can name.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644)
}

fn put(archive: &mut ZipWriter<Cursor<Vec<u8>>>, parts: &[(&str, Vec<u8>)]) {
    for (name, bytes) in parts {
        archive.start_file(*name, options()).expect(WRITES);
        archive.write_all(bytes).expect(WRITES);
    }
}

impl Package {
    /// A package of these parts, in this order.
    pub fn new(parts: &[(&str, Vec<u8>)]) -> Self {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        put(&mut archive, parts);
        Self(archive.finish().expect(WRITES).into_inner())
    }

    /// The file with these parts behind the others.
    pub fn with(&self, parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let pressed = ZipArchive::new(Cursor::new(self.0.as_slice())).expect("made above");
        let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(2 * self.0.len())));
        archive.merge_archive(pressed).expect(WRITES);
        put(&mut archive, parts);
        archive.finish().expect(WRITES).into_inner()
    }
}

use super::Batch;
use super::drive::Bench;
use super::press::Press;
use crate::diag::Result;
use crate::export::Format;
use serde::Serialize;
use std::io;

/// A line of the stream, for formats that are not JSON themselves.
#[derive(Serialize)]
struct Line<'d> {
    id: &'d str,
    locality: &'d str,
    text: &'d str,
}

impl Batch<'_> {
    /// Writes every draft as a line of JSON: the draft itself where the format is JSON, else its id, place and text.
    ///
    /// # Errors
    /// As of the drafts; what `out` says, where it is not that its reader has gone.
    pub fn stream(&self, out: &mut dyn FnMut(Vec<u8>) -> Result<()>) -> Result<()> {
        self.drive(
            |set| self.numbers(set),
            |bench, press, numbers, lines| self.lines(bench, press, numbers, lines),
            |_, lines: Vec<u8>| out(lines),
        )
    }

    fn lines(
        &self,
        bench: &Bench<'_>,
        press: &mut Press<'_>,
        numbers: &[u64],
        lines: &mut Vec<u8>,
    ) -> Result<()> {
        let seed = self.order.seed;
        let composition = bench.composition;
        if self.order.format == Format::Text && bench.residues.is_none() {
            let locality = composition.locality().label();
            for (number, text, _) in press.texts(bench, numbers)? {
                let id = composition.id(seed).with_index(number + 1).to_string();
                write_line(&id, locality, text, lines);
            }
            return Ok(());
        }
        for number in numbers {
            let draft = bench.draft(&mut press.walker, seed, *number)?;
            let file = bench.exporter.export(&draft);
            if self.order.format == Format::Json {
                lines.extend_from_slice(&file);
            } else {
                let text = String::from_utf8_lossy(&file);
                write_line(&draft.id, &draft.locality, &text, lines);
            }
        }
        Ok(())
    }

    /// The numbers of the drafts of a set that are made here, from 0.
    pub(super) fn numbers(&self, set: usize) -> Vec<u64> {
        let (n, total) = (self.order.n, self.total());
        let own = self
            .order
            .shard
            .map_or(0..total, |shard| shard.range(total));
        let first = set as u64 * n;
        let from = own.start.clamp(first, first + n);
        let to = own.end.clamp(first, first + n);
        (from - first..to - first).collect()
    }
}

fn write_line(id: &str, locality: &str, text: &str, lines: &mut Vec<u8>) {
    let line = Line { id, locality, text };
    let written: io::Result<()> =
        serde_json::to_writer(&mut *lines, &line).map_err(io::Error::from);
    written.expect("memory takes what is written");
    lines.push(b'\n');
}

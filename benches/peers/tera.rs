//! Tera: a pool is a list, an alternative an `if`; rendered once a text. Tera itself does not choose: a function `pick(n=…)`
//! gives the template a number below `n` each time it is called. Usage: `peer_tera PLAN N`

use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use tera::{Context, Kwargs, State, Tera};

type Fault = Box<dyn Error>;

/// Makes templates of a plan.
struct Maker<'p> {
    plan: &'p Value,
    /// The lists of texts.
    lists: Context,
    /// The templates of pools that do not hold texts alone, by name.
    templates: BTreeMap<String, String>,
    /// How each slot is written, by what it draws from.
    known: BTreeMap<String, String>,
    numbers: usize,
}

impl Maker<'_> {
    fn node(&mut self, node: &Value) -> Result<String, Fault> {
        if let Some(text) = node.as_str() {
            return Ok(text.to_owned());
        }
        let (kind, inner) = one(node)?;
        match kind {
            "seq" => list(inner)?.iter().map(|item| self.node(item)).collect(),
            "either" => {
                let options: Result<Vec<String>, Fault> = list(inner)?
                    .iter()
                    .map(|option| self.node(option))
                    .collect();
                Ok(self.fork(&options?))
            }
            "say" => self.say(inner),
            _ => Err(format!("the comparison knows no {kind}").into()),
        }
    }

    /// One of some texts, found by halving.
    fn fork(&mut self, options: &[String]) -> String {
        fn halve(name: &str, options: &[String], first: usize) -> String {
            let [option] = options else {
                let half = options.len() / 2;
                let below = halve(name, &options[..half], first);
                let above = halve(name, &options[half..], first + half);
                let middle = first + half;
                return format!(
                    "{{% if {name} < {middle} %}}{below}{{% else %}}{above}{{% endif %}}"
                );
            };
            option.clone()
        }
        self.numbers += 1;
        let (name, count) = (format!("c{}", self.numbers), options.len());
        format!(
            "{{% set {name} = pick(n={count}) %}}{}",
            halve(&name, options, 0)
        )
    }

    fn say(&mut self, slot: &Value) -> Result<String, Fault> {
        let handed = &slot["with"];
        let key = format!("{} {handed}", slot["pools"]);
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let name = format!("l{}", self.known.len());
        self.known.insert(key.clone(), String::new());
        let plan = self.plan;
        let mut entries = Vec::new();
        let mut is_text = true;
        for pool in list(&slot["pools"])? {
            let pool = pool.as_u64().ok_or("a pool is a number")?;
            for entry in list(&plan["pools"][pool as usize]["entries"])? {
                let mut text = String::new();
                for part in list(entry)? {
                    let said = part["with"].as_str().map(|name| &handed[name]);
                    is_text &= said.unwrap_or(part).is_string();
                    let _ = write!(text, "{}", self.node(said.unwrap_or(part))?);
                }
                entries.push(text);
            }
        }
        let written = if is_text {
            let count = entries.len();
            self.lists.insert(name.clone(), &entries);
            format!("{{{{ {name}[pick(n={count})] }}}}")
        } else {
            let template = self.fork(&entries);
            self.templates.insert(name.clone(), template);
            format!("{{% include \"{name}\" %}}")
        };
        self.known.insert(key, written.clone());
        Ok(written)
    }
}

fn list(value: &Value) -> Result<&Vec<Value>, Fault> {
    value
        .as_array()
        .ok_or_else(|| format!("no list: {value}").into())
}

fn one(value: &Value) -> Result<(&str, &Value), Fault> {
    let mut fields = value.as_object().into_iter().flatten();
    let (kind, inner) = fields.next().ok_or("an empty node")?;
    Ok((kind, inner))
}

/// Numbers below `n` (`SplitMix64`), without a lock.
fn pick() -> impl Fn(Kwargs, &State<'_>) -> tera::TeraResult<u64> {
    let counter = AtomicU64::new(1);
    move |kwargs, _| {
        let n = kwargs.must_get::<u64>("n")?;
        let mut z = counter.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        Ok(((u128::from(z) * u128::from(n)) >> 64) as u64)
    }
}

fn main() -> Result<(), Fault> {
    let args: Vec<String> = std::env::args().collect();
    let [_, path, count] = args.as_slice() else {
        return Err("usage: peer_tera PLAN N".into());
    };
    #[expect(clippy::disallowed_methods, reason = "a program of its own")]
    let plan: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let mut maker = Maker {
        plan: &plan,
        lists: Context::new(),
        templates: BTreeMap::new(),
        known: BTreeMap::new(),
        numbers: 0,
    };
    let root = maker.node(&plan["root"])?;
    maker.templates.insert("root".to_owned(), root);
    let mut tera = Tera::default();
    tera.register_function("pick", pick());
    tera.add_raw_templates(maker.templates)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for _ in 0..count.parse::<u64>()? {
        tera.render_to("root", &maker.lists, &mut out)?;
        out.write_all(b"\0")?;
    }
    out.flush()?;
    Ok(())
}

use super::{Division, Table};
use crate::diag::{Diagnostic, both, did_you_mean, nearest};

/// The first two digits of the codes of places that this program does not write for, and what they are called.
const NOT_HERE: [(&str, &[&str]); 3] = [
    ("71", &["台湾", "台湾省"]),
    ("81", &["香港", "香港特别行政区"]),
    ("82", &["澳门", "澳门特别行政区"]),
];

/// The most candidates that are listed.
const MOST: usize = 12;

/// What a name may mean.
#[derive(Debug, Clone)]
pub enum Lookup<'t> {
    /// This division.
    One(&'t Division),
    /// Any of these.
    Many(Vec<&'t Division>),
    /// A place that this program does not write for.
    NotHere(&'static str),
    /// No division.
    None,
}

impl Table {
    /// The division meant by a code, a full name, a short name, a name without its last word, or a path of these: 632300, 黄南藏族自治州,
    /// 黄南州, 黄南, 青海/黄南. A full name goes before a short one, a short one before a name without its last word.
    pub fn find(&self, name: &str) -> Lookup<'_> {
        let name = name.trim();
        if let Some((_, names)) = NOT_HERE
            .iter()
            .find(|(code, names)| names.contains(&name) || name.starts_with(*code) && is_code(name))
        {
            return Lookup::NotHere(names[0]);
        }
        if let Some(division) = self.get(name) {
            return Lookup::One(division);
        }
        let mut parts = name
            .split(['/', '／', '-', ' ', '·'])
            .filter(|part| !part.is_empty());
        let Some(first) = parts.next() else {
            return Lookup::None;
        };
        let mut found = self.highest(self.named(first, |_| true));
        for part in parts {
            let roots: Vec<&str> = found.iter().map(|d| d.code.as_str()).collect();
            let inside = |d: &Division| {
                self.above(d)
                    .any(|above| roots.contains(&above.code.as_str()))
            };
            found = self.highest(self.named(part, inside));
        }
        if found.is_empty() {
            found = self.written_whole(name);
        }
        match found.as_slice() {
            [] => Lookup::None,
            [one] => Lookup::One(one),
            _ => Lookup::Many(found),
        }
    }

    /// Of several, the province; or the one that all the others lie in: 长沙 is 长沙市, not 长沙县.
    fn highest<'t>(&'t self, found: Vec<&'t Division>) -> Vec<&'t Division> {
        let holds = |top: &Division| {
            let inside = |d: &&&Division| self.above(d).any(|above| above.code == top.code);
            top.parent.is_none() || found.iter().filter(inside).count() + 1 == found.len()
        };
        match found.iter().find(|d| holds(d)) {
            Some(top) => vec![*top],
            None => found,
        }
    }

    /// Names written one after the other: 江苏省苏州市昆山市, 北京市朝阳区.
    fn written_whole(&self, name: &str) -> Vec<&Division> {
        let joined = |d: &Division| self.path(d).replace('/', "");
        let all = self.divisions().iter();
        all.filter(|d| {
            name.ends_with(d.name.as_str()) && joined(d).ends_with(name) && name != d.name
        })
        .collect()
    }

    fn named(&self, name: &str, fits: impl Fn(&Division) -> bool) -> Vec<&Division> {
        let all = |is: &dyn Fn(&Division) -> bool| -> Vec<&Division> {
            let fitting = self.divisions().iter().filter(|d| is(d));
            fitting.filter(|d| fits(d)).collect()
        };
        let ways: [&dyn Fn(&Division) -> bool; 3] = [
            &|d| d.name == name,
            &|d| d.aliases.iter().any(|a| a == name),
            &|d| d.stem() == name,
        ];
        ways.into_iter()
            .map(all)
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The fault of a name that means no division, or several.
    pub fn fault(&self, name: &str, found: &Lookup<'_>) -> Diagnostic {
        match found {
            Lookup::NotHere(place) => Diagnostic::error(
                "locality.not-here",
                both!(
                    "不为{place}起草：那里没有这些机构",
                    "no drafts for {place}: the organs these speeches name do not exist there"
                ),
            )
            .help(both!(
                "写内地的省、市、县或乡镇",
                "name a province, city, county or town of the mainland"
            )),
            Lookup::Many(found) => {
                let all = found.len();
                let shown = found.iter().take(MOST);
                let mut list: Vec<String> = shown
                    .map(|d| format!("{} {}", d.code, self.path(d)))
                    .collect();
                if all > MOST {
                    list.push("…".to_owned());
                }
                let list = list.join("\n");
                Diagnostic::error(
                    "locality.ambiguous",
                    both!(
                        "叫 `{name}` 的有 {all} 个",
                        "`{name}` may mean {all} places"
                    ),
                )
                .help(both!(
                    "写代码或路径：\n{list}",
                    "write the code or the path:\n{list}"
                ))
            }
            _ => {
                let known = self
                    .divisions()
                    .iter()
                    .flat_map(|d| std::iter::once(&d.name).chain(&d.aliases))
                    .map(String::as_str);
                let help = did_you_mean(
                    nearest(name, known),
                    both!(
                        "写区划代码、名称（正定县、延边州、江苏/苏州/昆山），或区划的种类（县、市辖区）",
                        "write a code, a name (正定县, 延边州, 江苏/苏州/昆山) or a kind of division (县, 市辖区)"
                    ),
                );
                Diagnostic::error(
                    "locality.unknown",
                    both!("不认识地方 `{name}`", "unknown locality `{name}`"),
                )
                .help(help)
            }
        }
    }
}

fn is_code(name: &str) -> bool {
    name.len() == 6 && name.bytes().all(|b| b.is_ascii_digit())
}

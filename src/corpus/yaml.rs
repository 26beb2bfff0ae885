/// Writes YAML line by line.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub text: String,
}

impl Writer {
    /// One that writes behind what a file holds.
    pub fn behind(text: &str) -> Self {
        let mut text = text.to_owned();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        Self { text }
    }

    /// A comment.
    pub fn note(&mut self, indent: usize, words: &str) {
        let words = words.replace(char::is_control, " ");
        self.line(indent, &format!("# {words}"));
    }

    /// A line, with so many blanks before it.
    pub fn line(&mut self, indent: usize, words: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(words);
        self.text.push('\n');
    }

    /// `key: value`, the value quoted where it has to be.
    pub fn pair(&mut self, indent: usize, key: &str, value: &str) {
        self.line(indent, &format!("{key}: {}", scalar(value)));
    }
}

/// A text as a value of a list or map, in block or in flow.
pub(super) fn scalar(text: &str) -> String {
    let is_name = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c));
    let is_word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text);
    let is_plain = is_name && !is_word
        || text
            .chars()
            .next()
            .is_some_and(|c| c.is_alphanumeric() || "《（〔“".contains(c))
            && !text.contains([
                ':', '#', ',', '[', ']', '{', '}', '"', '\'', '\\', '&', '*', '!', '|', '>', '%',
                '@', '`',
            ])
            && !text.is_ascii()
            && !text.contains(char::is_control)
            && !text.ends_with(' ');
    if is_plain {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

use std::fmt;

/// The language messages are shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese, where the locale's name begins with `zh`.
    Chinese,
    /// English, everywhere else.
    #[default]
    English,
}

impl Lang {
    /// The language a POSIX locale name such as `zh_CN.UTF-8` asks for.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") {
            Self::Chinese
        } else {
            Self::English
        }
    }
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    zh: String,
    en: String,
}

impl Message {
    /// A message from its two wordings.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The wording in `lang`.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Chinese => &self.zh,
            Lang::English => &self.en,
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

/// Formats one message in Chinese and in English: `both!("没有 {name}", "no {name}")`.
macro_rules! both {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diag::Message::new(format!($zh), format!($en))
    };
}
pub(crate) use both;

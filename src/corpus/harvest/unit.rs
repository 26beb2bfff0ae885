//! A character as 16 bits, and what it does in a sentence. Those outside of the first plane are all one, a mask.

use crate::terms::is_han as is_han_char;
use std::sync::LazyLock;

/// What stands for a character outside of the first plane.
const OTHER: u16 = 0xfffd;

/// The slot of a pattern; no document holds it.
pub(super) const SLOT: u16 = 0xffff;

/// What a character does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// Han.
    Han,
    /// 、
    Item,
    /// “《‘
    Open,
    /// ”》’
    Close,
    /// ，：
    Clause,
    /// ；
    Part,
    /// 。！？ and the end of a paragraph.
    Stop,
    /// Digits, letters and masks: what stands beside them is a piece of something.
    Mask,
    /// Brackets, dashes and all else.
    Break,
}

static CLASSES: LazyLock<Vec<Class>> = LazyLock::new(|| {
    (0..=u16::MAX)
        .map(|u| match char::from_u32(u32::from(u)) {
            Some('\0' | '。' | '！' | '？') => Class::Stop,
            Some('某' | '\u{fffd}') | None => Class::Mask,
            Some(c) if is_han_char(c) => Class::Han,
            Some('、') => Class::Item,
            Some('“' | '《' | '‘') => Class::Open,
            Some('”' | '》' | '’') => Class::Close,
            Some('，' | '：') => Class::Clause,
            Some('；') => Class::Part,
            Some('×' | '*' | '○' | '%' | '％' | '.' | '．' | '＊') => Class::Mask,
            Some(c) if c.is_alphanumeric() => Class::Mask,
            _ => Class::Break,
        })
        .collect()
});

pub(super) fn of(c: char) -> u16 {
    match u16::try_from(c as u32) {
        Ok(SLOT) | Err(_) => OTHER,
        Ok(unit) => unit,
    }
}

/// The character of a unit; none where it stands for many.
pub(super) fn char(unit: u16) -> Option<char> {
    char::from_u32(u32::from(unit)).filter(|_| unit != OTHER)
}

pub(super) fn class(unit: u16) -> Class {
    CLASSES[unit as usize]
}

pub(super) fn is_han(unit: u16) -> bool {
    class(unit) == Class::Han
}

/// Whether a phrase may run through it.
pub(super) fn is_inner(unit: u16) -> bool {
    matches!(
        class(unit),
        Class::Han | Class::Item | Class::Open | Class::Close
    )
}

pub(super) fn han(units: &[u16]) -> usize {
    units.iter().filter(|u| is_han(**u)).count()
}

/// The words of units, `{}` standing for a slot.
pub(super) fn words(units: &[u16]) -> String {
    let mut words = String::with_capacity(units.len() * 3);
    for unit in units {
        if *unit == SLOT {
            words.push_str("{}");
        } else {
            words.push(char::from_u32(u32::from(*unit)).unwrap_or('\u{fffd}'));
        }
    }
    words
}

/// The units of words.
pub(super) fn units(words: &str) -> Vec<u16> {
    words.chars().map(of).collect()
}

/// Whether its quotation marks are paired.
pub(super) fn is_paired(units: &[u16]) -> bool {
    let mut open = 0i32;
    for unit in units {
        match class(*unit) {
            Class::Open => open += 1,
            Class::Close => open -= 1,
            _ => {}
        }
        if open < 0 {
            return false;
        }
    }
    open == 0
}

/// A set of single units.
pub(super) struct Units(Vec<bool>);

impl Units {
    pub fn of(chars: &str) -> Self {
        let mut held = vec![false; 1 << 16];
        for c in chars.chars() {
            held[of(c) as usize] = true;
        }
        Self(held)
    }

    pub fn contains(&self, unit: u16) -> bool {
        self.0[unit as usize]
    }
}

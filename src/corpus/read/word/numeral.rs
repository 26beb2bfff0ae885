/// A number in a format of Word's (ISO/IEC 29500-1, 17.18.59); none where the format is not known.
///
/// A number beyond the signs of its format is written in Arabic figures, as Word does.
pub(super) fn numeral(format: &str, n: u32) -> Option<String> {
    let sign = |first: u32, last: u32, from: u32| {
        (first..=last)
            .contains(&n)
            .then(|| char::from_u32(from + n - first))
            .flatten()
            .map(String::from)
    };
    let special = match format {
        "decimal" | "decimalHalfWidth" => None,
        "none" | "bullet" => Some(String::new()),
        "decimalZero" => Some(format!("{n:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(figures(n, FULL_WIDTH)),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => sign(1, 20, 0x2460)
            .or_else(|| sign(21, 35, 0x3251))
            .or_else(|| sign(36, 50, 0x32b1)),
        "decimalEnclosedParen" => sign(1, 20, 0x2474),
        "decimalEnclosedFullstop" => sign(1, 20, 0x2488),
        "ideographEnclosedCircle" => sign(1, 10, 0x3280),
        "ideographTraditional" => nth(STEMS, n),
        "ideographZodiac" => nth(BRANCHES, n),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            Some(figures(n, DIGITS))
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => counted(n, PLAIN),
        "japaneseCounting" => counted(n, JAPANESE),
        "chineseLegalSimplified" => counted(n, LEGAL),
        "ideographLegalTraditional" => counted(n, LEGAL_TRADITIONAL),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).map(|numeral| numeral.to_lowercase()),
        "upperLetter" => letters(n, b'A'),
        "lowerLetter" => letters(n, b'a'),
        _ => return None,
    };
    Some(special.unwrap_or_else(|| n.to_string()))
}

const FULL_WIDTH: &str = "０１２３４５６７８９";
const DIGITS: &str = "〇一二三四五六七八九";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// A way of counting in Chinese.
#[derive(Clone, Copy)]
struct Count {
    digits: &'static str,
    tens: &'static str,
    /// Whether a gap is told: 一百零一.
    tells_gaps: bool,
    /// Whether 10 to 19 begin with the sign of ten: 十一.
    bare_ten: bool,
    /// Whether one hundred and one thousand are bare as well: 百.
    bare_all: bool,
}

const PLAIN: Count = Count {
    digits: "零一二三四五六七八九",
    tens: "十百千",
    tells_gaps: true,
    bare_ten: true,
    bare_all: false,
};
const JAPANESE: Count = Count {
    tells_gaps: false,
    bare_all: true,
    ..PLAIN
};
const LEGAL: Count = Count {
    digits: "零壹贰叁肆伍陆柒捌玖",
    tens: "拾佰仟",
    bare_ten: false,
    ..PLAIN
};
const LEGAL_TRADITIONAL: Count = Count {
    digits: "零壹貳參肆伍陸柒捌玖",
    ..LEGAL
};

/// Up to 9999.
fn counted(n: u32, way: Count) -> Option<String> {
    if n == 0 {
        return nth(way.digits, 1);
    }
    if n > 9999 {
        return None;
    }
    let mut written = String::new();
    let mut has_gap = false;
    for power in (0..4).rev() {
        let digit = n / 10_u32.pow(power) % 10;
        if digit == 0 {
            has_gap = !written.is_empty();
            continue;
        }
        if has_gap && way.tells_gaps {
            written += &nth(way.digits, 1)?;
        }
        has_gap = false;
        let is_bare = digit == 1
            && power > 0
            && (way.bare_all || way.bare_ten && power == 1 && written.is_empty());
        if !is_bare {
            written += &nth(way.digits, digit + 1)?;
        }
        if power > 0 {
            written += &nth(way.tens, power)?;
        }
    }
    Some(written)
}

/// The n-th character, from 1.
fn nth(signs: &str, n: u32) -> Option<String> {
    let index = usize::try_from(n.checked_sub(1)?).ok()?;
    signs.chars().nth(index).map(String::from)
}

fn figures(n: u32, digits: &str) -> String {
    n.to_string()
        .chars()
        .filter_map(|c| nth(digits, c.to_digit(10)? + 1))
        .collect()
}

/// A, B, … Z, AA, BB, … as Word counts them.
fn letters(n: u32, first: u8) -> Option<String> {
    let index = n.checked_sub(1)?;
    let times = index / 26 + 1;
    (times <= 30).then(|| {
        char::from(first + (index % 26) as u8)
            .to_string()
            .repeat(times as usize)
    })
}

fn roman(n: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = n;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while left >= value && (1..4000).contains(&n) {
            written += sign;
            left -= value;
        }
    }
    (!written.is_empty()).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        let written = |format, n| numeral(format, n).unwrap();
        for (n, wanted) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (99, "九十九"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1001, "一千零一"),
            (1010, "一千零一十"),
            (10_000, "10000"),
        ] {
            assert_eq!(written("chineseCountingThousand", n), wanted);
        }
        assert_eq!(written("ideographDigital", 10), "一〇");
        assert_eq!(written("japaneseCounting", 111), "百十一");
        assert_eq!(written("chineseLegalSimplified", 10), "壹拾");
        assert_eq!(written("decimalFullWidth", 12), "１２");
        assert_eq!(written("decimalEnclosedCircle", 20), "⑳");
        assert_eq!(written("decimalEnclosedCircle", 21), "㉑");
        assert_eq!(written("decimalEnclosedCircle", 51), "51");
        assert_eq!(written("upperRoman", 1994), "MCMXCIV");
        assert_eq!(written("lowerLetter", 28), "bb");
        assert_eq!(written("ideographTraditional", 3), "丙");
        assert_eq!(written("decimalZero", 7), "07");
        assert_eq!(numeral("hebrew1", 1), None);
    }
}

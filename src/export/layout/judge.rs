use super::raw::{Grid, Head, Raw, RawAlign, RawNumber, RawPage, RawStyle};
use super::{Align, Layout, Page, PageNumber, Part, Style, Twips};
use crate::diag::{Diagnostic, Located, Message, Source, Span, both, did_you_mean, nearest};
use crate::draft::BlockKind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The roles that fonts have.
const ROLES: [&str; 6] = ["title", "body", "kai", "hei", "song", "latin"];

/// Looks through a layout's values and notes what cannot be.
pub(super) struct Judge<'s> {
    pub source: &'s Arc<Source>,
    pub found: Vec<Diagnostic>,
}

impl Judge<'_> {
    fn complain<T>(&mut self, at: &Located<T>, message: Message, help: Message) {
        self.found.push(
            Diagnostic::error("layout.value", message)
                .at(Span::of(self.source, at))
                .help(help),
        );
    }

    /// The layout, as far as it can be set.
    pub fn layout(&mut self, id: &str, raw: Raw) -> Layout {
        self.fonts(&raw.fonts);
        let page = self.page(&raw.page.value);
        let grid = &raw.grid.value;
        let fonts: BTreeMap<&str, &str> = raw
            .fonts
            .value
            .iter()
            .map(|(role, font)| (role.as_str(), font.value.as_str()))
            .collect();
        let lines = grid.lines.clamp(1, 200);
        let pitch = Twips((page.height - page.top - page.bottom).max(1) / lines);
        let own = &raw.styles;
        let raws = [
            &own.title,
            &own.speaker,
            &own.date,
            &own.salutation,
            &own.heading1,
            &own.heading2,
            &own.heading3,
            &own.heading4,
            &own.body,
            &own.signature,
            &own.number,
        ];
        let styles = raws.map(|style| self.style(style, &fonts, pitch));
        let order = self.order(&raw.order);
        let layout = Layout {
            id: id.to_owned(),
            name: raw.name,
            page,
            lines,
            chars: grid.chars.clamp(1, 200),
            page_number: match raw.page_number {
                RawNumber::Standard => PageNumber::Standard,
                RawNumber::Center => PageNumber::Center,
                RawNumber::None => PageNumber::None,
            },
            whole_paragraphs: raw.whole_paragraphs,
            order,
            latin: fonts.get("latin").copied().unwrap_or_default().to_owned(),
            styles,
        };
        if self.found.is_empty() {
            self.grid(&raw.grid, &layout);
        }
        if self.found.is_empty() {
            for style in raws {
                self.room(style, pitch);
            }
        }
        layout
    }

    /// Every role of a font has a name, and there are no others.
    fn fonts(&mut self, fonts: &Located<BTreeMap<String, Located<String>>>) {
        let list = ROLES.join(", ");
        for (role, font) in &fonts.value {
            if !ROLES.contains(&role.as_str()) {
                self.complain(
                    font,
                    both!(
                        "没有 `{role}` 这种字体角色",
                        "there is no font role `{role}`"
                    ),
                    did_you_mean(
                        nearest(role, ROLES),
                        both!("可以写：{list}", "there are: {list}"),
                    ),
                );
            }
            let name = &font.value;
            if name.trim().is_empty() || name.chars().any(char::is_control) {
                self.complain(
                    font,
                    both!("`{role}` 没有字体名", "`{role}` names no font"),
                    both!(
                        "写上字体的名字，如 仿宋_GB2312",
                        "write the name of a font, such as 仿宋_GB2312"
                    ),
                );
            }
        }
        for role in ROLES {
            if !fonts.value.contains_key(role) {
                self.complain(
                    fonts,
                    both!("`fonts` 里缺 `{role}`", "`fonts` lacks `{role}`"),
                    both!("六种角色都要有：{list}", "all six are needed: {list}"),
                );
            }
        }
    }

    fn page(&mut self, page: &RawPage) -> Page {
        let sides = [
            ("top", &page.top),
            ("bottom", &page.bottom),
            ("left", &page.left),
            ("right", &page.right),
            ("footer", &page.footer),
        ];
        for (side, margin) in sides {
            if margin.value.0 < 0 {
                self.complain(
                    margin,
                    both!("`{side}` 不能是负的", "`{side}` cannot be negative"),
                    both!(
                        "写 0 以上的长度，如 25mm",
                        "write a length from 0 on, such as 25mm"
                    ),
                );
            }
        }
        // From 20 mm on, and what Word takes.
        for (side, length) in [("width", &page.width), ("height", &page.height)] {
            if !(1134..=31_680).contains(&length.value.0) {
                self.complain(
                    length,
                    both!("`{side}` 不是纸的尺寸", "`{side}` is no size of paper"),
                    both!("A4 是 210mm × 297mm", "A4 is 210mm × 297mm"),
                );
            }
        }
        let lacks = [
            ("width", &page.width, &page.left, &page.right),
            ("height", &page.height, &page.top, &page.bottom),
        ];
        for (side, whole, before, behind) in lacks {
            if whole.value.0 >= 1134 && whole.value.0 - before.value.0 - behind.value.0 < 567 {
                self.complain(
                    whole,
                    both!(
                        "边距占满了 `{side}`，版心不到 10 mm",
                        "the margins take all of `{side}`: less than 10 mm are left"
                    ),
                    both!("把边距改小", "make the margins smaller"),
                );
            }
        }
        if page.footer.value > page.bottom.value {
            self.complain(
                &page.footer,
                both!(
                    "页码在版心里：`footer` 比 `bottom` 大",
                    "the number of the page would stand in the text: `footer` is larger than `bottom`"
                ),
                both!("`footer` 从纸的下边量起，写得比 `bottom` 小", "`footer` is measured from the lower edge; make it smaller than `bottom`"),
            );
        }
        Page {
            width: page.width.value.0,
            height: page.height.value.0,
            top: page.top.value.0,
            bottom: page.bottom.value.0,
            left: page.left.value.0,
            right: page.right.value.0,
            footer: page.footer.value.0,
        }
    }

    fn order(&mut self, order: &Located<Vec<Head>>) -> Vec<BlockKind> {
        let kinds: Vec<BlockKind> = order
            .value
            .iter()
            .map(|head| match head {
                Head::Title => BlockKind::Title,
                Head::Speaker => BlockKind::Speaker,
                Head::Date => BlockKind::Date,
            })
            .collect();
        let all = [BlockKind::Title, BlockKind::Speaker, BlockKind::Date];
        if kinds.len() != 3 || !all.iter().all(|kind| kinds.contains(kind)) {
            self.complain(
                order,
                both!(
                    "`order` 里 title、speaker、date 各要一次",
                    "`order` names title, speaker and date once each"
                ),
                both!(
                    "写成 [title, speaker, date]",
                    "write [title, speaker, date]"
                ),
            );
        }
        kinds
    }

    fn style(&mut self, style: &RawStyle, fonts: &BTreeMap<&str, &str>, pitch: Twips) -> Style {
        let role = style.font.value.as_str();
        let is_role = ROLES[..5].contains(&role);
        if !is_role {
            let list = ROLES[..5].join(", ");
            self.complain(
                &style.font,
                both!(
                    "没有 `{role}` 这种字体角色",
                    "there is no font role `{role}`"
                ),
                did_you_mean(
                    nearest(role, ROLES[..5].iter().copied()),
                    both!("可以写：{list}", "there are: {list}"),
                ),
            );
        }
        let size = style.size.value;
        if !(100..=2000).contains(&size.0) {
            self.complain(
                &style.size,
                both!(
                    "字号不在 5 磅到 100 磅之间",
                    "the size is not between 5 and 100 points"
                ),
                both!("写 三号 或 16pt", "write 三号 or 16pt"),
            );
        }
        if let Some(own) = &style.pitch
            && (own.value < size || own.value.0 > 4 * size.0)
        {
            self.complain(
                own,
                both!(
                    "行距比字还小，或者太大",
                    "the pitch is smaller than the type, or far too large"
                ),
                both!("写字号的一倍到四倍", "write one to four times the size"),
            );
        }
        Style {
            font: fonts.get(role).copied().unwrap_or_default().to_owned(),
            size,
            bold: style.bold,
            align: match style.align {
                RawAlign::Left => Align::Left,
                RawAlign::Center => Align::Center,
                RawAlign::Right => Align::Right,
                RawAlign::Justify => Align::Justify,
            },
            indent: self.small(style.indent.as_ref()),
            pitch: style.pitch.as_ref().map_or(pitch, |p| p.value),
            before: self.small(style.before.as_ref()),
            after: self.small(style.after.as_ref()),
        }
    }

    /// Whether type without a pitch of its own fits into the lines of the grid.
    fn room(&mut self, style: &RawStyle, pitch: Twips) {
        let (points, size) = (pitch.points(), style.size.value);
        if style.pitch.is_none() && size > pitch {
            self.complain(
                &style.size,
                both!(
                    "字比行距大：版心的行距是 {points} 磅",
                    "the type is larger than the pitch of the grid, {points} points"
                ),
                both!(
                    "加 pitch，如 pitch: 35pt",
                    "give it a pitch, such as pitch: 35pt"
                ),
            );
        }
    }

    /// A number of characters or lines that are left blank.
    fn small(&mut self, value: Option<&Located<i32>>) -> i32 {
        let Some(value) = value else { return 0 };
        if !(0..=10).contains(&value.value) {
            self.complain(
                value,
                both!(
                    "空出的字数、行数是 0 到 10",
                    "0 to 10 characters or lines can be left blank"
                ),
                both!("首行缩进常用 2", "a first line is indented by 2"),
            );
        }
        value.value
    }

    /// Whether the type fits into the grid.
    fn grid(&mut self, at: &Located<Grid>, layout: &Layout) {
        let body = layout.style(Part::Body).size;
        let (lines, chars) = (at.value.lines, at.value.chars);
        if !(1..=200).contains(&lines) || !(1..=200).contains(&chars) {
            self.complain(
                at,
                both!(
                    "一页 {lines} 行、一行 {chars} 字排不成",
                    "{lines} lines of {chars} characters cannot be set"
                ),
                both!(
                    "常用的是 22 行、28 字",
                    "22 lines of 28 characters are usual"
                ),
            );
            return;
        }
        // Characters of a line may stand a quarter of their size closer or farther apart; lines do not overlap.
        if layout.spacing(body).abs() * 4 > body.0 {
            let (most, least) = (
                layout.width() * 4 / (body.0 * 3),
                layout.width() * 4 / (body.0 * 5),
            );
            self.complain(
                at,
                both!("一行排不成 {chars} 字：版心宽度按正文字号放 {least} 到 {most} 字", "a line of this width takes {least} to {most} characters of the body's size, not {chars}"),
                both!("改字数、字号或左右边距", "change the characters, the size or the margins"),
            );
        }
        if layout.pitch() < body.0 || layout.pitch() > 4 * body.0 {
            let most = layout.height() / body.0;
            self.complain(
                at,
                both!("一页排不成 {lines} 行：版心高度按正文字号最多 {most} 行", "a page of this height takes at most {most} lines of the body's size, not {lines}"),
                both!("改行数、字号或上下边距", "change the lines, the size or the margins"),
            );
        }
    }
}

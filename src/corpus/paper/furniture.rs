use super::head::{is_numbered, is_title};
use super::line::Line;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Something that is not the speech's own, taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Its place, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub what: Furniture,
}

/// What a page puts around a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Furniture {
    /// The way to the page: 首页 > 讲话范文.
    Breadcrumb,
    /// When and by whom it was put there.
    Imprint,
    /// What the site says of the text.
    Blurb,
    /// An advert.
    Advert,
    /// A mark of whoever hands the text round.
    Watermark,
    /// What a reader of the page can click.
    Navigation,
    /// The number of a page.
    PageNumber,
    /// A sentence of the text, printed once more.
    PullQuote,
    /// The title of the page.
    PageTitle,
    /// Papers that are put behind the text.
    Appendix,
}

impl Furniture {
    /// Its name in Chinese and English.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Breadcrumb => ("网页路径", "breadcrumb"),
            Self::Imprint => ("发布信息", "imprint"),
            Self::Blurb => ("网站说明", "blurb"),
            Self::Advert => ("广告", "advert"),
            Self::Watermark => ("水印", "watermark"),
            Self::Navigation => ("网页按钮", "navigation"),
            Self::PageNumber => ("页码", "page number"),
            Self::PullQuote => ("重复正文的摘句", "pull quote"),
            Self::PageTitle => ("标题上方的文字", "lines above the title"),
            Self::Appendix => ("附件", "appendix"),
        }
    }
}

/// A pattern of lines, and how far it may be trusted.
struct Rule {
    pattern: Regex,
    what: Furniture,
    /// The longest line it may take, in characters; running text may hold any of these words.
    longest: usize,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    use Furniture::{Advert, Blurb, Breadcrumb, Imprint, Navigation, PageNumber, Watermark};
    let rules: [(&str, Furniture, usize); 24] = [
        (r"^[-—–－•·\s]*[0-9０-９]{1,3}[-—–－•·\s]*$", PageNumber, 12),
        (
            r"^第\s*\d+\s*页(\s*[,，/]?\s*共\s*\d+\s*页)?$",
            PageNumber,
            24,
        ),
        (r"^\d+\s*/\s*\d+$", PageNumber, 12),
        (r"^共\s*\d+\s*页|[上下]一?页.{0,4}尾页", PageNumber, 40),
        (r"^(\d\s+)+\d$", Navigation, 20),
        (
            r"^(首页|当前位置|您的位置|您现在的位置)\s*[>＞»›:：]",
            Breadcrumb,
            120,
        ),
        (r"[>＞»›].+[>＞»›]", Breadcrumb, 120),
        (
            r"^[【\[]?(发布|更新|发表)?(时间|日期)[】\]]?\s*[:：]\s*\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*(\d{1,2}:\d{2}.*)?$",
            Imprint,
            80,
        ),
        (r"^(发布时间|发布日期|更新时间)\s*[:：]", Imprint, 120),
        (
            r"(时间|日期)\s*[:：]\s*\d{4}\S*\s+\d{1,2}:\d{2}",
            Imprint,
            120,
        ),
        (
            r"^(来源|稿源|文章来源|信息来源|责任编辑|责编|编辑|编审|校对|录入|字体|字号|浏览|浏览次数|浏览量|阅读|阅读量|阅读次数|点击|点击量|点击数|关键词|关键字|标签)\s*[:：]",
            Imprint,
            120,
        ),
        (
            r"(网友投稿|网友上传|网友提供|来源于网|来自网络|不代表本站|供大家参考|供参考使用|仅供参考|仅供学习|禁止外传|欢迎参考|欢迎阅读|欢迎下载|原创文章|小编为|小编整理|本站|本网站|版权所有|转载请|侵权|感谢您的阅读|希望对大家有所帮助|希望对您有)",
            Blurb,
            140,
        ),
        (
            r"^(导语|摘要|提要|编者按|内容提要|核心提示)\s*[:：].*(小编|网|参考|整理|原创)",
            Blurb,
            200,
        ),
        (
            r"(扫码|扫一扫|二维码|加群|会员群|会员资料|倒卖|代写|客服|预览(阅读)?已?结束|阅读全文|下载全文|下载本文|点击下载|免费赠送|免费领取|立享|限时|优惠价|付费|充值|VIP|公众号|联系老师|写作老师)",
            Advert,
            100,
        ),
        (
            r"(QQ|qq|Qq|扣扣)\s*(群|号)?\s*[:：]?\s*\d{5,12}",
            Watermark,
            60,
        ),
        (r"(QQ群|微信群|微信号|微信)\s*[:：]", Advert, 60),
        (
            r"(电话|手机|热线|联系方式)\s*[:：]?\s*1[3-9]\d{9}",
            Advert,
            60,
        ),
        (r"^(www\.|https?://)\S+$", Watermark, 120),
        (
            r"^[-—·•\s]*(上一篇|下一篇|上一页|下一页|上页|下页|推荐访问|推荐阅读|相关文章|相关阅读|相关推荐|相关链接|延伸阅读|热门文章|热门推荐|猜你喜欢|最新文章|本文关键词)\s*[:：]?",
            Navigation,
            400,
        ),
        (
            r"(收听本文|打印|纠错|手机版|手机访问|无障碍|关闭窗口|返回顶部|返回列表|分享到|分享至|我要评论|点赞|收藏本页|加入收藏|字号大中小|【大\s*中\s*小】|\[大\s*中\s*小\])",
            Navigation,
            40,
        ),
        (r"^\d{1,2}:\d{2}\s*/\s*\d{1,2}:\d{2}$", Navigation, 20),
        (r"^[×xX✕]$", Navigation, 2),
        (r"(本报记者|记者|通讯员).{0,16}[摄文]$", Imprint, 80),
        (
            r"^(展开|收起|展开全文|查看更多|更多|上翻|下翻|目录|首页|登录|注册|登录\s*[|｜]?\s*注册)$",
            Navigation,
            12,
        ),
    ];
    let rule = |(pattern, what, longest): (&str, Furniture, usize)| Rule {
        pattern: Regex::new(pattern).expect("the pattern is written out here"),
        what,
        longest,
    };
    rules.into_iter().map(rule).collect()
});

/// What a line is, where it is not the speech's own.
fn furniture(line: &Line<'_>) -> Option<Furniture> {
    let chars = line.chars();
    let holds = |rule: &&Rule| chars <= rule.longest && rule.pattern.is_match(line.text);
    RULES.iter().find(holds).map(|rule| rule.what)
}

/// Takes lines away that a page puts around and between a text.
pub(super) fn strip(lines: &mut Vec<Line<'_>>) -> Vec<Removed> {
    let first = lines.iter().position(Line::is_prose).unwrap_or(lines.len());
    let last = lines.iter().rposition(Line::is_prose).unwrap_or(0);
    let mut at = 0;
    let mut removed = Vec::new();
    lines.retain(|line| {
        let here = at;
        at += 1;
        let Some(what) = furniture(line) else {
            return true;
        };
        // What is numbered, or a paragraph, or a title is the speech's own, whatever words it holds.
        let is_own = is_numbered(line.text) && line.han() >= 4
            || line.is_prose() && line.ends() && what != Furniture::Blurb
            || what == Furniture::Watermark && line.han() >= 15 && line.text.ends_with('。')
            || what != Furniture::Breadcrumb && is_title(line);
        if is_own {
            return true;
        }
        // Between paragraphs only what no speech can hold: a drafter does write of 公众号 and 会员.
        let is_between = here > first && here < last;
        let is_sure = matches!(
            what,
            Furniture::PageNumber | Furniture::Watermark | Furniture::Imprint
        ) || !line.ends() && line.chars() <= 20;
        let goes = if is_between { is_sure } else { true };
        if goes {
            removed.push(Removed {
                range: line.range.clone(),
                what,
            });
        }
        !goes
    });
    removed
}

/// Takes away what stands below the text and is none of it.
pub(super) fn tail(lines: &mut Vec<Line<'_>>) -> Vec<Removed> {
    let mut removed = Vec::new();
    // A library's word on the rights in the text, with all that is below it.
    let rights = lines
        .iter()
        .position(|line| line.text.starts_with("本作品"));
    if let Some(rights) = rights.filter(|at| *at * 3 >= lines.len() * 2) {
        removed.extend(lines.drain(rights..).map(|line| Removed {
            range: line.range,
            what: Furniture::Blurb,
        }));
    }
    let last = lines
        .iter()
        .rposition(|line| line.ends() && line.han() >= 8);
    let Some(last) = last else { return removed };
    let mut at = 0;
    lines.retain(|line| {
        at += 1;
        let goes = at > last + 1 && line.text.starts_with(['【', '[', '★', '☆', '※']);
        if goes {
            removed.push(Removed {
                range: line.range.clone(),
                what: Furniture::Navigation,
            });
        }
        !goes
    });
    removed
}

/// What heads the papers that are put behind a text.
static APPENDIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(附件|附录|附表|名词解释|相关报道|相关链接|注释|参考文献)\s*[0-9一二三]?\s*[:：]?$",
    )
    .expect("the pattern is written out here")
});

/// Takes off what is put behind the text.
pub(super) fn appendix(lines: &mut Vec<Line<'_>>) -> Option<Removed> {
    let from = lines
        .iter()
        .position(|line| APPENDIX.is_match(line.text))
        .filter(|from| *from * 3 >= lines.len() * 2)?;
    let range = lines[from].range.start..lines.last()?.range.end;
    lines.truncate(from);
    Some(Removed {
        range,
        what: Furniture::Appendix,
    })
}

static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[（(](作者|本文作者|系)[^（(]*[）)]$").expect("the pattern is written out here")
});

/// Takes the lines of the author out that stand below the text.
pub(super) fn signature(lines: &mut Vec<Line<'_>>) -> Vec<Range<usize>> {
    let mut taken = Vec::new();
    while let Some(line) = lines.last().filter(|line| SIGNATURE.is_match(line.text)) {
        taken.insert(0, line.range.clone());
        lines.pop();
    }
    taken
}

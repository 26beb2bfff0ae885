use super::hash::Set;
use super::unit;
use super::unit::Units;
use crate::phrase::{Bank, Part};
use std::collections::HashMap;

/// Characters that no phrase begins with.
const NO_START: &str = "的了和与及或等着过地得之而且也都就并把被将对于从以在为是有其该这那些很较更最但则即所若又还便已曾正未能可会要应须个项件条名位年月日号次届种批套座家户人元万亿千百倍吨米里亩度时多几各每到至由向给让使令同跟比按据经因如不没我你他她它们吗呢吧啊上下中内外间前后里来去起者性化力率";

/// Words that phrases begin with all the same.
const YET_START: &str = "和谐 和平 与时 及时 等级 着力 着眼 着手 过硬 过程 地方 地位 而立 并举 并重 把握 把好 把关 把准 把住 把脉 把牢 把稳 对外 对标 对照 对口 对接 对党 对话 对人 对内 对己 从严 从优 从细 从实 从快 从重 从政 \
以人 以身 以上率 以德 以案 以点 以学 以民 以实 以更 以高 以改 以党 以创 以科 以新 以经 以质 以优 以法 以习 以中 以严 以清 以自 以责 以理 以求 以赛 以评 以考 以查 以促 以文 以工 以旅 以农 以城 以企 以市 以项 以大 以开 在思想 在全 在推 在发 在建 在改 在保 在高 在新 在学 在履 为民 为政 为人 为公 为群 为官 为实 为全 为推 为加 \
有力 有效 有序 有机 有为 有利 有法 有章 有感 有责 有权 有守 有教 有声 有所 有目 有计 有载 有抓 有人抓 有考 有笔 有体会 有心 有进 有诺 有错 有案 有腐 有备 有条 有的放 有理 有据 有组 有温 有呼 有求 有始 有令 有位 有担 有作 很好 更加 更好 更大 更高 更新 更快 更多 更优 更实 更有 最大 最严 最高 最优 最终 最根 最讲 最广 最关 最急 最直 最突 \
将改 会风 会同 会商 要素 要务 应急 应对 应用 应保 应收 应享 应改 应尽 可持 可靠 可再 可感 可信 能力 能者 能上 能源 能动 能干 能耗 能效 正确 正风 正人 正气 正面 正视 正当 未雨 未来 条件 条块 条例 项目 件件 个人 个性 个体 年轻 年度 时刻 时代 时时 日常 日益 月 号召 次序 种养 种业 种植 种子 批评 批示 家庭 家风 家访 家园 户籍 人才 人民 人人 人口 人大 人居 人与 人力 人工 人均 人岗 人心 人事 人文 人类 人身 \
多元 多措 多层 多方 多样 多种 多渠 多主 多干 多点 多谋 多为 多产 多边 多做 各级 各项 各类 各方 各尽 各展 各负 各司 各地 各族 各领 各部 各界 各民 每项 到位 由点 由表 向上 向善 向下 向深 向纵 向前 向好 给予 让人民 让群 让党 让权 让改 让干 让发 让广 让失 让更 让老 让每 使命 使用 使人 使广 使干 令行 同向 同步 同题 同心 同频 同谋 同部 同责 同考 同推 同查 同级 同党 同各 比学 比拼 按照 按时 按需 按期 按规 按劳 据实 经济 经常 经营 经费 经验 经得 因地 因时 因企 因材 因村 因势 因人 因循 因户 因情 如期 如实 如数 不断 不忘 不懈 不敢 不搞 不折 不留 不变 不偏 不移 不怕 不畏 不负 不放 不求 不等 不争 不走 不破 不违 不碰 不越 不踩 不触 不让 不漏 不出 不唯 不以 不良 不作 不正 不平 不当 不足 没有 我们 它们 \
上下 上级 上好 上档 上水 上台 上门 上升 上岗 下沉 下基 下功 下大 下气 下放 下移 下功夫 下去 中国 中华 中央 中心 中小 中部 中西 中高 中长 中介 内部 内需 内生 内容 内涵 内陆 内外 内强 外部 外贸 外商 外资 外向 外出 外事 前瞻 前沿 前列 前进 前提 后备 后续 后发 后顾 后勤 来之 来访 起到 起步 起草 起好 性别 化解 化危 化工 化肥 化险 力量 力争 力度 力促 力戒 力行 率先 率领 是非 在线 在岗 在职 在建 其他x 也x 所有 这是x 过好 过关 得民 得到 里程 间接 \
度假 度汛 米 里 倍增 千方 千家 百姓 百年 百家 万众 万家 万无 万元 亿 元 已经x 已有 又好 又快 还权 还清 还林 便民 便利 便捷 便于 即时 即知 立即 应届 较大 较快 较好 较强 \
些 之 了解 去产 去库 去杠 者 就业 就地 就近 就医 就学 都市 并联 并网 并购 并轨 地区 地质 地下 地域 地级 地震 地理 地铁 到户 至上";

/// Characters that no phrase ends with.
const NO_END: &str = "的了和与及或在对把将向从以为是被不更最很要各其该这那而且也都就并之于由到使让给因如若但则即所至等我你他她它每某当虽既比按据有于做以个项这第已又还能可会应须再只仍便着过来说并因经同和跟是下党";

/// Words that no phrase ends with.
const BAD_END: &str = "积极 更加 一步 重大 继续 各级 各项 全国 有关 以及 特别 其他 包括 近平 周围";

/// Words that phrases end with all the same.
const YET_END: &str = "政党 建党 入党 全党 管党 治党 强党 爱党 主党 向党 对党 于党 跟党 听党 天下 上下 之下 以下 地下 脚下 城下 条件下 形势下 目的 标的 有的 总和 谐和 温和 缓和 平和 参与 给与 所在 存在 现在 实在 内在 潜在 外在 何在 反对 应对 面对 针对 相对 绝对 结对 方向 导向 面向 去向 取向 动向 趋向 倾向 志向 流向 投向 意向 走向 同向 定向 双向 成为 行为 作为 有为 何为 无为 认为 人为 为为 难以 可以 得以 必要 主要 重要 需要 纪要 首要 想要 概要 摘要 紧要 次要 简要 提要 之要 扼要 于要 之和 其中 总之 \
置之 使之 由之 总之 敢于 勇于 善于 甘于 等于 关于 属于 处于 位于 自由 理由 缘由 经由 达到 得到 做到 看到 周到 报到 迟到 受到 找到 直到 遇到 谈到 听到 见到 想到 用到 及到 大使 即使 行使 驱使 促使 给予 供给 补给 原因 起因 病因 成因 比如 假如 一如 诸如 自如 所 场所 厕所 院所 处所 甚至 \
平等 对等 高等 优等 初等 中等 同等 相等 均等 等等 自我 忘我 小我 应当 得当 适当 妥当 恰当 充当 正当 当当 担当 相当 其他 吉他 评比 对比 占比 环比 同比 配比 比比 根据 依据 数据 证据 论据 占据 票据 单据 所有 国有 拥有 享有 占有 没有 固有 富有 具有 都有 公有 私有 共有 持有 应有 特有 既有 现有 少有 教有 于有 民有 叫做 当做 小做 多做 实做 敢做 所以 加以 予以 足以 \
个个 逐个 整个 事项 立项 专项 选项 强项 弱项 奖项 款项 逐项 各项 单项 进项 多项 不已 而已 自已 技能 功能 职能 性能 节能 智能 可能 效能 动能 潜能 才能 储能 产能 赋能 本能 全能 万能 太阳能 核能 光能 能能 热能 电能 势能 许可 认可 宁可 社会 机会 大会 协会 委员会 人代会 党代会 座谈会 培训会 议会 工会 全会 例会 常会 组织会 支委会 生活会 体会 领会 都会 商会 学会 村委会 居委会 董事会 理事会 省会 峰会 年会 闭会 开会 分会 省委会 都会 交会 博会 动会 览会 奥会 青会 发会 常委会 响应 适应 效应 供应 反应 感应 对应 相应 应应 必须 不再 方便 随便 以便 简便 就便 沿着 沉着 执着 \
经过 通过 超过 不过 走过 有过 记过 太过 改过 补过 未来 原来 本来 外来 将来 近来 以来 往来 到来 起来 下来 出来 上来 带来 进来 由来 从来 过来 来来 学说 小说 再说 演说 解说 传说 诉说 合并 兼并 吞并 财经 神经 曾经 已经 东经 会同 共同 协同 合同 认同 等同 相同 趋同 赞同 连同 陪同 异同 不同 大同 同同 几何 规则 原则 准则 守则 法则 细则 于是 可是 但是 凡是 总是 还是 只是 求是 国是 一是 不是 是是 仅仅 各不 从不 永不 无不 决不 绝不 及其";

/// Characters before which, and behind which, a phrase may well end or begin though no mark stands there.
const SOFT_LEFT: &str = "的了和与及或要在以对把将是为使让由向从并也都就等到被其地上中们即";
const SOFT_RIGHT: &str = "的和与及或等上中下方在为是地";

/// Characters with a sense of their own that may stand alone between two slots of a frame.
const ISLANDS: &str = "抓谁从向以在把对为不要是有用靠守讲重严既又更最让使给同与和的之到上下中里前后看想学做干管比才就也都而则必应须可";

/// Those that may stand alone behind the last slot, and before the first.
const TAILS: &str = "力性化上中下处感观者率度能的";
const HEADS: &str = "抓谁从向以在把对为不要是有用靠守讲重严既又更最让使给同比学做管无多";

/// Characters that carry no sense of their own.
const EMPTY: &str = "的了和与及或等着过地得之而且也都就并把被将对于从以在为是有其该这那些很较更最但则即所又还要不我们一二三四五六七八九十第上下中个能会可年月日同新大";

/// Words before a verb, behind which a phrase may begin.
const BEFORE_VERBS: &str = "一步 切实 不断 努力 积极 认真 着力 大力 深入 充分 坚决 始终 持续 自觉 全面 加快 继续 真正 逐步 严格 必须 应当 需要 能够 帮助 \
大家 我们 干部 党员 他们 更加 有效 牢固 坚定 扎实";

/// Words before which a phrase begins that tells how something is done.
const PREPOSITIONS: &str = "从用把将以按";

/// Characters that nothing begins with, not even a clause.
const NEVER_START: &str = "的了和与及或等地得们着过之";

/// Surnames, of which one before a given name and a post makes a person.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温习";

/// Those of them that are words too: 主任高度重视.
const WORDS: &str = "高马林田于杜叶程任方白石金段万钱严武向温习龙何许曾谢";

/// Posts beside a name.
const POSTS: [&str; 12] = [
    "同志",
    "书记",
    "省长",
    "市长",
    "县长",
    "部长",
    "主任",
    "主席",
    "总理",
    "局长",
    "委员长",
    "总书记",
];

/// Leaders, who are named in fixed expressions alone.
const LEADERS: [&str; 12] = [
    "习近平",
    "毛泽东",
    "邓小平",
    "江泽民",
    "胡锦涛",
    "温家宝",
    "李克强",
    "朱镕基",
    "李鹏",
    "李强",
    "周恩来",
    "习总",
];

/// What is known of words beforehand: lists of characters that bind, and the verbs and nouns with which the bank's own entries begin
/// and end.
pub(super) struct Lexicon {
    no_start: Units,
    yet_start: Set<Vec<u16>>,
    no_end: Units,
    bad_end: Set<Vec<u16>>,
    yet_end: Set<Vec<u16>>,
    soft_left: Units,
    soft_right: Units,
    islands: Units,
    tails: Units,
    heads: Units,
    empty: Units,
    before_verbs: Set<Vec<u16>>,
    prepositions: Units,
    never_start: Units,
    surnames: Units,
    words: Units,
    posts: Vec<Vec<u16>>,
    leaders: Vec<Vec<u16>>,
    verbs: Set<[u16; 2]>,
    nouns: Set<[u16; 2]>,
}

/// Roles whose entries begin with a verb.
const ACTS: [&str; 8] = [
    "pair", "purpose", "aim", "start", "way", "keep", "measure", "standard",
];

impl Lexicon {
    pub fn of(bank: &Bank) -> Self {
        let chars = Units::of;
        let words = |list: &str| list.split_whitespace().map(unit::units).collect();
        let mut lexicon = Self {
            no_start: chars(NO_START),
            yet_start: words(YET_START),
            no_end: chars(NO_END),
            bad_end: words(BAD_END),
            yet_end: words(YET_END),
            soft_left: chars(SOFT_LEFT),
            soft_right: chars(SOFT_RIGHT),
            islands: chars(ISLANDS),
            tails: chars(TAILS),
            heads: chars(HEADS),
            empty: chars(EMPTY),
            before_verbs: words(BEFORE_VERBS),
            prepositions: chars(PREPOSITIONS),
            never_start: chars(NEVER_START),
            surnames: chars(SURNAMES),
            words: chars(WORDS),
            posts: POSTS.iter().map(|p| unit::units(p)).collect(),
            leaders: LEADERS.iter().map(|p| unit::units(p)).collect(),
            verbs: Set::default(),
            nouns: Set::default(),
        };
        let mut begun: HashMap<[u16; 2], u32> = HashMap::new();
        let mut ended: HashMap<[u16; 2], u32> = HashMap::new();
        for entry in bank.entries() {
            let acts = ACTS.contains(&entry.pool.role.as_str());
            let texts = entry.parts.iter().filter_map(|p| match p {
                Part::Text(text) => Some(text.as_str()),
                _ => None,
            });
            for clause in texts.flat_map(|t| t.split(['，', '、', '；', '：', '。'])) {
                let units = unit::units(clause);
                if units.len() < 4 {
                    continue;
                }
                let first = [units[0], units[1]];
                let last = [units[units.len() - 2], units[units.len() - 1]];
                if acts && lexicon.starts(&units) {
                    *begun.entry(first).or_default() += 1;
                }
                if lexicon.ends(&units) {
                    *ended.entry(last).or_default() += 1;
                }
            }
        }
        let often = |counts: HashMap<[u16; 2], u32>, least: u32| {
            let kept = counts.into_iter().filter(|(_, n)| *n >= least);
            kept.map(|(word, _)| word).collect()
        };
        lexicon.verbs = often(begun, 4);
        lexicon.nouns = often(ended, 2);
        lexicon
    }

    /// Whether a phrase may begin so.
    pub fn starts(&self, units: &[u16]) -> bool {
        let Some(first) = units.iter().find(|u| unit::is_han(**u)) else {
            return false;
        };
        if units[0] != *first || !self.no_start.contains(*first) {
            return true;
        }
        (2..=3).any(|n| units.get(..n).is_some_and(|w| self.yet_start.contains(w)))
    }

    /// Whether a phrase may end so.
    pub fn ends(&self, units: &[u16]) -> bool {
        let Some(last) = units.last() else {
            return false;
        };
        let ends_in = |list: &Set<Vec<u16>>| {
            (2..=3).any(|n| units.len() >= n && list.contains(&units[units.len() - n..]))
        };
        if self.no_end.contains(*last) {
            ends_in(&self.yet_end)
        } else {
            !ends_in(&self.bad_end)
        }
    }

    /// Whether these begin with a verb of the bank.
    pub fn is_verb(&self, units: &[u16]) -> bool {
        matches!(units, [a, b, ..] if self.verbs.contains(&[*a, *b]))
    }

    /// Whether these end with a word that clauses of the bank end with.
    pub fn is_noun(&self, units: &[u16]) -> bool {
        matches!(units, [.., a, b] if self.nouns.contains(&[*a, *b]))
    }

    /// Whether a whole clause may be a phrase that begins so.
    pub fn starts_clause(&self, units: &[u16]) -> bool {
        units
            .first()
            .is_some_and(|u| !self.never_start.contains(*u))
    }

    /// Whether these end with a word before a verb.
    pub fn leads(&self, units: &[u16]) -> bool {
        units.len() >= 2 && self.before_verbs.contains(&units[units.len() - 2..])
    }

    /// Whether a phrase that tells how something is done begins with it.
    pub fn is_preposition(&self, unit: u16) -> bool {
        self.prepositions.contains(unit)
    }

    /// Whether a phrase may begin behind it.
    pub fn is_soft_left(&self, unit: u16) -> bool {
        self.soft_left.contains(unit)
    }

    /// Whether a phrase may end before it.
    pub fn is_soft_right(&self, unit: u16) -> bool {
        self.soft_right.contains(unit)
    }

    /// Whether it may stand alone between two slots.
    pub fn is_island(&self, unit: u16) -> bool {
        self.islands.contains(unit)
    }

    /// Whether it may stand alone behind the last slot.
    pub fn is_tail(&self, unit: u16) -> bool {
        self.tails.contains(unit)
    }

    /// Whether it may stand alone before the first slot.
    pub fn is_head(&self, unit: u16) -> bool {
        self.heads.contains(unit)
    }

    /// Whether it carries no sense of its own.
    pub fn is_empty(&self, unit: u16) -> bool {
        self.empty.contains(unit)
    }

    /// Whether a person is named in it: a leader outside of a fixed expression, or a name with a post.
    pub fn names_someone(&self, units: &[u16], is_fixed: impl Fn(usize, usize) -> bool) -> bool {
        let leader = self.leaders.iter().any(|name| {
            units
                .windows(name.len())
                .enumerate()
                .any(|(at, w)| w == name.as_slice() && !is_fixed(at, at + name.len()))
        });
        leader
            || (0..units.len()).any(|at| {
                self.post(units, at)
                    .is_some_and(|len| self.is_held(units, at, len))
            })
    }

    /// The length of the post that stands at a place.
    fn post(&self, units: &[u16], at: usize) -> Option<usize> {
        let stands = |post: &&Vec<u16>| units[at..].starts_with(post);
        self.posts.iter().find(stands).map(Vec::len)
    }

    /// Whether somebody is named with the post of this length that stands at a place: 周小平主任, 县委书记张国华.
    fn is_held(&self, units: &[u16], at: usize, len: usize) -> bool {
        let is_surname = |at: usize| units.get(at).is_some_and(|u| self.surnames.contains(*u));
        let begins = |at: usize| {
            let behind_post = (2..=at).any(|n| self.post(units, at - n) == Some(n));
            at == 0 || self.soft_left.contains(units[at - 1]) || behind_post
        };
        let before = |n: usize| {
            at.checked_sub(n)
                .is_some_and(|from| is_surname(from) && begins(from))
        };
        let end = at + len;
        let ends = |to: usize| {
            let is_over = units.get(to).is_none_or(|u| !unit::is_han(*u));
            to <= units.len() && (is_over || self.post(units, to).is_some())
        };
        let behind = |n: usize| is_surname(end) && ends(end + n);
        let is_plain = units.get(end).is_some_and(|u| !self.words.contains(*u));
        before(2) || before(3) || is_surname(end) && is_plain || behind(2) || behind(3)
    }
}

//! The words that amounts are said with: one table each, for who reads an amount (`super::read`) and
//! for who finds one in a sentence (the line grammar). Longest first, where one begins another.

/// How a word before an amount makes it be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hedge {
    /// More or less this much.
    About,
    /// This much or more.
    Over,
    /// This much or less.
    AtMost,
}

impl Hedge {
    /// What a no before it makes of it: 不超过 is an upper bound, 不低于 a lower one.
    pub(crate) const fn denied(self) -> Self {
        match self {
            Self::About => Self::About,
            Self::Over => Self::AtMost,
            Self::AtMost => Self::Over,
        }
    }
}

/// What stands before an amount; English with its blanks.
pub(crate) const HEDGES: [(&str, Hedge); 58] = [
    ("大约", Hedge::About),
    ("大概", Hedge::About),
    ("将近", Hedge::About),
    ("接近", Hedge::About),
    ("约", Hedge::About),
    ("近", Hedge::About),
    ("about", Hedge::About),
    ("around", Hedge::About),
    ("approximately", Hedge::About),
    ("approx.", Hedge::About),
    ("roughly", Hedge::About),
    ("nearly", Hedge::About),
    ("almost", Hedge::About),
    ("some", Hedge::About),
    ("~", Hedge::About),
    ("≈", Hedge::About),
    ("不足", Hedge::AtMost),
    ("不到", Hedge::AtMost),
    ("低于", Hedge::AtMost),
    ("少于", Hedge::AtMost),
    ("小于", Hedge::AtMost),
    ("最多", Hedge::AtMost),
    ("至多", Hedge::AtMost),
    ("顶多", Hedge::AtMost),
    ("上限为", Hedge::AtMost),
    ("上限", Hedge::AtMost),
    ("最高", Hedge::AtMost),
    ("控制在", Hedge::AtMost),
    ("at most", Hedge::AtMost),
    ("maximum of", Hedge::AtMost),
    ("capped at", Hedge::AtMost),
    ("as much as", Hedge::AtMost),
    ("up to", Hedge::AtMost),
    ("less than", Hedge::AtMost),
    ("under", Hedge::AtMost),
    ("below", Hedge::AtMost),
    ("<=", Hedge::AtMost),
    ("≤", Hedge::AtMost),
    ("<", Hedge::AtMost),
    ("超过", Hedge::Over),
    ("超出", Hedge::Over),
    ("突破", Hedge::Over),
    ("高于", Hedge::Over),
    ("多于", Hedge::Over),
    ("大于", Hedge::Over),
    ("至少", Hedge::Over),
    ("最少", Hedge::Over),
    ("逾", Hedge::Over),
    ("超", Hedge::Over),
    ("at least", Hedge::Over),
    ("exceeding", Hedge::Over),
    ("to exceed", Hedge::Over),
    ("exceed", Hedge::Over),
    ("more than", Hedge::Over),
    ("over", Hedge::Over),
    (">=", Hedge::Over),
    ("≥", Hedge::Over),
    (">", Hedge::Over),
];
/// What denies such a word, right before it.
pub(crate) const DENIALS: [&str; 20] = [
    "不得", "不能", "不应", "不会", "不宜", "不可", "不准", "不许", "不要", "未能", "不再", "没有",
    "不", "未", "没", "别", "勿", "not", "no", "莫",
];
/// What stands behind an amount.
pub(crate) const TAILS: [(&str, Hedge); 15] = [
    ("左右", Hedge::About),
    ("上下", Hedge::About),
    ("许", Hedge::About),
    ("以上", Hedge::Over),
    ("有余", Hedge::Over),
    ("+", Hedge::Over),
    ("以内", Hedge::AtMost),
    ("之内", Hedge::AtMost),
    ("以下", Hedge::AtMost),
    ("封顶", Hedge::AtMost),
    ("or less", Hedge::AtMost),
    ("at the most", Hedge::AtMost),
    ("at most", Hedge::AtMost),
    ("or more", Hedge::Over),
    ("or so", Hedge::About),
];
/// What makes money of a number, before it.
pub(crate) const CURRENCY_BEFORE: [&str; 5] = ["人民币", "rmb", "cny", "¥", "￥"];
/// What makes money of a number, behind it.
pub(crate) const CURRENCY_AFTER: [&str; 8] =
    ["元人民币", "人民币", "块钱", "元", "圆", "块", "yuan", "rmb"];
/// What stands between the two ends of a range.
pub(crate) const BETWEEN: [&str; 11] =
    ["——", "—", "–", "~", "-", "至", "到", "或者", "或", "to", "or"];
/// What makes of a unit some of it: 几十万, 数十万, 上百万.
pub(crate) const SOME: [char; 4] = ['几', '数', '上', '成'];

/// What a word of an English number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum English {
    /// A number below a hundred.
    Small(u8),
    /// So many times what stands before it.
    Times(u64),
    /// One of what follows.
    A,
    /// A half of what follows, or and a half.
    Half,
    /// What only joins two words.
    And,
    /// It is one of several numbers.
    Loose,
    /// A number that is not read.
    Other,
}

/// The words of English numbers; longest first, where one begins another.
pub(crate) const ENGLISH: [(&str, English); 55] = [
    ("one", English::Small(1)),
    ("two", English::Small(2)),
    ("three", English::Small(3)),
    ("fourteen", English::Small(14)),
    ("four", English::Small(4)),
    ("five", English::Small(5)),
    ("sixteen", English::Small(16)),
    ("sixty", English::Small(60)),
    ("six", English::Small(6)),
    ("seventeen", English::Small(17)),
    ("seventy", English::Small(70)),
    ("seven", English::Small(7)),
    ("eighteen", English::Small(18)),
    ("eighty", English::Small(80)),
    ("eight", English::Small(8)),
    ("nineteen", English::Small(19)),
    ("ninety", English::Small(90)),
    ("nine", English::Small(9)),
    ("tens", English::Loose),
    ("ten", English::Small(10)),
    ("eleven", English::Small(11)),
    ("twelve", English::Small(12)),
    ("thirteen", English::Small(13)),
    ("fifteen", English::Small(15)),
    ("twenty", English::Small(20)),
    ("thirty", English::Small(30)),
    ("forty", English::Small(40)),
    ("fifty", English::Small(50)),
    ("hundreds", English::Loose),
    ("thousands", English::Loose),
    ("millions", English::Loose),
    ("dozens", English::Loose),
    ("several", English::Loose),
    ("couple", English::Loose),
    ("few", English::Loose),
    ("many", English::Loose),
    ("to", English::Loose),
    ("or", English::Loose),
    ("hundred", English::Times(100)),
    ("thousand", English::Times(1_000)),
    ("million", English::Times(1_000_000)),
    ("billion", English::Times(1_000_000_000)),
    ("half", English::Half),
    ("and", English::And),
    ("an", English::A),
    ("a", English::A),
    ("of", English::Other),
    ("point", English::Other),
    ("dozen", English::Other),
    ("odd", English::Other),
    ("quarters", English::Other),
    ("quarter", English::Other),
    ("thirds", English::Other),
    ("third", English::Other),
    ("zero", English::Other),
];

/// Takes a word off the front; blanks within the word need not stand in the text.
pub(crate) fn without_front<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    word.chars().filter(|c| *c != ' ').try_fold(text, |rest, c| rest.strip_prefix(c))
}

//! What kind of thing a sentence promises, by its verbs: a guess that is shown, so that it can be
//! put right.

use super::money::Sum;
use super::typed::Typed;
use crate::domain::commitment::Benefit;
use crate::domain::text::is_han;
use std::ops::Range;

/// Something is built, repaired or installed.
const WORKS: [&str; 54] = [
    "安装",
    "加装",
    "装好",
    "装上",
    "修好",
    "建好",
    "架设",
    "搭建",
    "修补",
    "加宽",
    "修建",
    "新建",
    "扩建",
    "建成",
    "改造",
    "改建",
    "建设",
    "修复",
    "修缮",
    "维修",
    "整修",
    "抢修",
    "铺设",
    "敷设",
    "更换",
    "拓宽",
    "增设",
    "设置",
    "疏浚",
    "疏通",
    "清淤",
    "清掏",
    "掏挖",
    "换装",
    "硬化",
    "加固",
    "施划",
    "划线",
    "施工",
    "竣工",
    "完工",
    "绿化",
    "亮化",
    "提质",
    "install",
    "build",
    "repair",
    "construct",
    "renovat",
    "replac",
    "resurfac",
    "pave ",
    "dredg",
    "unblock",
];
/// Money is handed over.
const MONEY: [&str; 15] = [
    "拨付", "划拨", "下拨", "拨款", "支付", "发放", "兑付", "垫付", "补助", "补贴", "资助", "投入",
    "出资", "allocat", "pay",
];
/// Money is spent on something that is named behind it.
const SPENDING: [&str; 2] = ["投入", "出资"];
/// What is no act of its own beside the money that is given.
const NO_ACTS: [&str; 45] = [
    "财政资金",
    "专项资金",
    "配套资金",
    "我单位",
    "财政",
    "资金",
    "经费",
    "专项",
    "预算",
    "投入",
    "出资",
    "拨付",
    "划拨",
    "下拨",
    "拨款",
    "支付",
    "负责",
    "牵头",
    "完成",
    "到位",
    "落实",
    "安排",
    "总计",
    "共计",
    "合计",
    "预计",
    "计划",
    "我局",
    "我们",
    "本局",
    "一次性",
    "配合",
    "会同",
    "协助",
    "共同",
    "由",
    "在",
    "于",
    "将",
    "再",
    "并",
    "共",
    "前",
    "内",
    "底",
];
/// What says whom or what for the money is.
const MEANT_FOR: [&str; 5] = ["用于", "用来", "用作", "作为", "给"];
/// What says of a clause that it tells who acts.
const BY_WHOM: [&str; 4] = ["由", "我局", "我们", "本局"];
/// The fewest characters of an act.
const ACT_CHARS: usize = 3;
/// What brings in a verb in English.
const VERB_BEFORE: [&str; 5] = ["will ", "shall ", "must ", "should ", "to "];
/// What may stand between that and the verb.
const ADVERBS: [&str; 5] = ["be ", "also ", "jointly ", "together ", "then "];
/// A rule, a plan or a document is made.
const POLICY: [&str; 16] = [
    "出台",
    "制定",
    "制订",
    "起草",
    "研究提出",
    "修订",
    "印发",
    "拟定",
    "拟订",
    "完善制度",
    "建立机制",
    "建立制度",
    "建立健全",
    "draft",
    "adopt",
    "issue a",
];

/// Something is told, and what it tells of is named behind it: 公布维修电话.
const TELLING: [&str; 9] =
    ["公布", "公示", "公开", "通报", "宣传", "publish", "announc", "disclos", "post "];
/// Something is looked after, and where or what is named behind it: 检查施工现场.
const LOOKING: [&str; 14] = [
    "巡查", "巡检", "值守", "执勤", "走访", "检查", "排查", "清运", "保洁", "patrol", "inspect",
    "visit", "clean", "check ",
];
/// What may be looked at and mended by one and the same: 检查维修.
const THEN_MENDED: [&str; 4] = ["巡查", "巡检", "检查", "排查"];
/// What makes another word of one of these: a notice board, a manhole, a public tender.
const OTHER_WORDS: [&str; 10] = ["栏", "牌", "屏", "期", "井", "站", "设施", "车", "招标", "征集"];
/// What makes a name of the work that stands before it: 维修电话, 改造方案.
const NAMES: [&str; 20] = [
    "电话", "热线", "情况", "进度", "进展", "现场", "工地", "质量", "安全", "计划", "方案", "单位",
    "人员", "记录", "台账", "资料", "期间", "标准", "hotline", "schedule",
];
/// What begins something else within a clause.
const ANEW: [&str; 8] = ["并", "后", "再", "和", "及", "同时", "and ", "then "];

/// What kind of thing is promised: by the first verb that tells, else a service. What is spent on
/// works is works; what is only told of or looked after is not done.
pub(super) fn promised(
    typed: &Typed<'_>,
    body: Range<usize>,
    (offices, days): (&[Range<usize>], &[Range<usize>]),
    sums: &[Sum],
) -> Benefit {
    let is_free = |at: &usize| offices.iter().all(|range| !range.contains(at));
    let served = served(typed, &body);
    let is_verb = |at: &usize, words: &[&str]| {
        let is_apart = begins_a_word(typed, *at);
        let found = typed.one_of(*at, words).filter(|_| is_apart);
        found.is_some_and(|(_, end)| !is_a_name(typed, *at, end))
            && served.iter().all(|range| !range.contains(at))
    };
    let first = |words: &[&str]| body.clone().filter(is_free).find(|at| is_verb(at, words));
    let works = first(&WORKS);
    let is_spent = |at: &usize| typed.one_of(*at, &SPENDING).is_some();
    let given = body.clone().filter(is_free).find(|at| is_verb(at, &MONEY) && !is_spent(at));
    let amounts = sums.iter().map(|sum| sum.range.clone());
    let named = offices.iter().chain(days).cloned().chain(amounts).collect();
    let around = Around { typed, body: &body, offices, named };
    let money = first(&MONEY).filter(|_| !sums.is_empty());
    let money = money.filter(|at| !around.does_more(*at, given.is_none()));
    let spent = money.as_ref().is_some_and(is_spent);
    let found = [
        (works, Benefit::Works),
        (first(&POLICY), Benefit::Policy),
        (money.filter(|_| !(spent && works.is_some())), Benefit::Money),
    ];
    let told = found.into_iter().filter_map(|(at, benefit)| Some((at?, benefit)));
    told.min_by_key(|(at, _)| *at).map_or(Benefit::Service, |(_, benefit)| benefit)
}

/// What stands around the money of a sentence.
struct Around<'a> {
    typed: &'a Typed<'a>,
    body: &'a Range<usize>,
    offices: &'a [Range<usize>],
    /// Departments, days and sums.
    named: Vec<Range<usize>>,
}

impl Around<'_> {
    /// Whether something else is done than that money is given at a place: anything, where the money
    /// is only spent, else what a clause before it tells with whoever does it.
    fn does_more(&self, money: usize, is_spent: bool) -> bool {
        if self.begins_otherwise(money) {
            return true;
        }
        let for_what = (money..self.body.end)
            .find(|at| self.typed.one_of(*at, &MEANT_FOR).is_some())
            .unwrap_or(self.body.end);
        let parts = |at: usize| matches!(self.typed.get(at), Some(',' | '.' | ';' | '!' | '?'));
        let mut begin = self.body.start;
        for end in (self.body.start..for_what).filter(|at| parts(*at)).chain([for_what]) {
            let clause = begin..end;
            begin = end + 1;
            let is_before = clause.end <= money && self.tells_who(&clause);
            if (is_spent || is_before) && self.acts(&clause) >= ACT_CHARS {
                return true;
            }
        }
        false
    }

    fn tells_who(&self, clause: &Range<usize>) -> bool {
        self.offices.iter().any(|office| clause.contains(&office.start))
            || clause.clone().any(|at| self.typed.one_of(at, &BY_WHOM).is_some())
    }

    /// How many characters of a clause may tell of an act.
    fn acts(&self, clause: &Range<usize>) -> usize {
        let (mut at, mut count) = (clause.start, 0);
        while at < clause.end {
            if let Some(range) = self.named.iter().find(|range| range.contains(&at)) {
                at = range.end.max(at + 1);
            } else if let Some((_, end)) = self.typed.one_of(at, &NO_ACTS) {
                at = end;
            } else {
                count += usize::from(self.typed.get(at).is_some_and(is_han));
                at += 1;
            }
        }
        count
    }

    /// Whether another verb comes first in English: will test the water, allocating 5,000 yuan.
    fn begins_otherwise(&self, money: usize) -> bool {
        let is_named = |at: usize| self.named.iter().find(|range| range.contains(&at));
        let begins = |at: &usize| is_named(*at).is_none() && begins_a_word(self.typed, *at);
        let mut verbs = (self.body.start..money).filter(begins);
        let Some(mut at) = verbs.find_map(|at| Some(self.typed.one_of(at, &VERB_BEFORE)?.1)) else {
            return false;
        };
        loop {
            let next = self.typed.past_blanks(at);
            let after = is_named(next).map(|range| range.end);
            let after = after.or_else(|| self.typed.one_of(next, &ADVERBS).map(|(_, end)| end));
            match after {
                Some(after) if after > at => at = after,
                _ => return next < money,
            }
        }
    }
}

/// Whether no Latin word goes on here: repair does, within prepare it does not.
fn begins_a_word(typed: &Typed<'_>, at: usize) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    !(is_letter(typed.before(at)) && is_letter(typed.get(at)))
}

/// Whether what looks like a verb is a part of the name of a thing.
fn is_a_name(typed: &Typed<'_>, at: usize, end: usize) -> bool {
    let behind = typed.past_blanks(end);
    let is_the_building =
        typed.begins(end, "ing") && typed.ends_in(at, &["the ", "a ", "each ", "every ", "of "]);
    typed.one_of(behind, &NAMES).is_some() || is_the_building
}

/// What a clause names behind the verb of a service.
fn served(typed: &Typed<'_>, body: &Range<usize>) -> Vec<Range<usize>> {
    let is_over = |at: usize| {
        matches!(typed.get(at), None | Some('/' | ',' | '.' | ';' | ':' | '!' | '?'))
            || begins_a_word(typed, at) && typed.one_of(at, &ANEW).is_some()
    };
    let range = |at: usize| {
        begins_a_word(typed, at).then_some(())?;
        let told = typed.one_of(at, &TELLING);
        let (_, end) = told.or_else(|| typed.one_of(at, &LOOKING))?;
        let is_another = typed.one_of(end, &OTHER_WORDS).is_some();
        let goes_on = typed.ends_in(end, &THEN_MENDED) && typed.one_of(end, &WORKS).is_some();
        let is_verb = !is_another && !goes_on;
        is_verb.then(|| at..(end..body.end).find(|at| is_over(*at)).unwrap_or(body.end))
    };
    body.clone().filter_map(range).collect()
}

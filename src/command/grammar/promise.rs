//! What kind of thing a sentence promises, by its verbs: a guess that is shown, so that it can be
//! put right.

use super::money::Sum;
use super::typed::Typed;
use crate::domain::commitment::Benefit;
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
const MONEY: [&str; 14] = [
    "拨付", "划拨", "下拨", "拨款", "支付", "发放", "兑付", "垫付", "补助", "补贴", "资助", "投入",
    "allocat", "pay",
];
/// Money is spent on something that is named behind it.
const SPENDING: [&str; 1] = ["投入"];
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
    offices: &[Range<usize>],
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
    let money = first(&MONEY).filter(|_| !sums.is_empty());
    let works = first(&WORKS);
    let spent = money.is_some_and(|at| typed.one_of(at, &SPENDING).is_some());
    let found = [
        (works, Benefit::Works),
        (first(&POLICY), Benefit::Policy),
        (money.filter(|_| !(spent && works.is_some())), Benefit::Money),
    ];
    let told = found.into_iter().filter_map(|(at, benefit)| Some((at?, benefit)));
    told.min_by_key(|(at, _)| *at).map_or(Benefit::Service, |(_, benefit)| benefit)
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

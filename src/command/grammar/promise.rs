//! What kind of thing a sentence promises, by its verbs: a guess that is shown, so that it can be
//! put right.

use super::money::Sum;
use super::typed::Typed;
use crate::domain::commitment::Benefit;
use std::ops::Range;

/// Something is built, repaired or installed.
const WORKS: [&str; 46] = [
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

/// What kind of thing is promised: by the first verb that tells, else a service. What is spent on
/// works is works.
pub(super) fn promised(
    typed: &Typed<'_>,
    body: Range<usize>,
    offices: &[Range<usize>],
    sums: &[Sum],
) -> Benefit {
    let is_free = |at: &usize| offices.iter().all(|range| !range.contains(at));
    let first =
        |words: &[&str]| body.clone().filter(is_free).find(|at| typed.one_of(*at, words).is_some());
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

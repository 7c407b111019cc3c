//! Marks: letters that are words of the line, titles, items, and no item at all.

use super::check;
use super::hall::Hall;
use crate::command::grammar::complete;
use crate::i18n::Lang;

#[test]
fn a_capital_letter_is_a_kind_only_where_a_mark_says_so() {
    check(&[
        ("D 级危房三户需要加固", "statement @王芳 #1: D 级危房三户需要加固"),
        ("N 户居民没有签字", "statement @王芳 #1: N 户居民没有签字"),
        ("A 方案造价较低", "statement @王芳 #1: A 方案造价较低"),
        ("T 型路口没有灯", "statement @王芳 #1: T 型路口没有灯"),
        ("Ｓ 型弯道", "statement @王芳 #1: Ｓ 型弯道"),
        ("Q 群里说过", "statement @王芳 #1: Q 群里说过"),
        ("D：加固三户", "agreed #1: 加固三户"),
        ("A @李建国 下月", "reply @李建国 #1: 下月"),
        ("D #2 加固三户", "agreed #2: 加固三户"),
        ("s 建议分时段", "statement @王芳 #1: 建议分时段"),
        ("d 加固三户", "agreed #1: 加固三户"),
        ("n 先听居民说完", "note #1: 先听居民说完"),
    ]);
}

#[test]
fn a_title_goes_with_the_name() {
    check(&[
        ("@李建国委员 建议分时段", "statement @李建国 #1: 建议分时段"),
        ("@李建国局长：建议分时段", "statement @李建国 #1: 建议分时段"),
        ("@ljg局长 建议分时段", "statement @李建国 #1: 建议分时段"),
        ("@王芳代表 同意", "statement @王芳 #1: 同意"),
        ("@王芳代表居民发言", "statement @王芳 #1: 代表居民发言"),
        ("问 请@李建国局长答复", "question @王芳 re 李建国 #1: 请李建国局长答复"),
    ]);
}

#[test]
fn an_item_right_behind_the_sentence_is_no_word_of_it() {
    check(&[
        ("停车费每小时5元#2", "statement @王芳 #2: 停车费每小时5元"),
        ("关于#停车难", "statement @王芳 #2: 关于停车难"),
        ("会写 C#", "statement @王芳 #1: 会写 C#"),
    ]);
}

#[test]
fn a_line_may_belong_to_no_item() {
    check(&[
        ("#- 大家辛苦了", "statement @王芳: 大家辛苦了"),
        ("说 @李建国 #-：大家辛苦了", "statement @李建国: 大家辛苦了"),
        ("大家辛苦了 #-", "statement @王芳: 大家辛苦了"),
        (
            "诺 #- 城管局6月底前整治",
            "commitment by 城管局 2023-06-30 service ?NoIssue: 城管局6月底前整治",
        ),
        ("#2 大家辛苦了 #-", "statement @王芳 #2 ?SecondItem: 大家辛苦了"),
        ("#-1 度", "statement @王芳 #1: #-1 度"),
    ]);
    let hall = Hall::shared();
    assert_eq!(complete("#-", 2, Lang::Zh, &hall.ground()), None);
}

/// Nobody promises for another department because they have the floor.
#[test]
fn a_promise_is_the_word_of_who_has_the_floor_where_they_speak_for_whom_it_binds() {
    check(&[
        ("诺 城管局6月底前整治", "commitment #1 by 城管局 2023-06-30 service: 城管局6月底前整治"),
        // Wang Fang is a citizen: what others are to do is not her promise.
        ("诺 两周内答复", "commitment #1 2023-05-24 service ?NoDepartment: 两周内答复"),
        ("议 市场周边停车难", "topic #1: 市场周边停车难"),
        ("私 会后再说", "note #1: 会后再说"),
        ("说 停车太贵", "statement @王芳 #1: 停车太贵"),
    ]);
}

#[test]
fn nobody_in_particular_speaks_wherever_that_is_said() {
    check(&[
        ("大家同意 @-", "statement #1: 大家同意"),
        ("大家同意。@-", "statement #1: 大家同意。"),
        ("大家 @- 同意", "statement #1: 大家 同意"),
        ("大家同意 @-，散会", "statement #1: 大家同意，散会"),
        ("大家同意。@- 散会", "statement #1: 大家同意。散会"),
        ("大家同意 @无 #2 +热点", "statement #2 +热点: 大家同意"),
        ("大家同意 #2 @-", "statement #2: 大家同意"),
        ("@李建国 同意 @-", "statement @李建国 #1 ?SecondSpeaker: 同意"),
        ("@- 同意 @-", "statement #1: 同意"),
        ("零下 @-5 度", "statement @王芳 #1 ?Nobody: 零下 @-5 度"),
    ]);
}

#[test]
fn a_letter_that_is_no_kind_is_asked_about() {
    check(&[
        ("x: what", "statement @王芳 #1 ?NoSuchKind: x: what"),
        ("ｘ：什么", "statement @王芳 #1 ?NoSuchKind: ｘ：什么"),
        ("B : second plan", "statement @王芳 #1 ?NoSuchKind: B : second plan"),
        ("s: x: what", "statement @王芳 #1: x: what"),
        ("x what", "statement @王芳 #1: x what"),
        ("xy: what", "statement @王芳 #1: xy: what"),
        ("注：另议", "statement @王芳 #1: 注：另议"),
        ("3：另议", "statement @王芳 #1: 3：另议"),
    ]);
    assert!(
        Hall::shared().read("x: what").refusal().is_some(),
        "it is not saved as something else"
    );
}

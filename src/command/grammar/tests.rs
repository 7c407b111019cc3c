//! Lines and what they are read as.

mod any;
mod days;
mod departments;
mod hall;
mod marks;
mod people;
mod said;
mod sentence;
mod slips;
mod sums;

use self::hall::Hall;

/// Checks lines against what they are shown as; tells all that differ.
fn check(table: &[(&str, &str)]) {
    let hall = Hall::new();
    let wrong: Vec<String> = table
        .iter()
        .map(|(line, expected)| (line, expected, hall.shown(line)))
        .filter(|(_, expected, shown)| shown != *expected)
        .map(|(line, expected, shown)| format!("{line}\n  expected {expected}\n  read     {shown}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_kind_is_the_first_token_only_when_something_parts_it() {
    check(&[
        ("决定权在业主", "statement @王芳 #1: 决定权在业主"),
        ("决 按顺序安装", "agreed #1: 按顺序安装"),
        ("决\u{3000}按顺序安装", "agreed #1: 按顺序安装"),
        ("决：按顺序安装", "agreed #1: 按顺序安装"),
        ("决: 按顺序安装", "agreed #1: 按顺序安装"),
        ("d: 按顺序安装", "agreed #1: 按顺序安装"),
        ("Ｄ：按顺序安装", "agreed #1: 按顺序安装"),
        ("D 按顺序安装", "statement @王芳 #1: D 按顺序安装"),
        ("  议 : 充电桩装在哪", "topic #1: 充电桩装在哪"),
        ("t 充电桩装在哪", "topic #1: 充电桩装在哪"),
        ("问 几时装好？", "question @王芳 #1: 几时装好？"),
        ("q：几时装好？", "question @王芳 #1: 几时装好？"),
        ("答 下月", "reply @王芳 #1: 下月"),
        ("a 下月", "reply @王芳 #1: 下月"),
        ("说 我同意", "statement @王芳 #1: 我同意"),
        ("ｓ 我同意", "statement @王芳 #1: 我同意"),
        ("说得对", "statement @王芳 #1: 说得对"),
        ("问：", "question @王芳 #1 ?Text: "),
        ("问", "statement @王芳 #1: 问"),
        ("私 先听居民说完", "note #1: 先听居民说完"),
        ("n: 先听居民说完", "note #1: 先听居民说完"),
        ("x 同意", "statement @王芳 #1: x 同意"),
        ("诺言要兑现", "statement @王芳 #1: 诺言要兑现"),
        ("", "statement @王芳 #1 ?Text: "),
    ]);
}

#[test]
fn a_chinese_kind_needs_no_blank_before_a_mark() {
    check(&[
        ("说@李建国 忘了空格", "statement @李建国 #1: 忘了空格"),
        ("答＠李建国：下月安装", "reply @李建国 #1: 下月安装"),
        ("问#2 夜里停哪里", "question @王芳 #2: 夜里停哪里"),
        ("决@- 先划线", "agreed #1: 先划线"),
        (
            "诺@李建国 我局6月底前修好",
            "commitment @李建国 #1 by 城管局 2023-06-30 works: 我局6月底前修好",
        ),
        ("私@李建国 不高兴", "note @李建国 #1: 不高兴"),
        ("s@b.cn 是信箱", "statement @王芳 #1: s@b.cn 是信箱"),
        ("请@李建国 答复", "statement @王芳 re 李建国 #1: 请李建国 答复"),
    ]);
}

#[test]
fn the_first_at_says_who_speaks() {
    check(&[
        ("答 @李建国 下月安装", "reply @李建国 #1: 下月安装"),
        ("＠李建国：下月安装", "statement @李建国 #1: 下月安装"),
        ("答:@李建国，下月安装", "reply @李建国 #1: 下月安装"),
        ("答 @李建国下月安装", "reply @李建国 #1: 下月安装"),
        ("@ljg 下月安装", "statement @李建国 #1: 下月安装"),
        ("@ＬＪＧ 下月安装", "statement @李建国 #1: 下月安装"),
        ("@lijianguo 下月安装", "statement @李建国 #1: 下月安装"),
        ("@ljg下月安装", "statement @李建国 #1: 下月安装"),
        ("@建国 下月安装", "statement @李建国 #1: 下月安装"),
        ("@shm 同意", "statement @单红梅 #1: 同意"),
        ("@dhm 同意", "statement @单红梅 #1: 同意"),
        ("@李建刚 同意", "statement @李建刚 #1: 同意"),
        ("@ljga 同意", "statement @李建刚 #1: 同意"),
        ("@lq 同意", "statement @刘强 #1: 同意"),
        ("@Mary Jones 同意", "statement @Mary Jones #1: 同意"),
        ("@mary: yes", "statement @Mary Jones #1: yes"),
        ("@张三 同意", "statement @张三（二组） #1: 同意"),
        ("@张三（三组） 同意", "statement @张三（三组） #1: 同意"),
        ("@张\u{3000}三 同意", "statement @张三（二组） #1: 同意"),
        ("@住建局谢建军 同意", "statement @谢建军 #1: 同意"),
        ("@城管局李建国 同意", "statement @李建国 #1: 同意"),
        ("@王芳说 一下", "statement @王芳 #1: 说 一下"),
        ("@- 大家同意", "statement #1: 大家同意"),
        ("决 @无：大家同意", "agreed #1: 大家同意"),
        ("@赵敏 同意", "statement #1 ?People: @赵敏 同意"),
        ("@赵敏（东郊乡） 同意", "statement @赵敏（东郊乡） #1: 同意"),
        ("@赵敏（—） 同意", "statement @赵敏（—） #1: 同意"),
        ("@zz 同意", "statement #1 ?Nobody: @zz 同意"),
        ("@王芳菲 同意", "statement #1 ?Nobody: @王芳菲 同意"),
        ("@lj 同意", "statement @李建国 #1: 同意"),
    ]);
}

#[test]
fn another_at_names_somebody_in_the_sentence_and_the_words_stay() {
    check(&[
        ("请@住建局谢建军 答复", "statement @王芳 re 谢建军 #1: 请住建局谢建军 答复"),
        ("问 请@李建国答复", "question @王芳 re 李建国 #1: 请李建国答复"),
        ("问 @陈小红 请＠李建国 答复", "question @陈小红 re 李建国 #1: 请李建国 答复"),
        ("请@ljg答复", "statement @王芳 re 李建国 #1 ?Letters: 请@ljg答复"),
        ("同意 @李建国 的意见", "statement @王芳 re 李建国 #1: 同意 李建国 的意见"),
        ("@李建国 @陈小红 同意", "statement @李建国 re 陈小红 #1: 陈小红 同意"),
        ("请@zz 答复", "statement @王芳 #1 ?Nobody: 请@zz 答复"),
    ]);
}

#[test]
fn what_only_looks_like_a_mark_is_left_alone() {
    for line in [
        "信箱是 zhou@example.com",
        "会写 C# 的",
        "3+2 个",
        "安装+调试",
        "a@b",
        "ａ＠ｂ",
        "涨价 +5% 左右",
        "电话 +86 731",
        "见 http://a.cn/#x",
        "@ 九点半",
        "# 标题",
        "1 + 2",
        "第一&第二",
    ] {
        check(&[(line, &format!("statement @王芳 #1: {line}"))]);
    }
}

#[test]
fn a_hash_names_the_item() {
    check(&[
        ("#2 停车难怎么办", "statement @王芳 #2: 停车难怎么办"),
        ("议 ＃２：停车难怎么办", "topic #2: 停车难怎么办"),
        ("停车难怎么办 #2", "statement @王芳 #2: 停车难怎么办"),
        ("#2停车难怎么办", "statement @王芳 #2: 停车难怎么办"),
        ("#tcn 怎么办", "statement @王芳 #2: 怎么办"),
        ("#tcn怎么办", "statement @王芳 #2: 怎么办"),
        ("停车怎么办？#2", "statement @王芳 #2: 停车怎么办？"),
        ("停车怎么办？#2 。", "statement @王芳 #2: 停车怎么办？#2 。"),
        ("#停车 怎么办", "statement @王芳 #2: 怎么办"),
        ("#停车难怎么办", "statement @王芳 #2: 停车难怎么办"),
        ("关于#停车难的意见", "statement @王芳 #2: 关于停车难的意见"),
        ("和 #2 一起办", "statement @王芳 #2: 和 #2 一起办"),
        ("@李建国 #3 +热点 管起来", "statement @李建国 #3 +热点: 管起来"),
        ("#3 @李建国 管起来", "statement @李建国 #3: 管起来"),
        ("#4 怎么办", "statement @王芳 ?NoPlace: #4 怎么办"),
        ("#路灯不亮 怎么办", "statement @王芳 ?OffAgenda: #路灯不亮 怎么办"),
        ("#zzz 怎么办", "statement @王芳 ?NoItem: #zzz 怎么办"),
        ("#管理 #2 怎么办", "statement @王芳 #3 ?SecondItem: 怎么办"),
    ]);
}

#[test]
fn a_plus_names_a_category_or_a_tag() {
    check(&[
        ("+温度 先办这件", "statement @王芳 #1 +livelihood: 先办这件"),
        ("先办这件 ＋力度", "statement @王芳 #1 +governance: 先办这件"),
        (
            "先办这件 +policy +热点 +2023年度",
            "statement @王芳 #1 +policy +热点: 先办这件 +2023年度",
        ),
        ("先办这件 +Livelihood +热点", "statement @王芳 #1 +livelihood +热点: 先办这件"),
        ("先办 +热点 这件", "statement @王芳 #1 +热点: 先办 这件"),
        ("先办这件 +热点 #2", "statement @王芳 #2 +热点: 先办这件"),
        ("先办。+热点", "statement @王芳 #1 +热点: 先办。"),
        ("先办，+热点 #2", "statement @王芳 #2 +热点: 先办，"),
        ("+热点", "statement @王芳 #1 +热点 ?Text: "),
    ]);
}

#[test]
fn a_commitment_is_read_as_people_speak_of_it() {
    check(&[
        (
            "诺 由城管局负责6月30日前安装充电桩，交警支队配合，投入10万余元",
            "commitment #1 by 城管局 & 交警支队 2023-06-30 >=100000 works: \
             由城管局负责6月30日前安装充电桩，交警支队配合，投入10万余元",
        ),
        (
            "c: 住建局会同城管局两周内拿出方案",
            "commitment #1 by 住建局 & 城管局 2023-05-24 service: 住建局会同城管局两周内拿出方案",
        ),
        (
            "诺：财政局月底前拨付资金11万元",
            "commitment #1 by 湘潭市财政局 2023-05-31 110000 money: 财政局月底前拨付资金11万元",
        ),
        (
            "诺 @李建国 我局10个工作日内出台管理办法",
            "commitment @李建国 #1 by 城管局 2023-05-24 policy: 我局10个工作日内出台管理办法",
        ),
        ("诺 尽快解决", "commitment #1 service ?NoDepartment ?NoDeadline: 尽快解决"),
        (
            "诺 由城管局负责，2月30日前完成",
            "commitment #1 by 城管局 service ?NoSuchDay: 由城管局负责，2月30日前完成",
        ),
        (
            "诺 由园林局负责6月底前补种",
            "commitment #1 2023-06-30 service ?NoSuchDepartment: 由园林局负责6月底前补种",
        ),
        (
            "诺 供电公司6月底前迁移电杆",
            "commitment #1 by 供电公司 2023-06-30 service: 供电公司6月底前迁移电杆",
        ),
        ("诺 城管局5月1日前完成", "commitment #1 by 城管局 2024-05-01 service: 城管局5月1日前完成"),
        (
            "诺 城管局2023-05-01前完成",
            "commitment #1 by 城管局 2023-05-01 service ?Past: 城管局2023-05-01前完成",
        ),
    ]);
}

#[test]
fn a_commitment_needs_an_item_to_serve() {
    let hall = Hall { item: None, ..Hall::new() };
    let shown = hall.shown("诺 城管局6月底前完成");
    assert!(shown.contains("?NoIssue"), "{shown}");
    assert!(hall.read("诺 城管局6月底前完成 #2").refusal().is_none());
    assert!(hall.read("说 城管局6月底前完成").refusal().is_none());
}

#[test]
fn what_the_readme_shows_is_read_so() {
    check(&[
        ("议 #2 市场周边停车难", "topic #2: 市场周边停车难"),
        ("问 @wf 夜里停哪里？", "question @王芳 #1: 夜里停哪里？"),
        (
            "诺 由城管局负责6月30日前施划车位，交警支队配合，投入10万余元 +力度",
            "commitment #1 +governance by 城管局 & 交警支队 2023-06-30 >=100000 works: \
             由城管局负责6月30日前施划车位，交警支队配合，投入10万余元",
        ),
        (
            "c: 城管局 by 30 June, over 100,000 yuan #2 +governance",
            "commitment #2 +governance by 城管局 2023-06-30 >=100000 service: \
             城管局 by 30 June, over 100,000 yuan",
        ),
    ]);
}

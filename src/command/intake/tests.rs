//! Lines that take an issue in, and titles that are none.

use super::*;
use crate::command::Catalog;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 10, 20).unwrap()
}

fn read_here(line: &str) -> Line {
    let areas = ["湘潭县石潭镇".to_owned(), "湘乡市望春门街道".to_owned(), "农工党".to_owned()];
    read(line, &Ground { today: today(), areas: &areas, directory: &Catalog::default() })
}

/// What a line says, in words, its title last.
fn told(line: &str) -> String {
    read_here(line).told(Lang::Zh, |_| false).join(" ")
}

#[test]
fn a_line_says_how_it_came_where_it_is_whom_and_what_it_concerns() {
    for (line, said) in [
        (
            "来信 石潭镇 农机合作社资金 +温度 @李某某",
            "来源：来信 地点：石潭镇 类别：温度 诉求人：李某某 标题：农机合作社资金",
        ),
        ("来访：湘潭县 路灯不亮", "来源：来访 地点：湘潭县 标题：路灯不亮"),
        ("网上 停车难 10月8日", "来源：网络 提交日期：2023-10-08 标题：停车难"),
        ("昨天 热线 停车难", "提交日期：2023-10-19 来源：热线 标题：停车难"),
        ("委员荐题 电梯加装", "来源：委员荐题 标题：电梯加装"),
        (
            "停车难 ＋力度 ＋夜间 ＠王五 ＠赵六",
            "类别：力度 标签：夜间 诉求人：王五 诉求人：赵六 标题：停车难",
        ),
        ("地点：同庆村 停车难 工作室：石潭", "地点：同庆村 工作室：石潭 标题：停车难"),
        ("停车难 日期：2023-09-01 标签:夜间", "提交日期：2023-09-01 标签：夜间 标题：停车难"),
        ("letter: Parking near the market", "来源：来信 标题：Parking near the market"),
        ("hotline Street lights +livelihood", "来源：热线 类别：温度 标题：Street lights"),
        ("hotline, Street lights", "来源：热线 标题：Street lights"),
        ("Letter box stolen +livelihood", "类别：温度 标题：Letter box stolen"),
        ("Visit of the mayor @\"Walter Pym\"", "诉求人：Walter Pym 标题：Visit of the mayor"),
    ] {
        assert_eq!(told(line), said, "{line}");
    }
}

#[test]
fn a_title_alone_stays_as_it_is() {
    for title in [
        "临水路段加装护栏",
        "来信反映停车难",
        "老旧小区 加装电梯",
        "网上办事大厅排队久",
        "Online payment of water fees",
        "Visit hours at the hospital",
        "Visit, training and tea for elders",
        "热线电话 +86 打不通",
        "C++ 培训班",
        "2023 年路灯改造",
        "关于“来信 +温度”的说明",
        "农工党 议政会",
        "问:谁来管",
        "10月8日停水通知不到位",
        "A @ B",
    ] {
        let line = read_here(title);
        assert_eq!(line.title, title);
        assert!(line.is_plain(), "{title}: {:?}", line.parts);
    }
}

#[test]
fn what_stands_between_quotes_is_the_title_as_it_is() {
    let line = read_here("来信 \"石潭镇 +温度 怎么办\" @李某某");
    assert_eq!(line.title, "石潭镇 +温度 怎么办");
    assert_eq!(line.parts, [Part::Intake(Intake::Letter), Part::Raiser("李某某".to_owned())]);
    assert_eq!(read_here("“潭事 +好商量”进社区").title, "“潭事 +好商量”进社区");
    assert_eq!(read_here("居民反映：“路灯不亮”").title, "居民反映：“路灯不亮”");
    // One that nothing closes is a mark like any other.
    assert_eq!(read_here("5\" 管道").title, "5\" 管道");
}

#[test]
fn places_and_days_count_before_the_title_and_never_within() {
    assert_eq!(read_here("路灯 石潭镇 不亮").title, "路灯 石潭镇 不亮");
    assert_eq!(read_here("停水 10月8日 以来").title, "停水 10月8日 以来");
    // The only word is the title, whatever it looks like.
    assert_eq!(told("停车难 10月8日 昨天"), "提交日期：2023-10-19 标题：停车难 10月8日");
}

#[test]
fn what_fills_one_field_is_taken_once() {
    let line = read_here("来信 来访 停车难 +温度 +力度");
    assert_eq!(line.parts, [Part::Intake(Intake::Letter), Part::Category(Category::Livelihood)]);
    assert_eq!(line.title, "来访 停车难 +力度");
}

#[test]
fn what_was_filled_in_counts_and_the_line_says_that_it_does_not() {
    let mut values = Values::default();
    values.set("title", "来信 停车难 +温度 @李某某");
    values.set("intake", "visit");
    values.set("raiser", " ");
    let ground = Ground { today: today(), areas: &[], directory: &Catalog::default() };
    let all = expanded(&values, &ground);
    assert_eq!(all.first("title"), Some("停车难"));
    assert_eq!(all.first("intake"), Some("visit"));
    assert_eq!(all.first("raiser"), Some("李某某"));
    assert_eq!(all.first("category"), Some("livelihood"));
    let line = of(&values, &ground).unwrap();
    let told = line.told(Lang::Zh, |key| is_given(&values, key));
    assert_eq!(told[0], "来源：来信（以另填的为准）");
    values.set(AS_IS, "yes");
    assert_eq!(expanded(&values, &ground).first("title"), Some("来信 停车难 +温度 @李某某"));
}

#[test]
fn quotes_after_a_mark_or_a_label_hold_blanks_together() {
    for (line, said) in [
        (
            "\"Mill Lane\" lamps @\"Tom Baker\" place:\"Mill Lane\"",
            "诉求人：Tom Baker 地点：Mill Lane 标题：Mill Lane lamps",
        ),
        ("停车难 @“欧阳 晓明” 地点：「东门 外」", "诉求人：欧阳 晓明 地点：东门 外 标题：停车难"),
        ("@司马 光 停车难", "诉求人：司马光 标题：停车难"),
        ("停车难 +\"夜间 停车\"", "标签：夜间 停车 标题：停车难"),
        ("来信：\"@李某 的狗\" 地点：同庆村", "来源：来信 地点：同庆村 标题：@李某 的狗"),
        ("来信：“路灯不亮” @李某某", "来源：来信 诉求人：李某某 标题：“路灯不亮”"),
        // Within the quotes nothing is a mark.
        ("停车难 地点：\"@东门 +外\"", "地点：@东门 +外 标题：停车难"),
    ] {
        assert_eq!(told(line), said, "{line}");
    }
}

#[test]
fn what_only_looks_like_more_is_told_and_stays_in_the_title() {
    for (line, title, doubt) in [
        ("来信 2月30日 停车难", "2月30日 停车难", "“2月30日”："),
        ("停车难 2月30日", "停车难 2月30日", "“2月30日”："),
        ("停车难 日期：某天", "停车难 日期：某天", "“某天”："),
        ("停车难 类别：热度", "停车难 类别：热度", "“热度”：类别有温度、力度"),
        ("停车难 来源：路上", "停车难 来源：路上", "“路上”：来源有"),
    ] {
        let read = read_here(line);
        assert_eq!(read.title, title, "{line}");
        assert_eq!(read.doubts.len(), 1, "{line}");
        let told = read.told(Lang::Zh, |_| false);
        let last = told.last().unwrap();
        assert!(last.starts_with(doubt) && last.ends_with("，留在标题里"), "{line}: {last}");
    }
    let line = read_here("停车难 类别：热度 10月8日");
    assert_eq!((line.title.as_str(), line.parts.len()), ("停车难 类别：热度", 1));
    let told = read_here("Parking category:heat").told(Lang::En, |_| false);
    assert!(
        told[1].starts_with("“heat”: categories are ") && told[1].ends_with("; left in the title")
    );
}

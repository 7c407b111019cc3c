//! Marking issues resolved, honestly.

use super::{District, assert_in_order};

#[test]
fn an_issue_is_resolved_only_when_nothing_is_missing() {
    let district = District::new("zh");
    let words = ["commitment", "add", "临水路段加装护栏", "安装护栏300米", "--promised", "works"];
    let more = ["--lead", "水利", "--deadline", "2023-05-31", "--session", "护栏协商会"];
    district.run_with("", &[&words[..], &more].concat());
    let said = district.says(&[
        "2",
        "/护栏",
        "1",
        ":标为已解决",
        ">",
        "y",
        "q", // refused, with everything that is missing
        "ms",
        ">",
        "y", // assigned
        "mk",
        ">",
        "y", // acknowledged
        "mc",
        "护栏已装好",
        "",
        "",
        "1",
        "",
        "",
        "验收照片",
        "",
        "",
        ">",
        "y", // handled, with evidence
        "r",
        "q", // still not resolved
        "mg",
        "1",
        "",
        ">",
        "y", // graded A
        "v",
        "满意",
        "",
        "1",
        ">",
        "y", // the raiser's word
        "r",
        ">",
        "y",
        "z",
        "Z",
    ]);
    assert_in_order(
        &said,
        &[
            "标为已解决「临水路段加装护栏」",
            "还缺：",
            "还没有办结日期",
            "还没有佐证材料",
            "还没有满意度测评",
            "没有存。",
            "还缺：",
            "已保存：交办",
            "已保存：签收",
            "已保存：办结",
            "标为已解决「临水路段加装护栏」",
            "已保存：评级",
            "已保存：测评、回访",
            "核对：标为已解决",
            "已保存：标为已解决",
            "已撤销",
            "已重做",
        ],
    );
    let issues = district.json(&["issue", "list", "护栏"]);
    assert_eq!(issues["issues"][0]["status"], "resolved");
}

#[test]
fn a_rule_is_passed_over_only_with_its_reason() {
    let district = District::new("en");
    let said = district.says(&["2", "/停车", "1", ":mark consulted", ">", "y", "q"]);
    assert_in_order(
        &said,
        &["Mark consulted: “校门口停车难”", "Missing:", "Not saved.", "Missing:"],
    );
    let issues = district.json(&["issue", "list", "停车"]);
    assert_eq!(issues["issues"][0]["status"], "submitted");
}

//! `issue add` with a line that says more than a title.

use super::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    let studio = ["studio", "add", "石潭镇委员工作室", "--code", "ST", "--district", "湘潭县"];
    desk.ok(&[&studio[..], &["--township", "石潭镇"]].concat());
    desk
}

#[test]
fn one_line_takes_an_issue_in_and_it_is_told_what_was_understood() {
    let desk = desk();
    let told = desk.ok(&["issue", "add", "来信 石潭镇 农机合作社资金 +温度 @李某某"]);
    let understood =
        "听懂了：来源：来信；地点：石潭镇；类别：温度；诉求人：李某某；标题：农机合作社资金";
    assert!(told.contains(understood), "{told}");
    let issue = &desk.json(&["issue", "show", &desk.number()])["issue"];
    assert_eq!(issue["title"], "农机合作社资金");
    assert_eq!(issue["intake"], "letter");
    assert_eq!(issue["category"], "livelihood");
    assert_eq!(issue["place"], "石潭镇");
    assert_eq!(issue["raisers"][0], "李某某");
}

#[test]
fn options_count_before_the_line_and_a_title_can_be_left_as_it_is() {
    let desk = desk();
    desk.ok(&["issue", "add", "来信 停车难 +温度", "--category", "力度"]);
    let list = desk.json(&["issue", "list"]);
    assert_eq!(list["issues"][0]["title"], "停车难");
    assert_eq!(list["issues"][0]["category"], "governance");
    let told = desk.ok(&["issue", "add", "来信 路灯 +温度", "--no-parse"]);
    assert!(!told.contains("听懂了"), "{told}");
    desk.ok(&["issue", "show", "来信 路灯 +温度"]);
    let told = desk.ok(&["issue", "add", "临水路段加装护栏", "--raiser", "李某某"]);
    assert!(!told.contains("听懂了"), "{told}");
}

#[test]
fn a_line_without_a_title_or_with_a_wrong_name_is_refused_and_nothing_is_saved() {
    let desk = desk();
    assert!(desk.fails(2, &["issue", "add", "来信 +温度"]).contains("标题"));
    assert!(desk.fails(2, &["issue", "add", "停车难 工作室：没有的"]).contains("没有的"));
    assert_eq!(desk.json(&["issue", "list"])["issues"].as_array().unwrap().len(), 0);
}

#[test]
fn a_name_of_several_words_that_is_known_needs_no_quotes() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "Mill Lane", "--code", "ML"]);
    desk.ok(&["person", "add", "Tom Baker", "--side", "public"]);
    let told = desk.ok(&["issue", "add", "letter: Street lights are out @Tom Baker"]);
    assert!(told.contains("诉求人：Tom Baker；标题：Street lights are out"), "{told}");
    // Nobody has that name, so that its first word is it.
    let told = desk.ok(&["issue", "add", "Parking @Ann is hard studio:Mill Lane"]);
    assert!(told.contains("诉求人：Ann；工作室：Mill Lane；标题：Parking is hard"), "{told}");
}

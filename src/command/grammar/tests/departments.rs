//! Departments in the most official form, and those that are named without a part.

use super::hall::Hall;
use crate::command::grammar::About;

/// What a commitment of these words names: lead, supporting, and what is doubtful of a department.
fn parts(words: &str) -> String {
    let hall = Hall::shared();
    let reading = hall.read(&format!("诺 {words}"));
    let lead = reading.lead.filter(|_| !reading.lead_by_speaker).map(|id| hall.office(id));
    let supporting = reading.supporting.iter().map(|id| format!("& {}", hall.office(*id)));
    let doubts = reading.doubts.iter().filter_map(|doubt| match &doubt.about {
        About::NoSuchDepartment => Some(format!("?unknown {}", doubt.typed)),
        About::NoPart => Some(format!("?no part {}", doubt.typed)),
        _ => None,
    });
    lead.into_iter().chain(supporting).chain(doubts).collect::<Vec<_>>().join(" ")
}

fn check(table: &[(&str, &str)]) {
    let read = table.iter().map(|(words, expected)| (words, expected, parts(words)));
    let wrong: Vec<String> = read
        .filter(|(_, expected, read)| read != *expected)
        .map(|(words, expected, read)| format!("{words}\n  expected {expected}\n  read     {read}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_level_before_a_department_is_part_of_its_name() {
    check(&[
        ("由市住建局牵头，市城管局、市交通运输局配合", "住建局 & 城管局 & 交通运输局"),
        ("市住建局、市城管局共同完成", "住建局 & 城管局"),
        ("责任单位：市住建局、市城管局", "住建局 & 城管局"),
        ("由市交通运输局、市住建局、市城管局负责", "交通运输局 & 住建局 & 城管局"),
        ("由区城管局负责", "雨湖区城管局"),
        ("由区住建局负责", "?unknown 区住建局"),
        ("岳塘区城管局负责", "?unknown 岳塘区城管局"),
        ("协调市城管局负责", "城管局"),
        ("小区供电公司负责", "供电公司"),
        ("请市交警月底前整治", "交警支队"),
    ]);
}

#[test]
fn a_city_is_the_one_above_the_district_and_not_the_town_beside_it() {
    let hall = Hall::new().of_a_district();
    let lead = |line: &str| hall.read(line).lead.map(|id| hall.office(id)).unwrap_or_default();
    assert_eq!(lead("诺 由市财政局负责"), "湘潭市财政局");
    assert_eq!(lead("诺 由市城管局负责"), "", "that of 湘乡市 is another body");
    assert_eq!(lead("诺 由区城管局负责"), "雨湖区城管局");
}

#[test]
fn another_body_is_not_taken_for_the_one_of_the_same_short_name() {
    check(&[
        ("由交警大队负责", "?unknown 交警大队"),
        ("由城管所负责", "?unknown 城管所"),
        ("由城管中队6月底前整治", "?unknown 城管中队"),
        ("由交警部门负责", "交警支队"),
        ("公安局月底前完成", "?unknown 公安局"),
        ("新格局月底前完成", ""),
    ]);
}

#[test]
fn who_helps_whom_is_read_as_it_is_said() {
    check(&[
        ("由城管局配合住建局整改", "住建局 & 城管局"),
        ("城管局协助住建局整改", "住建局 & 城管局"),
        ("城管局6月底前配合住建局整改", "住建局 & 城管局"),
        ("城管局负责配合住建局整改", "住建局 & 城管局"),
        ("由交警支队牵头，城管局配合住建局整改", "交警支队 & 城管局 & 住建局"),
        ("由城管局负责，配合住建局", "城管局 & 住建局"),
        ("住建局牵头，城管局、交警支队按职责分工负责", "住建局 & 城管局 & 交警支队"),
        ("住建局（牵头）、城管局（配合）", "住建局 & 城管局"),
    ]);
}

#[test]
fn who_is_only_spoken_of_leads_nothing() {
    check(&[
        ("向住建局申请，城管局完成", "城管局"),
        ("住建局不负责，由城管局负责", "城管局"),
        ("除城管局外，由住建局整改", "住建局"),
        ("抄送住建局，由城管局负责", "城管局"),
        ("物业公司完成，住建局指导", "?unknown 物业公司 ?no part 住建局"),
        ("由城管局负责，住建局在场", "城管局 ?no part 住建局"),
        ("城管局反映的问题由住建局解决", "住建局"),
        ("由城管局整改，街道督办", "城管局"),
        ("住建局指导业主自治", "住建局"),
        ("住建局的意见由城管局负责落实", "城管局"),
    ]);
}

#[test]
fn a_short_name_is_a_department_before_a_day_and_in_a_count() {
    check(&[
        ("请交警月底前整治", "交警支队"),
        ("请交警尽快整治", "交警支队"),
        ("交警于6月底前整治", "交警支队"),
        ("住建、城管两局负责", "住建局 & 城管局"),
        ("住建、城管两局6月底前整治", "住建局 & 城管局"),
        ("交警、城管联合执法", "交警支队 & 城管局"),
        ("交通秩序月底前好转", ""),
    ]);
}

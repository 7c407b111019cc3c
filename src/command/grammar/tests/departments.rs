//! Departments in the most official form, and those that are named without a part.

use super::hall::Hall;
use crate::command::grammar::About;
use crate::i18n::Lang;

/// What a commitment of these words names: lead, supporting, and what is doubtful of a department.
fn parts_in(hall: &Hall, words: &str) -> String {
    let reading = hall.read(&format!("诺 {words}"));
    let lead = reading.lead.filter(|_| !reading.lead_by_speaker).map(|id| hall.office(id));
    let supporting = reading.supporting.iter().map(|id| format!("& {}", hall.office(*id)));
    let doubts = reading.doubts.iter().filter_map(|doubt| match &doubt.about {
        About::NoSuchDepartment { .. } => Some(format!("?unknown {}", doubt.typed)),
        About::NoPart => Some(format!("?no part {}", doubt.typed)),
        About::Departments(_) => Some(format!("?which {}", doubt.typed)),
        _ => None,
    });
    lead.into_iter().chain(supporting).chain(doubts).collect::<Vec<_>>().join(" ")
}

fn check(table: &[(&str, &str)]) {
    check_in(Hall::shared(), table);
}

fn check_in(hall: &Hall, table: &[(&str, &str)]) {
    let read = table.iter().map(|(words, expected)| (words, expected, parts_in(hall, words)));
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
        ("由城管局负责，镇政府配合", "城管局 ?unknown 镇政府"),
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

/// The departments of a county by their registered names.
fn county() -> Hall {
    Hall::new().with_offices(&[
        ("临川县住房和城乡建设局", "住建局", "临川县"),
        ("临川县公安局交通警察大队", "县交警大队", "临川县"),
        ("临川县城市管理局", "", "临川县"),
        ("临川县市场监督管理局", "", "临川县"),
        ("临川县水利局", "", "临川县"),
        ("Housing Bureau", "", ""),
        ("Water Bureau", "", ""),
    ])
}

#[test]
fn nobody_in_a_list_of_departments_is_dropped_without_a_word() {
    check_in(
        &county(),
        &[
            (
                "交警支队、县交警大队、镇政府12月底前共同完成人行道改造",
                "交警支队 & 临川县临川县公安局交通警察大队 ?unknown 镇政府",
            ),
            (
                "县教育局、交警支队、县交警大队12月底前共同完成",
                "& 交警支队 & 临川县临川县公安局交通警察大队 ?unknown 县教育局",
            ),
            (
                "由县水利局、县教育局和镇政府负责",
                "临川县临川县水利局 ?unknown 县教育局 ?unknown 镇政府",
            ),
            (
                "县教育局、镇政府、县水利局按职责分工",
                "& 临川县临川县水利局 ?unknown 县教育局 ?unknown 镇政府",
            ),
            (
                "由交警支队牵头，县教育局、县水利局配合",
                "交警支队 & 临川县临川县水利局 ?unknown 县教育局",
            ),
            ("交警支队、望春门社区6月底前清理", "交警支队 ?unknown 望春门社区"),
            ("镇政府、教育局12月底前完成", "?unknown 镇政府 ?unknown 教育局"),
            (
                "Housing Bureau, Parks Bureau and the township to widen the pavement by 30 June",
                "Housing Bureau ?unknown Parks Bureau ?unknown township",
            ),
            (
                "the township, the Parks Bureau and Housing Bureau to widen it by 30 June",
                "& Housing Bureau ?unknown township ?unknown Parks Bureau",
            ),
            ("Housing Bureau and the Water Bureau to act", "Housing Bureau & Water Bureau"),
            ("交警支队、供电公司和居民代表商定", "交警支队 & 供电公司"),
            ("由交警支队整改格局、布局", "交警支队"),
            ("向县水利局、县教育局申请，由交警支队完成", "交警支队"),
            ("由交警支队、县水利局等部门共同完成", "交警支队 & 临川县临川县水利局"),
            ("县水利局和各有关单位6月底前整治", "临川县临川县水利局"),
        ],
    );
}

#[test]
fn a_department_is_known_by_what_people_call_it_every_day() {
    let hall = county();
    let (police, city) = ("临川县临川县公安局交通警察大队", "临川县临川县城市管理局");
    for (words, expected) in [
        ("交警大队12月底前施划标线", police),
        ("由交警大队负责", police),
        ("12月底前交警大队施划标线", police),
        ("请公安局交警大队尽快施划标线", police),
        ("县城市管理局12月底前清理", city),
        ("责任单位：县城管局", city),
        ("县城管局清理占道经营", city),
        ("由县市监局负责", "临川县临川县市场监督管理局"),
    ] {
        assert_eq!(parts_in(&hall, words), expected, "{words}");
    }
    let both = parts_in(&hall, "县城管局、交警大队12月底前共同清理");
    assert_eq!(both, format!("{city} & {police}"));
    let both = parts_in(&hall, "由县水利局牵头，交警大队配合");
    assert_eq!(both, format!("临川县临川县水利局 & {police}"));
    assert_eq!(parts_in(&hall, "由城管局负责"), "城管局", "a registered name comes first");
    assert_eq!(parts_in(&hall, "由交警中队负责"), "?unknown 交警中队");
    assert_eq!(parts_in(&hall, "由管理局负责"), "?unknown 管理局");
}

#[test]
fn a_name_that_several_departments_may_be_called_by_is_asked_about() {
    let hall = Hall::new().with_offices(&[("东县水利局", "", "东县"), ("西县水利局", "", "西县")]);
    assert_eq!(parts_in(&hall, "由水利局负责"), "?which 水利局");
    assert_eq!(parts_in(&hall, "由东县水利局负责"), "东县东县水利局");
    let reading = hall.read("诺 由水利局负责6月底前清淤");
    assert!(reading.refusal().is_some());
}

/// A town by the names of its bodies in English.
fn town() -> Hall {
    Hall::new().with_offices(&[
        ("Housing Bureau", "", ""),
        ("Highways", "", ""),
        ("Thames Valley Police", "", ""),
    ])
}

#[test]
fn several_that_are_said_to_lead_are_asked_about_once() {
    let joint = |hall: &Hall, line: &str| {
        let reading = hall.read(line);
        assert!(reading.refusal().is_none(), "{line}: {:?}", reading.doubts);
        let asked = reading.doubts.iter().find(|it| it.about.asks_first(reading.kind))?;
        let words = |lang| asked.words(lang, hall.names.catalog());
        assert!(matches!(asked.about, About::JointLead { .. }), "{line}: {asked:?}");
        Some((words(Lang::Zh), words(Lang::En)))
    };
    for line in [
        "诺 由城管局、住建局牵头，交警支队配合",
        "诺 城管局、住建局共同负责",
        "诺 由城管局和住建局联合牵头",
        "诺 牵头单位：城管局、住建局",
        "诺 城管局、住建局联合承办",
        "诺 由城管局牵头，住建局牵头",
        "诺 由城管局负责清扫，住建局负责维修",
    ] {
        let (zh, en) = joint(Hall::shared(), line).unwrap_or_else(|| panic!("{line}"));
        let (zh, en) = (zh.replace("（湘乡市）", ""), en.replace("（湘乡市）", ""));
        assert!(zh.contains("按 城管局 主办、住建局 会办"), "{zh}");
        assert!(zh.contains("由住建局牵头，城管局配合"), "{zh}");
        assert!(
            en.contains("城管局 is taken as it") && en.contains("住建局 as supporting"),
            "{en}"
        );
    }
    let town = town();
    for line in [
        "c: Housing Bureau and Highways will jointly lead by 30 June",
        "c: the Housing Bureau and Highways jointly repair the kerb by 30 June",
        "c: Housing Bureau and Highways lead by 30 June",
        "c: Housing Bureau and Highways are jointly responsible by 30 June",
        "c: Housing Bureau, and the Highways will both lead by 30 June",
    ] {
        let (_, en) = joint(&town, line).unwrap_or_else(|| panic!("{line}"));
        assert!(en.contains("Housing Bureau is taken as it") && en.contains("Highways"), "{en}");
    }
    for line in [
        "诺 由城管局、住建局6月底前完成",
        "诺 由城管局牵头，住建局负责维修",
        "诺 住建局牵头，城管局、交警支队按职责分工负责",
        "诺 由城管局牵头，住建局、交警支队配合",
        "诺 住建局会同城管局负责",
        "诺 由城管局负责，住建局协助",
        "说 城管局、住建局共同负责",
        "c: Housing Bureau leads, Highways supports",
    ] {
        assert_eq!(joint(&town, line), None, "{line}");
    }
}

#[test]
fn whoever_is_said_to_help_in_english_supports_and_never_leads() {
    check_in(
        &town(),
        &[
            (
                "Housing Bureau will act, with Thames Valley Police assisting",
                "Housing Bureau & Thames Valley Police",
            ),
            ("Housing Bureau will act, with Highways supporting", "Housing Bureau & Highways"),
            ("Housing Bureau will act, with the help of Highways", "Housing Bureau & Highways"),
            ("Housing Bureau will act, assisted by the Highways", "Housing Bureau & Highways"),
            ("Housing Bureau will act, helped by Highways", "Housing Bureau & Highways"),
            ("Housing Bureau will act, supported by Highways", "Housing Bureau & Highways"),
            ("Housing Bureau will act with support from Highways", "Housing Bureau & Highways"),
            ("Housing Bureau leads, Highways supports", "Housing Bureau & Highways"),
            ("Housing Bureau leads and Highways will assist", "Housing Bureau & Highways"),
            (
                "The traders sweep the steps, with Thames Valley Police assisting",
                "& Thames Valley Police",
            ),
            ("The traders sweep, with the help of Highways", "& Highways"),
            ("The traders sweep, with the Highways helping the shops", "& Highways"),
            ("with the help of Highways, the Housing Bureau will act", "Housing Bureau & Highways"),
            (
                "Thames Valley Police will act with the help of Highways, Housing Bureau",
                "Thames Valley Police & Highways & Housing Bureau",
            ),
            ("Highways will help residents move the bins", "Highways"),
            ("Highways to support families in need", "Highways"),
            ("Highways supports the Housing Bureau", "Housing Bureau & Highways"),
            ("Highways will assist the Housing Bureau", "Housing Bureau & Highways"),
            ("Housing Bureau leads, and Highways will help with it", "Housing Bureau & Highways"),
            ("The traders sweep, assisted by Highways", "& Highways"),
            (
                "Street Lighting Department will act, with Highways supporting",
                "& Highways ?unknown Street Lighting Department",
            ),
        ],
    );
}

#[test]
fn a_promise_of_a_department_that_nobody_knows_is_asked_about_and_keeps_its_lead_open() {
    for (line, name) in [
        ("诺 路灯管理所12月前修好", "路灯管理所"),
        ("诺 由园林局负责6月底前补种", "园林局"),
        ("c: Street Lighting Department will repair it by 30 June", "Street Lighting Department"),
        ("诺 由园林局、城管局负责6月底前补种", "园林局"),
    ] {
        let reading = Hall::shared().read(line);
        assert!(reading.refusal().is_none(), "{line}: {:?}", reading.doubts);
        assert_eq!(reading.lead, None, "{line}");
        let asked = reading.doubts.iter().find(|it| it.about.asks_first(reading.kind));
        let asked = asked.unwrap_or_else(|| panic!("{line}: {:?}", reading.doubts));
        assert_eq!(asked.typed, name, "{line}");
        let words = |lang| asked.words(lang, Hall::shared().names.catalog());
        let (zh, en) = (words(Lang::Zh), words(Lang::En));
        assert!(zh.contains("主办先空着") && zh.contains("散会前还会问"), "{zh}");
        assert!(en.contains("the lead stays open") && en.contains("asked"), "{en}");
    }
    let reading = Hall::shared().read("诺 由城管局负责6月底前补种，园林局配合");
    let doubt = reading.doubts.first().unwrap();
    let told = doubt.words(Lang::Zh, Hall::shared().names.catalog());
    assert!(reading.lead.is_some() && told.contains("先不记这个部门"), "{told}");
    let agreed = Hall::shared().read("决 由园林局负责补种");
    assert!(agreed.doubts.iter().all(|it| !it.about.asks_first(agreed.kind)));
}

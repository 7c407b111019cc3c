//! What a sentence itself names: departments and their parts, days, money, what is promised.

use super::check;
use super::hall::Hall;
use crate::command::grammar::Part;
use crate::domain::amount::Amount;
use crate::domain::commitment::Benefit;

/// What a commitment of these words names: lead, supporting, what is not understood of them.
fn offices(words: &str) -> String {
    let hall = Hall::new();
    let reading = hall.read(&format!("诺 {words}"));
    let lead = reading.lead.filter(|_| !reading.lead_by_speaker).map(|id| hall.office(id));
    let supporting = reading.supporting.iter().map(|id| format!("& {}", hall.office(*id)));
    let names: Vec<String> = lead.into_iter().chain(supporting).collect();
    names.join(" ")
}

#[test]
fn the_first_department_leads_and_those_that_help_support() {
    for (words, named) in [
        ("住建局和城管局负责整改", "住建局 & 城管局"),
        ("住建局、城管局、交警支队共同负责", "住建局 & 城管局 & 交警支队"),
        ("由城管局负责，交警支队配合", "城管局 & 交警支队"),
        ("由城管局负责，配合单位：交警支队、住建局", "城管局 & 交警支队 & 住建局"),
        ("由城管局会同交警支队整治", "城管局 & 交警支队"),
        ("城管局 & 交警支队", "城管局 & 交警支队"),
        ("城管局＆交警支队", "城管局 & 交警支队"),
        ("住建局、城管局配合，由交警支队牵头", "交警支队 & 住建局 & 城管局"),
        ("请住建局研究，由城管局牵头办理", "城管局 & 住建局"),
        ("住建局的意见由城管局负责落实", "城管局"),
        ("城管局向财政局申请经费", "城管局"),
        ("城管局配合住建局整改", "住建局 & 城管局"),
        ("会同交警支队解决", "& 交警支队"),
        ("主办单位：住建局，会办单位：城管局", "住建局 & 城管局"),
        ("城管局负责，城管局落实", "城管局"),
        ("由雨湖区城管局负责", "雨湖区城管局"),
        ("湘乡市城管局负责", "城管局"),
        ("湘潭市医疗保障局负责", "湘潭市湘潭市医疗保障局"),
        ("医保局负责", "湘潭市湘潭市医疗保障局"),
        ("由城管负责", "城管局"),
        ("城管、交警配合，住建部门牵头", "住建局 & 城管局 & 交警支队"),
        ("改善交通秩序", ""),
        ("交通局负责", "交通运输局"),
        ("加强城管执法", ""),
    ] {
        assert_eq!(offices(words), named, "{words}");
    }
}

#[test]
fn who_promises_speaks_for_a_department() {
    check(&[
        (
            "诺 @李建国 会同交警支队6月底前整治",
            "commitment @李建国 #1 by 城管局 & 交警支队 2023-06-30 service: 会同交警支队6月底前整治",
        ),
        (
            "诺 @李建国 由住建局6月底前整治",
            "commitment @李建国 #1 by 住建局 2023-06-30 service: 由住建局6月底前整治",
        ),
        ("答 @李建国 6月底前整治", "reply @李建国 #1 2023-06-30: 6月底前整治"),
    ]);
}

#[test]
fn a_department_that_nobody_knows_is_asked_about_where_it_is_to_act() {
    let unknown = |line: &str| {
        let reading = Hall::new().read(line);
        let span = reading.spans.iter().find(|span| span.part == Part::Unknown);
        span.map(|span| line.get(span.range.clone()).unwrap().to_owned()).unwrap_or_default()
    };
    for (line, name) in [
        ("诺 由园林局负责补种", "园林局"),
        ("诺 由市园林绿化中心牵头", "市园林绿化中心"),
        ("诺 园林局负责补种", "园林局"),
        ("诺 城管局负责，会同园林局，6月底前", "园林局"),
        ("诺 请业委会配合", "业委会"),
        ("决 由园林局负责补种", "园林局"),
        ("诺 由相关部门负责", ""),
        ("诺 由我局负责", ""),
        ("诺 各委办局配合", ""),
        ("诺 城管局负责布局优化", ""),
        ("说 由园林局负责补种", ""),
        ("诺 由城管局负责拆除违建", ""),
    ] {
        assert_eq!(unknown(line), name, "{line}");
    }
}

#[test]
fn one_of_several_of_a_name_has_to_be_told_apart() {
    let mut hall = Hall::new();
    let line = "诺 由供电公司6月底前迁移";
    assert!(hall.shown(line).contains("by 供电公司"), "that of the session's own district");
    hall.world = hall.world_without_district();
    let shown = hall.shown(line);
    assert!(shown.contains("?Departments"), "{shown}");
    let shown = hall.shown("诺 由城管局6月底前整治");
    assert!(shown.contains("by 城管局 "), "that of whoever is at the table: {shown}");
}

/// The deadline of a commitment of these words.
fn due(words: &str) -> String {
    let reading = Hall::new().read(&format!("诺 {words}"));
    reading.deadline.map(|due| due.date.to_string()).unwrap_or_default()
}

#[test]
fn deadlines_are_read_as_people_write_them() {
    for (words, day) in [
        ("城管局6月30日前装好", "2023-06-30"),
        ("城管局６月３０日前装好", "2023-06-30"),
        ("城管局6月30号之前装好", "2023-06-30"),
        ("城管局六月三十日前装好", "2023-06-30"),
        ("城管局2023-06-30前装好", "2023-06-30"),
        ("城管局2023/6/30装好", "2023-06-30"),
        ("城管局2023年6月30日装好", "2023-06-30"),
        ("城管局2023.6.30前装好", "2023-06-30"),
        ("城管局20230630前装好", "2023-06-30"),
        ("城管局6.30前装好", "2023-06-30"),
        ("城管局6月底前装好", "2023-06-30"),
        ("城管局2023年底装好", "2023-12-31"),
        ("城管局月底前装好", "2023-05-31"),
        ("城管局下月底前装好", "2023-06-30"),
        ("城管局年底前装好", "2023-12-31"),
        ("城管局年内装好", "2023-12-31"),
        ("城管局本月内装好", "2023-05-31"),
        ("城管局本周内装好", "2023-05-14"),
        ("城管局24小时内到场", "2023-05-11"),
        ("城管局两周内装好", "2023-05-24"),
        ("城管局两周之内装好", "2023-05-24"),
        ("城管局10天内装好", "2023-05-20"),
        ("城管局10日内装好", "2023-05-20"),
        ("城管局15日前装好", "2023-05-15"),
        ("城管局5号前装好", "2023-06-05"),
        ("城管局10个工作日内装好", "2023-05-24"),
        ("城管局10个工作日答复", "2023-05-24"),
        ("城管局三个月内装好", "2023-08-10"),
        ("城管局半年内装好", "2023-11-10"),
        ("城管局半个月内装好", "2023-05-25"),
        ("城管局下周五前装好", "2023-05-19"),
        ("城管局本周五装好", "2023-05-12"),
        ("城管局周五前装好", "2023-05-12"),
        ("城管局明天派人看", "2023-05-11"),
        ("城管局3月1日前装好", "2024-03-01"),
        ("5月1日居民反映，城管局6月30日前装好", "2023-06-30"),
        ("5月20日开工，城管局6月30日前装好", "2023-05-20"),
        ("5月20日看现场，城管局6月30日前装好", "2023-06-30"),
        ("城管局 by 30 June", "2023-06-30"),
        ("城管局 will do it within 2 weeks.", "2023-05-24"),
        ("城管局 by June 30, 2023, all of it", "2023-06-30"),
        ("城管局 within ten working days", "2023-05-24"),
        ("城管局 by the end of June", "2023-06-30"),
        ("城管局截至6月30日装好", "2023-06-30"),
    ] {
        assert_eq!(due(words), day, "{words}");
    }
}

#[test]
fn what_is_no_deadline_is_not_taken_for_one() {
    for words in [
        "城管局3号楼装好",
        "城管局6月装好",
        "城管局三天前看过",
        "城管局两周前看过",
        "5月1日居民反映，城管局装好",
        "城管局每周五巡查",
        "城管局上周五看过",
        "城管局2023年装好",
        "城管局第15日前后",
        "3.5公里的路城管局装灯",
        "电话 20236688 城管局",
        "城管局三周年",
        "城管局 in the street by the school",
        "城管局今天会上答应",
    ] {
        assert_eq!(due(words), "", "{words}");
    }
}

#[test]
fn a_day_that_there_is_not_is_told_where_it_stands() {
    for (line, day) in [
        ("诺 城管局2月30日前装好", "2月30日前"),
        ("诺 城管局 2023-02-30 装好", "2023-02-30"),
        ("诺 城管局13月1日前装好", "13月1日前"),
        ("决 2月30日装好", "2月30日"),
    ] {
        let reading = Hall::new().read(line);
        let doubt = reading.refusal().unwrap_or_else(|| panic!("{line}: {:?}", reading.doubts));
        assert_eq!(doubt.typed, day, "{line}");
    }
    let said = Hall::new().read("说 他2月30日来过");
    assert_eq!(said.doubts.len(), 1);
    assert!(said.refusal().is_none(), "what was said is written down");
}

/// The money of a commitment of these words.
fn funds(words: &str) -> String {
    let reading = Hall::new().read(&format!("诺 {words}"));
    reading.funds.map(Amount::plain).unwrap_or_default()
}

#[test]
fn money_is_read_with_how_exact_it_is() {
    for (words, amount) in [
        ("投入10万余元", ">=100000"),
        ("投入10余万元", ">=100000"),
        ("投入约10万元", "~100000"),
        ("投入１０万元左右", "~100000"),
        ("投入不少于3.5万元", ">=35000"),
        ("拨付十一万元", "110000"),
        ("拨付¥1,200.50", "1200.50"),
        ("拨付人民币3000元整", "3000"),
        ("拨付3000块钱", "3000"),
        ("allocate over 20,000 yuan", ">=20000"),
        ("allocate 1.2 million yuan", "1200000"),
        ("pay RMB 1.5 million", "1500000"),
        ("pay ¥300k", "300000"),
        ("pay RMB 3 thousand", "3000"),
        ("收费5元的车位多，财政局拨付2万元", "20000"),
        ("每小时3元", ""),
        ("停车费降到3元/小时", ""),
        ("每户补贴500元", ""),
        ("二单元多元化元旦", ""),
        ("修路300余米", ""),
        ("捐款100美元", ""),
    ] {
        assert_eq!(funds(words), amount, "{words}");
    }
    let doubtful = Hall::new().shown("诺 由城管局负责投入三万五元，6月底前");
    assert!(doubtful.contains("?Money"), "{doubtful}");
}

#[test]
fn what_is_promised_is_told_by_the_verbs() {
    for (words, promise) in [
        ("城管局安装充电桩", "works"),
        ("城管局投入10万元安装充电桩", "works"),
        ("交警支队施划停车线", "works"),
        ("财政局拨付10万元用于改造", "money"),
        ("财政局投入10万元", "money"),
        ("财政局落实资金，拨付到位", "service"),
        ("城管局出台管理办法", "policy"),
        ("医保局研究提出缓缴方案", "policy"),
        ("住建局上门调解", "service"),
        ("install lamps", "works"),
        ("城管局每周巡查路灯，公布维修电话", "service"),
        ("城管局巡查路灯并更换坏灯", "works"),
        ("城管局清掏下水管道300米", "works"),
        ("城管局检查、维修路灯", "works"),
        ("城管局检查维修路灯", "works"),
        ("城管局检查施工现场", "service"),
        ("城管局公示改造方案", "service"),
        ("城管局安装公示栏", "works"),
        ("城管局公示栏更换到位", "works"),
        ("城管局新建检查井", "works"),
        ("城管局检查井清掏到位", "works"),
        ("交警支队高峰时段值守", "service"),
        ("城管局走访改造户", "service"),
        ("城管局清运建筑垃圾", "service"),
        ("城管局公开招标新建停车场", "works"),
        ("财政局公布补贴10万元的名单", "service"),
        ("财政局月底前出资3万元资助困难家庭", "money"),
        ("由财政局负责，月底前投入10万元", "money"),
        ("由城管局清洗水箱并检测水质，12月20日前完成，投入3万元", "service"),
        ("城管局清洗水箱，12月20日前完成，出资3万元", "service"),
        ("城管局投入3万元清洗水箱", "service"),
        ("城管局补助困难户3万元", "money"),
        ("城管局检测水质，12月20日前拨付资金3万元", "service"),
        ("城管局 will allocate 30,000 yuan by 30 June", "money"),
        ("城管局 will test the water by 30 June, allocating 30,000 yuan", "service"),
        ("城管局 to empty the tanks by 30 June and allocate 30,000 yuan for it", "service"),
        ("clean the building every week", "service"),
        ("publish the repair hotline", "service"),
        ("inspect the lamps and replace broken ones", "works"),
        ("build a ramp", "works"),
    ] {
        let reading = Hall::new().read(&format!("诺 {words}"));
        assert_eq!(reading.promised.map(Benefit::key), Some(promise), "{words}");
    }
    assert_eq!(Hall::new().read("决 安装充电桩").promised, None);
}

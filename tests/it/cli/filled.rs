//! A small store that has something of everything, so that pages and JSON leave nothing unsaid.

use super::Desk;

const RECORDS: &str = r#"{"tanshi":1,"kind":"records","source":"会议档案 2023 年第 1 卷"}
{"department":{"key":"d1","name":"湘潭县水利局","short":"水利","district":"湘潭县","contact":"陈工","phone":"0731-1"}}
{"department":{"key":"d2","name":"湘潭县交通运输局","short":"交通","district":"湘潭县"}}
{"person":{"key":"p1","name":"周明","side":"委员","unit":"石潭中学","title":"教师","sector":"教育"}}
{"person":{"key":"p2","name":"李某某","side":"群众","unit":"石潭镇","phone":"139"}}
{"person":{"key":"p3","name":"王工","side":"其他","department":"d1"}}
{"studio":{"key":"s","name":"石潭镇委员工作室","code":"ST","kind":"township","district":"湘潭县","township":"石潭镇","founded":"2022","convenor":"p1","members":["p1"],"note":"镇政府二楼"}}
{"studio":{"key":"t","name":"教育界别工作室","code":"JY","kind":"sector"}}
{"issue":{"key":"i","studio":"s","title":"临水路段加装护栏","body":"学生上学要走这段路，去年两个孩子滑下去过，家长每天轮流接送；村里凑钱拉过一道绳子，第二场雨就断了。","intake":"来信","category":"温度","place":"石潭镇","raisers":["p2"],"submitted":"2023-02-01","tags":["护栏"],"field_studies":[{"on":"2023-02-05","text":"走了一遍，缺口三处。"}],"statement":{"what":"设了警示牌","who":"村委会","on":"2023-03-01"},"evaluations":[{"on":"2023-07-01","verdict":"基本满意","means":"电话","remark":"还差一段","collected_by":"d2"}],"evidence":[{"title":"施工前照片","on":"2023-02-05"}],"steps":[{"status":"accepted","on":"2023-02-03","raiser_told":true},{"status":"consulted","session":"m","on":"2023-02-20"}]}}
{"issue":{"key":"j","studio":"s","title":"桥面坑洼","raisers":["p2"],"submitted":"2023-02-02","steps":[{"status":"referred","on":"2023-02-10","reason":"不归镇里管","referred_to":"县公路局"}]}}
{"issue":{"key":"k","studio":"s","title":"护栏太矮","submitted":"2023-02-02","steps":[{"status":"merged","on":"2023-02-10","reason":"同一件事","into":"i"}]}}
{"issue":{"key":"l","studio":"s","title":"老人不会用医保卡","submitted":"2023-02-02","service":{"what":"上门教","who":"周明","on":"2023-02-04","served":"约30"},"steps":[{"status":"resolved","on":"2023-02-04"}]}}
{"session":{"key":"m","studio":"s","co_studios":["t"],"title":"护栏协商会","venue":"镇政府","on":"2023-02-20","starts_at":"14:30","chair":"p1","recorder":"p3","held":true,"agenda":[{"issue":"i","minutes":30,"no_consensus":"谁来出钱"}],"attendance":[{"person":"p1","class":"召集人","arrived_at":"14:20","left_at":"16:10"},{"person":"p2","class":"诉求人"},{"person":"p3","class":"部门","department":"d1","presence":"请假"}],"tallies":[{"class":"群众代表","count":12,"source":"签到簿"}],"lines":[{"kind":"问","text":"能否在汛期前装好？","speaker":"p2","issue":"i","at":"14:35"},{"kind":"决","text":"装护栏三百米。","issue":"i"}]}}
{"commitment":{"issue":"i","session":"m","matter":"安装护栏300米","promised":"工程","lead":"d1","supporting":["d2"],"deadline":"2023-05-31","funds":"10万余元","marks":[{"mark":"交办","on":"2023-02-22"},{"mark":"退回","on":"2023-02-23","reason":"先要勘测"},{"mark":"交办","on":"2023-02-24"},{"mark":"签收","on":"2023-02-25"},{"mark":"延期","on":"2023-05-20","until":"2023-06-30","reason":"汛期"},{"mark":"反馈","on":"2023-05-25","text":"装了一半"},{"mark":"办结","on":"2023-06-20","text":"护栏已装好","delivered":["工程","资金"],"funds":"11万元","received":true},{"mark":"评级","on":"2023-06-21","grade":"B","reason":"还差一段"}],"evidence":[{"title":"验收照片","on":"2023-06-20"}]}}
"#;

/// The store, and the numbers in it.
pub(super) struct Filled {
    pub(super) desk: Desk,
    pub(super) issue: String,
    pub(super) referred: String,
    pub(super) merged: String,
    pub(super) served: String,
    pub(super) session: String,
}

impl Filled {
    pub(super) fn new() -> Self {
        let desk = Desk::new();
        let done = desk.piped(RECORDS.as_bytes(), &["import", "-"]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let issues = desk.json(&["issue", "list"]);
        let number = |title: &str| {
            let issues = issues["issues"].as_array().unwrap();
            let issue = issues.iter().find(|issue| issue["title"] == title).unwrap();
            issue["number"].as_str().unwrap().to_owned()
        };
        let sessions = desk.json(&["session", "list"]);
        let session = sessions["sessions"][0]["number"].as_str().unwrap().to_owned();
        Self {
            issue: number("临水路段加装护栏"),
            referred: number("桥面坑洼"),
            merged: number("护栏太矮"),
            served: number("老人不会用医保卡"),
            session,
            desk,
        }
    }

    /// Plans another session with guests, stages and something that the backlog offers; its number.
    pub(super) fn with_next_session(&self) -> String {
        let desk = &self.desk;
        for title in ["路灯不亮", "桥头堆垃圾", "渠道淤塞"] {
            desk.ok(&["issue", "add", title, "--studio", "ST", "--submitted", "2023-03-01"]);
            desk.ok(&["issue", "accept", title, "--on", "2023-03-02"]);
        }
        let plan = |title: &str, agenda: &str| {
            let words = ["session", "plan", title, "--studio", "ST", "--on", "2099-05-20"];
            desk.ok(&[&words[..], &["--at", "9:00", "--agenda", agenda]].concat());
        };
        plan("后年的会", "渠道淤塞");
        plan("下次会", "路灯不亮");
        desk.ok(&["session", "time", "下次会", "20"]);
        desk.ok(&["session", "order", "下次会", "通报 5、议定"]);
        desk.ok(&["session", "invite", "下次会", "周明、王工", "--department", "水利"]);
        let excuse = ["session", "excuse", "下次会", "周明", "--reason", "出差"];
        desk.ok(&[&excuse[..], &["--substitute", "李某某"]].concat());
        let page = desk.json(&["session", "show", "下次会"]);
        page["session"]["number"].as_str().unwrap().to_owned()
    }
}

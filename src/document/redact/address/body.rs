//! Offices and bodies in what a place is called: a room there is none that somebody lives in.

/// What an office or a body is called. A community is a place where people live; its committee is one.
const BODIES: [&str; 41] = [
    "中心",
    "局",
    "政府",
    "居委会",
    "村委会",
    "委员会",
    "党委",
    "纪委",
    "政协",
    "人大",
    "学校",
    "小学",
    "中学",
    "大学",
    "学院",
    "党校",
    "幼儿园",
    "站",
    "馆",
    "医院",
    "法院",
    "检察院",
    "卫生院",
    "敬老院",
    "养老院",
    "福利院",
    "剧院",
    "影院",
    "研究院",
    "设计院",
    "公司",
    "银行",
    "办事处",
    "派出所",
    "司法所",
    "厅",
    "协会",
    "商会",
    "工会",
    "妇联",
    "工作室",
];
/// Behind such a word these make another place of it: a road, or one that is near.
const ELSEWHERE: [&str; 21] = [
    "路", "街", "巷", "大道", "小区", "花园", "新村", "社区", "广场", "宿舍", "家属", "公寓", "旁",
    "附近", "对面", "隔壁", "东侧", "西侧", "南侧", "北侧", "后面",
];
/// Where somebody lives, whatever body it is called after.
const HOMES: [&str; 7] = ["宿舍", "家属", "公寓", "家中", "家里", "住处", "住宅"];
/// The same in English, as whole words.
const ENGLISH_BODIES: [&str; 28] = [
    "hall",
    "centre",
    "center",
    "office",
    "offices",
    "bureau",
    "government",
    "council",
    "committee",
    "commission",
    "department",
    "ministry",
    "authority",
    "school",
    "university",
    "college",
    "library",
    "museum",
    "hospital",
    "clinic",
    "court",
    "station",
    "company",
    "bank",
    "studio",
    "institute",
    "association",
    "union",
];
const ENGLISH_ELSEWHERE: [&str; 10] =
    ["street", "st", "road", "rd", "lane", "avenue", "ave", "drive", "close", "square"];
const ENGLISH_HOMES: [&str; 3] = ["dormitory", "residence", "home"];
/// Before such a word these say that it is near.
const ENGLISH_NEAR: [&str; 5] = ["near", "behind", "opposite", "beside", "by"];

/// Whether an office or a body is named as the place itself.
pub(super) fn is_named(text: &str) -> bool {
    is_named_in_chinese(text) || is_named_in_english(text)
}

fn is_named_in_chinese(text: &str) -> bool {
    let is_place = |word: &&str| {
        text.match_indices(*word).any(|(at, word)| {
            let behind = text.get(at + word.len()..).unwrap_or_default();
            !ELSEWHERE.iter().any(|more| behind.starts_with(more))
        })
    };
    !HOMES.iter().any(|home| text.contains(home)) && BODIES.iter().any(is_place)
}

fn is_named_in_english(text: &str) -> bool {
    let text = text.to_lowercase();
    let is_between = |it: char| !(it.is_ascii_alphanumeric() || it == '\'');
    let words: Vec<&str> = text.split(is_between).filter(|it| !it.is_empty()).collect();
    let is_place = |(at, word): (usize, &&str)| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let is_near = words.iter().take(at).any(|it| ENGLISH_NEAR.contains(it));
        ENGLISH_BODIES.contains(word) && !ENGLISH_ELSEWHERE.contains(&next) && !is_near
    };
    !words.iter().any(|it| ENGLISH_HOMES.contains(it)) && words.iter().enumerate().any(is_place)
}

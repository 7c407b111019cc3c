//! Inputs to begin with: what the program itself writes about the small city, and the pieces that mean
//! something to its readers.

mod log;
mod packing;
mod pieces;
mod reshape;

pub(crate) use log::{
    events, histories, journals, markers, mended_journal, mended_marker, mended_record, records,
    rows,
};
pub(crate) use packing::{backups, packed, sealed, templates, unpacked, workbooks};
pub(crate) use pieces::{CELLS, HOSTILE, MARKS, QUERY, SAID, TOML};
pub(crate) use reshape::reshaped;

use crate::hall::{TODAY, hall};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use tanshi::command::keymap::Keymap;
use tanshi::document::Setting;
use tanshi::document::csv::csv;
use tanshi::document::ledger::{Ledger, Scope};
use tanshi::exchange::example;
use tanshi::exchange::whole::State;
use tanshi::i18n::Lang;

fn bytes(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

pub(crate) fn ledger(lang: Lang) -> Ledger {
    Ledger::of(&hall().world, &Scope::default(), &Setting::draft(lang), TODAY)
}

/// Tables as text: the ledger of ours in both languages, and those of offices.
pub(crate) fn csvs() -> Vec<Vec<u8>> {
    let mut all = bytes(&[
        "工作室,议题\n韶峰,停车难\n",
        "序号;编号;工作室;议题;类别;来源;诉求人;登记日期;受理;协商日期;责任单位;时限;结果;资金(万元);状态\n\
         1;X-1;韶峰;步行街充电桩;温度;来信;王芳（桥头村）;2023-01-05;是;2023-02-03;住建局;2023-06-30;已装;3.5;已解决\n\
         合计;;;;;;;;;;;;;3.5;\n",
        "姓名,身份类别,单位,职务,界别,电话\n张三,委员,市一中,校长,教育,13900000001\n",
        "单位名称\t区县\t简称\n水利局\t湘乡市\t水利\n",
        "工作室名称,代码,类型,区县,召集人\n韶峰,SF,专题,韶山市,\n",
        "工作室,会议日期,会议名称,姓名,单位,身份类别,出席情况\n韶峰,2023-10-01,停车难协商会,周海,周家组,群众代表,出席\n",
        "Studio,Title,Submitted,Status\nShaofeng,\"Parking, near the market\",5 June 2023,resolved\n",
    ]);
    for lang in Lang::ALL {
        all.push(csv(&ledger(lang).sheet()).expect("text with commas"));
    }
    let (chinese, ..) =
        encoding_rs::GB18030.encode("工作室,议题,登记日期\r\n韶峰,停车难,2023-01-05\r\n");
    all.push(chinese.into_owned());
    let wide = "工作室,议题\n韶峰,停车难\n".encode_utf16().flat_map(u16::to_le_bytes);
    all.push([0xff, 0xfe].into_iter().chain(wide).collect());
    all
}

/// Rows as JSON, a line each.
pub(crate) fn lines() -> Vec<Vec<u8>> {
    bytes(&[
        "{\"工作室\":\"韶峰\",\"议题\":\"停车难\",\"登记日期\":\"2023-01-05\"}\n",
        "{\"工作室\":\"韶峰\",\"议题\":\"路灯不亮\",\"资金(万元)\":3.5,\"状态\":\"已解决\"}\n\n{\"议题\":null}\n",
        "{\"姓名\":\"张三\",\"身份类别\":\"委员\",\"电话\":13900000001}\n",
        "{\"a\":{\"b\":[1,2,3]},\"议题\":[]}\n",
    ])
}

/// Records of past work: the six cases, and beginnings of them.
pub(crate) fn case_files() -> Vec<Vec<u8>> {
    let all: Vec<&str> = example::CASES.lines().collect();
    let upto = |lines: usize| all[..lines.min(all.len())].join("\n").into_bytes();
    [8, 20, 60, all.len()].into_iter().map(upto).collect()
}

/// Exports of everything.
pub(crate) fn exports() -> Vec<Vec<u8>> {
    let mut all = State::kept();
    let mut few = State::kept();
    for (number, entity) in hall().world.entities().enumerate() {
        all.add(entity).expect("an entity");
        if number % 9 == 0 {
            few.add(entity).expect("an entity");
        }
    }
    vec![few.file(TODAY).into_bytes(), all.file(TODAY).into_bytes()]
}

/// The hash in the head made right for the lines.
pub(crate) fn mended_export(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(bytes) else { return Vec::new() };
    let mut lines = text.lines();
    let Some(head) = lines.next() else { return text.into_bytes() };
    let mut hash = Sha256::new();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        hash.update(line);
        hash.update("\n");
    }
    let digits = hash.finalize().iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a string");
        digits
    });
    let Some(at) = head.find("\"state_sha256\":\"").map(|at| at + 16) else {
        return text.into_bytes();
    };
    let mut mended = text.clone().into_bytes();
    let end = (at + 64).min(head.len());
    mended.splice(at..end, digits.into_bytes());
    mended
}

/// Queries as people type them.
pub(crate) fn queries() -> Vec<Vec<u8>> {
    bytes(&[
        "status:consulted due:<7d dept:住建 studio:石潭 温度 \"步行街\"",
        "状态：已协商　时限：＜7天 部门：住建",
        "status:submitted or status:consulted",
        "停车 or 车位|车库",
        "-停车 －状态：已解决",
        "非状态：已解决 非机动车 非“停车”",
        "「步行街」 “停车 难”",
        "dept:无 时限：逾期",
        "is:逾期|退回",
        "due:2023-06-01..2023-06-30",
        "提交：2023年6月",
        "9:30 SFL-23",
        "部门：城管，住建，状态：已提交",
        "due:>30d waiting:>10d",
    ])
}

/// Lines of a record, and lines that take an issue in.
pub(crate) fn said() -> Vec<Vec<u8>> {
    bytes(&[
        "诺 @李建国 由城管局会同交警支队6月30日前安装道闸，投入10万余元",
        "c: @Mary Jones the water bureau will dredge the canal by 30 June, 15,000 yuan",
        "问 几时装好？",
        "d: #2 按顺序安装 +温度",
        "答：@赵敏 两周内答复，由住建局负责，财政局配合",
        "说 我同意 @- #- 每户3-5万元",
        "私 先听居民说完",
        "来信 石潭镇 农机合作社资金 +温度 @李某某",
        "委员荐题 电梯加装 日期：2023-09-01 标签:夜间 地点：同庆村 工作室：石潭",
        "hotline, Street lights +livelihood @\"Walter Pym\" place:\"Mill Lane\"",
    ])
}

/// Settings.
pub(crate) fn configs() -> Vec<Vec<u8>> {
    bytes(&[
        "language = \"zh\"\ntheme = \"dark\"\nmouse = true\nkitty = false\nambiguous = \"auto\"\n",
        "language = 3\nsound = \"loud\"\n[theme]\nname = \"pink\"\n",
        "theme = \"\"\"\n\"\"\"\n",
    ])
}

/// Keys.
pub(crate) fn key_files() -> Vec<Vec<u8>> {
    let all = Keymap::default_file();
    let few: String = all.lines().take(30).map(|line| line.trim_start_matches("# ")).collect();
    let mut files = bytes(&[
        "\"issue accept\" = [\"A\", \"F9\"]\n",
        "\"issue accept\" = [\"g a\"]\n[issues]\n\"issue add\" = [\"Ctrl-A\", \"Space\"]\nquit = []\n",
    ]);
    files.extend([all.into_bytes(), few.into_bytes()]);
    files
}

/// Names that want to do harm.
pub(crate) fn names() -> Vec<Vec<u8>> {
    let mut all = bytes(&["王芳", "张三（二组）", "停车难\n第二行", "Mary O'Brien"]);
    all.extend(bytes(HOSTILE));
    all.extend(HOSTILE.iter().map(|it| format!("王{it}芳").into_bytes()));
    all
}

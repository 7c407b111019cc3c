//! A ledger with as many rows as wished, of which some are broken, each in a known way. Drawn from a
//! seed; the benchmark makes its hundred thousand rows of it too.

use encoding_rs::GB18030;
use tanshi::exchange::seeded::Seeded;

/// A row that must be refused, and the code of the reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Broken {
    pub(crate) line: usize,
    pub(crate) code: &'static str,
}

/// A ledger as bytes.
pub(crate) struct Ledger {
    pub(crate) bytes: Vec<u8>,
    pub(crate) broken: Vec<Broken>,
}

/// The head, as the office has it, with a title above.
pub(crate) const HEAD: &str = "序号,编号,工作室,议题,类别,来源,诉求人,登记日期,受理,协商日期,协商意见,责任单位,时限,办理进展,结果,\
                        资金(万元),满意度,状态,备注";
/// The studios that rows name.
pub(crate) const STUDIOS: [(&str, &str); 4] =
    [("韶峰", "SF"), ("望春门", "WCM"), ("石潭", "ST"), ("东坪", "DP")];
/// The departments that rows name.
pub(crate) const DEPARTMENTS: [&str; 4] = ["住建局", "城管局", "交警支队", "农业农村局"];

const TITLES: [&str; 8] = [
    "步行街增设公共充电桩",
    "市场周边停车难",
    "背街小巷路灯不亮",
    "农村饮水水压不足",
    "校门口上下学拥堵",
    "楼道飞线充电整治",
    "老旧小区加装电梯意见不一",
    "山塘清淤与渠道管护",
];

/// The ways in which a row is broken: a code, and the row with that in it.
type Break = (&'static str, fn(&mut Row));

const BREAKS: &[Break] = &[
    ("missing", |row| row.cells[3].clear()),
    ("no_studio", |row| row.cells[2] = String::from("没有的工作室")),
    ("date", |row| row.cells[7] = String::from("2023-13-01")),
    ("date", |row| row.cells[9] = String::from("很久以前")),
    ("word", |row| row.cells[4] = String::from("热度")),
    ("word", |row| row.cells[17] = String::from("差不多")),
    ("unreadable", |row| row.bad_byte = true),
    ("quotes", |row| row.cells[18] = String::from("\"没有收口")),
    ("too_many_cells", |row| row.cells.push("多出一格".to_owned())),
    ("text", |row| row.cells[3].push('\u{1b}')),
    ("text", |row| row.cells[3] = "长".repeat(121)),
    ("amount", |row| row.cells[15] = String::from("若干")),
    ("refused", |row| row.cells[7] = String::from("2099-01-01")),
    ("not_a_day", |row| row.cells[12] = String::from("2023年6月")),
    ("no_department", |row| row.cells[11] = String::from("没有的单位")),
    ("repeated", |row| row.cells[1] = String::from("XT-000001")),
];

struct Row {
    cells: Vec<String>,
    bad_byte: bool,
}

/// Writes a ledger in GB18030: a title, the head, the rows, and their sums.
pub(crate) fn ledger(rows: usize, broken: usize, seed: u64) -> Ledger {
    let mut dice = Seeded::new(seed);
    let mut bytes = GB18030.encode("潭事好商量工作台账,,\r\n").0.into_owned();
    bytes.extend_from_slice(&GB18030.encode(HEAD).0);
    bytes.extend_from_slice(b"\r\n");
    let every = rows / broken.max(1);
    let mut told = Vec::new();
    for number in 1..=rows {
        let line = number + 2;
        let mut row = good_row(number, &mut dice);
        // Never the first, which another one repeats.
        if broken > 0 && number % every == every / 2 + 1 && told.len() < broken {
            let (code, spoil) = BREAKS[told.len() % BREAKS.len()];
            spoil(&mut row);
            told.push(Broken { line, code });
        }
        bytes.extend_from_slice(&GB18030.encode(&row.cells.join(",")).0);
        if row.bad_byte {
            bytes.push(0xff);
        }
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(&GB18030.encode("合计,,,,,,,,,,,,,,,1000,,,\r\n").0);
    Ledger { bytes, broken: told }
}

/// A row as an office would write it: half of them with a number of its own, at any stage.
fn good_row(number: usize, dice: &mut Seeded) -> Row {
    let day = |dice: &mut Seeded, month: u32| format!("2023-{month:02}-{:02}", dice.between(1, 28));
    let mut cells = vec![String::new(); 19];
    cells[0] = number.to_string();
    if number % 2 == 1 {
        cells[1] = format!("XT-{number:06}");
    }
    cells[2] = String::from(STUDIOS[dice.below(STUDIOS.len())].0);
    cells[3] = format!("{}（第{}组）", TITLES[dice.below(TITLES.len())], dice.below(500));
    cells[4] = String::from(["温度", "力度", "深度", ""][dice.below(4)]);
    cells[5] = String::from(["来信", "来访", "热线", "委员荐题"][dice.below(4)]);
    if dice.percent(70) {
        cells[6] = format!("诉求人{}", dice.below(20_000));
    }
    cells[7] = day(dice, 2);
    let stage = dice.below(4);
    if stage > 0 {
        cells[8] = day(dice, 3);
        cells[17] = String::from("已受理");
    }
    if stage > 1 {
        cells[9] = day(dice, 4);
        cells[10] = String::from("请研究办理并反馈");
        cells[11] = String::from(DEPARTMENTS[dice.below(DEPARTMENTS.len())]);
        cells[12] = day(dice, 6);
        cells[17] = String::from("已协商");
    }
    if stage > 2 {
        cells[14] = String::from("已办理到位");
        cells[15] = dice.between(1, 50).to_string();
        cells[16] = String::from(["满意", "基本满意"][dice.below(2)]);
        cells[17] = String::from("已解决");
    }
    Row { cells, bad_byte: false }
}

//! What is wrong with what was typed, and what to type instead.

use super::Wording;
use crate::{
    domain::{
        amount::AmountFault,
        calendar::{CalendarFault, CalendarReason},
        date::DateFault,
        id::IdFault,
        number::NumberFault,
        refusal::Field,
        text::TextFault,
    },
    i18n::{Label, Lang},
};
use chrono::NaiveDate;

/// Words what is wrong with the text of a field: `标题最多 120 个字，现在 134 个。请缩短。`
pub fn text_fault(field: Field, fault: TextFault, lang: Lang) -> String {
    text_fault_of(field.label(lang), fault, lang)
}

/// The same of a field that is called so.
pub(super) fn text_fault_of(name: &str, fault: TextFault, lang: Lang) -> String {
    match (fault, lang) {
        (TextFault::Empty, Lang::Zh) => format!("还缺{name}。请补上。"),
        (TextFault::Empty, Lang::En) => format!("{name}: nothing is here yet. Add it."),
        (TextFault::TooLong { limit, got }, Lang::Zh) => {
            format!("{name}最多 {limit} 个字，现在 {got} 个。请缩短。")
        }
        (TextFault::TooLong { limit, got }, Lang::En) => {
            format!("{name}: at most {limit} characters, now {got}. Shorten it.")
        }
        (TextFault::Control { code_point, position }, _) => {
            control(name, code_point, position.saturating_add(1), lang)
        }
    }
}

/// `position` counts from 1.
fn control(name: &str, code_point: u32, position: usize, lang: Lang) -> String {
    match (code_point, lang) {
        (0x0a | 0x0d, Lang::Zh) => {
            format!("{name}的第 {position} 个字是换行，这里放不下。请删去换行。")
        }
        (0x0a | 0x0d, Lang::En) => {
            format!("{name}: a line break at character {position} cannot stay here. Remove it.")
        }
        (0x09, Lang::Zh) => {
            format!("{name}的第 {position} 个字是制表符，这里放不下。请改用空格。")
        }
        (0x09, Lang::En) => {
            format!("{name}: a tab at character {position} cannot stay here. Use a space.")
        }
        (_, Lang::Zh) => format!(
            "{name}的第 {position} 个字是看不见的控制字符（U+{code_point:04X}）。请删去这个字符。"
        ),
        (_, Lang::En) => format!(
            "{name}: character {position} is an invisible control character (U+{code_point:04X}). Delete it."
        ),
    }
}

/// Whether a month never has such a day, whatever the year.
fn is_of_no_year(month: u32, day: u32) -> bool {
    /// It has 29 February.
    const LEAP: i32 = 2024;
    (1..=12).contains(&month) && NaiveDate::from_ymd_opt(LEAP, month, day).is_none()
}

impl Wording for DateFault {
    fn words(&self, lang: Lang) -> String {
        match (*self, lang) {
            (Self::Empty, Lang::Zh) => "还没有填日期。请填写，如 2023-06-30。".to_owned(),
            (Self::Empty, Lang::En) => {
                "No date is given. Enter one, such as 2023-06-30.".to_owned()
            }
            (Self::NotADate, Lang::Zh) => {
                "看不出是哪一天。请写成 2023-06-30、6月30日 或 下周五。".to_owned()
            }
            (Self::NotADate, Lang::En) => {
                "This is not a date. Write it like 2023-06-30, 30 June 2023 or in two weeks."
                    .to_owned()
            }
            (Self::NoSuchDay { year, month: month @ (0 | 13..), .. }, Lang::Zh) => {
                format!("{year}年没有{month}月。请核对月份。")
            }
            (Self::NoSuchDay { year, month: month @ (0 | 13..), .. }, Lang::En) => {
                format!("{year} has no month {month}. Check the month.")
            }
            (Self::NoSuchDay { month, day, .. }, lang) if is_of_no_year(month, day) => match lang {
                Lang::Zh => format!("{month}月没有{day}日。请核对日期。"),
                Lang::En => {
                    format!("{} has no day {day}. Check the day.", super::date::month_name(month))
                }
            },
            (Self::NoSuchDay { year, month, day }, Lang::Zh) => {
                format!("{year}年{month}月没有{day}日。请核对日期。")
            }
            (Self::NoSuchDay { year, month, day }, Lang::En) => {
                format!("{} has no day {day}. Check the day.", super::month(year, month, lang))
            }
            (Self::Backwards, Lang::Zh) => "结束日早于起始日。请把两个日期对调。".to_owned(),
            (Self::Backwards, Lang::En) => {
                "The range ends before it begins. Swap the two days.".to_owned()
            }
            (Self::YearOutOfRange { year }, Lang::Zh) => {
                format!("年份 {year} 不在 1900 到 2200 之间。请核对年份。")
            }
            (Self::YearOutOfRange { year }, Lang::En) => {
                format!("The year {year} is not between 1900 and 2200. Check the year.")
            }
            (Self::DayOrMonth { one, other }, Lang::Zh) if one == other => {
                format!("年份写在后面，看不出先月还是先日。请写成 {one}。")
            }
            (Self::DayOrMonth { one, other }, Lang::Zh) => {
                format!("年份写在后面，看不出先月还是先日。请写成 {one} 或 {other}。")
            }
            (Self::DayOrMonth { one, other }, Lang::En) if one == other => {
                format!("With the year last, day and month can be swapped. Write it as {one}.")
            }
            (Self::DayOrMonth { one, other }, Lang::En) => {
                format!("With the year last, day and month can be swapped. Write {one} or {other}.")
            }
        }
    }
}

impl Wording for AmountFault {
    fn words(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang.pick(
                "还没有填金额。请填写，如 11万元；不知道就留空。",
                "No amount is given. Enter one, such as 20,000 yuan, or leave it empty if it is not known.",
            ),
            Self::NotAnAmount => lang.pick(
                "看不出是多少钱。请写成 11万元、10万余元 或 120000。",
                "This is not an amount. Write it like 20,000 yuan, 1.2 million or about 3000.",
            ),
            Self::Negative => {
                lang.pick("金额不能是负数。请去掉负号。", "An amount cannot be negative. Remove the minus sign.")
            }
            Self::TooLarge => lang.pick(
                "金额超过 10万亿元。请核对单位是不是写错了。",
                "The amount is over ten trillion yuan. Check the unit.",
            ),
            Self::TooFine => lang.pick(
                "金额只能精确到分。请把小数留到两位。",
                "An amount goes down to one fen. Keep two places behind the point.",
            ),
            Self::Foreign => lang.pick(
                "金额按人民币登记。请换算成元。",
                "Amounts are entered in yuan. Convert it, and write it like 20,000 yuan.",
            ),
            Self::AtMost => lang.pick(
                "这只是上限，不能记成金额。请写定下的数目，如 10万元 或 约8万元；定不下就留空。",
                "This is only an upper bound. Write an amount once there is one, such as about 80,000 yuan, or leave it empty.",
            ),
            Self::Loose => lang.pick(
                "这不是一个确定的金额。请写一个数，如 约4万元 或 3万余元；定不下就留空。",
                "This is not one amount. Write one, such as about 40,000 yuan or over 30,000 yuan, or leave it empty.",
            ),
        }
        .to_owned()
    }
}

impl Wording for NumberFault {
    fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Mistyped { expected, found }, Lang::Zh) => format!(
                "编号有一个字符打错了，或有两个颠倒了：末位是 {found}，按前面算应是 {expected}。请对照原件重新输入。"
            ),
            (Self::Mistyped { expected, found }, Lang::En) => format!(
                "One character is mistyped, or two are swapped: the number ends in {found} where {expected} is due. Compare it with the original."
            ),
            (Self::Empty, _) => lang
                .pick(
                    "还没有填编号。请填写，如 SFL-23-K70042-M。",
                    "No number is given. Enter one, such as SFL-23-K70042-M.",
                )
                .to_owned(),
            (Self::NotANumber, _) => lang
                .pick(
                    "这不是编号。请写成 SFL-23-K70042-M 的样子，短横可以省略。",
                    "This is not a number. Write it like SFL-23-K70042-M; dashes may be left out.",
                )
                .to_owned(),
            (Self::NotACode, _) => lang
                .pick(
                    "代码要用 1 到 4 个字母或数字，以字母开头。请改一个，如 SFL。",
                    "A code has 1 to 4 letters and digits, a letter first. Choose one such as SFL.",
                )
                .to_owned(),
            (Self::NotAMark, _) => lang
                .pick(
                    "识别码要用 2 个字母或数字。请改一个，如 K7。",
                    "A mark has 2 letters or digits. Choose one such as K7.",
                )
                .to_owned(),
            (Self::Ambiguous, _) => lang
                .pick(
                    "不写短横时，这个编号有两种读法。请把短横补上，如 SFL-23-K70042-M。",
                    "Without dashes this number reads in two ways. Put them in, as in SFL-23-K70042-M.",
                )
                .to_owned(),
        }
    }
}

impl Wording for CalendarFault {
    fn words(&self, lang: Lang) -> String {
        let reason = match self.reason {
            CalendarReason::NotText(TextFault::TooLong { limit, .. }) => match lang {
                Lang::Zh => format!("太长。请缩短到 {limit} 个字以内。"),
                Lang::En => format!("the line is too long. Keep it to {limit} characters."),
            },
            reason => calendar_reason(reason, lang).to_owned(),
        };
        crate::i18n::sentence::at_line(lang, self.line, &reason)
    }
}

fn calendar_reason(reason: CalendarReason, lang: Lang) -> &'static str {
    match reason {
        CalendarReason::NotThisFormat => lang.pick(
            "这不是放假安排文件。请让第一行写 tanshi-calendar 1。",
            "this is not a calendar file. Begin it with tanshi-calendar 1.",
        ),
        CalendarReason::NotText(_) => lang.pick(
            "有看不见的控制字符。请删去后重试。",
            "it holds invisible control characters. Delete them and try again.",
        ),
        CalendarReason::UnknownWord => lang.pick(
            "开头的词不认识。请用 year、off、work 或 # 开头。",
            "the first word is not known. Begin with year, off, work or #.",
        ),
        CalendarReason::NoYearYet => lang.pick(
            "日期前面还没有年份。请先写一行 year。",
            "days stand before the first year. Put a year line above them.",
        ),
        CalendarReason::NotAYear => lang.pick(
            "年份不对。请写 1900 到 2200 之间的数字。",
            "this is not a year. Write a number from 1900 to 2200.",
        ),
        CalendarReason::YearTwice => lang.pick(
            "这一年已经写过了。请合并到一处。",
            "this year stands here already. Put both together.",
        ),
        CalendarReason::NoSource => lang.pick(
            "缺通知的文号。请写在年份后面。",
            "the notice is not named. Write its number after the year.",
        ),
        CalendarReason::NoName => lang.pick(
            "缺节日的名称。请写在日期后面。",
            "the holiday is not named. Write its name after the day.",
        ),
        CalendarReason::NotADay => lang.pick(
            "日期不对。请写成 2023-01-28 的样子。",
            "this is not a day. Write it like 2023-01-28.",
        ),
        CalendarReason::NotARange => lang.pick(
            "起止日期不对，或超过 31 天。请核对。",
            "the range is backwards or over 31 days long. Check both days.",
        ),
        CalendarReason::OtherYear => lang.pick(
            "日期不属于这一年。请移到它自己的年份下面。",
            "the day is not of this year. Move it below its own year.",
        ),
        CalendarReason::DayTwice => lang.pick(
            "这一天已经写过了。请删去一处。",
            "this day stands here already. Remove one of the two.",
        ),
        CalendarReason::NotAWeekend => lang.pick(
            "这一天本来就是周一到周五。请删去，调休只写周六和周日。",
            "this day is a Monday to Friday. Remove it; only weekends are made up.",
        ),
    }
}

impl Wording for IdFault {
    fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Length { got }, Lang::Zh) => {
                format!("标识要有 32 个字符，现在 {got} 个。请完整复制。")
            }
            (Self::Length { got }, Lang::En) => {
                format!("An id has 32 characters, this has {got}. Copy the whole of it.")
            }
            (Self::NotHex { position }, Lang::Zh) => format!(
                "标识的第 {} 个字符不对，只能是 0 到 9 或 a 到 f。请重新复制。",
                position.saturating_add(1)
            ),
            (Self::NotHex { position }, Lang::En) => format!(
                "Character {} of the id is not 0–9 or a–f. Copy it again.",
                position.saturating_add(1)
            ),
            (Self::UnknownKind, _) => lang
                .pick(
                    "不认识这一类标识。请用 issue:… 这样的写法，或改用编号。",
                    "This kind of id is not known. Write it like issue:…, or use a number.",
                )
                .to_owned(),
            (Self::OtherKind { got }, Lang::Zh) => {
                format!("这是{}的标识，这里用不上。请换一个。", got.label(lang))
            }
            (Self::OtherKind { got }, Lang::En) => format!(
                "This id belongs to another kind of entry ({}). Choose one that fits here.",
                got.label(lang).to_lowercase()
            ),
        }
    }
}

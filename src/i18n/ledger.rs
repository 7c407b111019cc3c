//! What the columns of the ledger (台账, DOMAIN §4) are called: one list for who writes it and for who
//! reads it again, so that a ledger that went out comes in.

use super::Lang;

/// A column of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// The stable word of what it holds, as tables are read.
    pub field: &'static str,
    /// What it is called in Chinese.
    pub zh: &'static str,
    /// What it is called in English.
    pub en: &'static str,
}

impl Heading {
    /// What it is called.
    pub const fn name(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// Declares the columns, each by its own name, and all of them in their order.
macro_rules! headings {
    ($($name:ident $field:literal $zh:literal $en:literal;)+) => {
        $(
            #[doc = concat!("The column ", $zh, ".")]
            pub const $name: Heading = Heading { field: $field, zh: $zh, en: $en };
        )+
        /// The columns of DOMAIN §4, in its order.
        pub const ALL: [Heading; 23] = [$($name),+];
    };
}

headings! {
    ORDINAL "ordinal" "序号" "No.";
    NUMBER "number" "编号" "Number";
    STUDIO "studio" "工作室" "Studio";
    TITLE "title" "议题" "Issue";
    CATEGORY "category" "类别" "Category";
    INTAKE "intake" "来源" "Source";
    RAISER "raiser" "诉求人" "Raiser";
    SUBMITTED "submitted" "登记日期" "Entered";
    ACCEPTED "accepted" "受理" "Accepted";
    CONSULTED "consulted" "协商日期" "Consulted";
    MEMBERS "members" "参加委员(次)" "Members";
    PUBLIC "public" "群众(人次)" "Public";
    DEPARTMENTS "departments" "部门单位(次)" "Departments";
    ADVICE "advice" "协商意见" "Recommendations";
    LEAD "lead" "责任单位" "Responsible";
    DEADLINE "deadline" "时限" "Deadline";
    PROGRESS "progress" "办理进展" "Progress";
    RESULT "result" "结果" "Outcome";
    FUNDS "funds" "资金(万元)" "Funds (10,000 yuan)";
    VERDICT "verdict" "满意度" "Satisfaction";
    REVISIT "revisit" "回访" "Revisit";
    STATUS "status" "状态" "Status";
    NOTE "note" "备注" "Remarks";
}

/// Says that a row shares its session with another one, by the number of that row.
pub fn shares_session(row: usize, lang: Lang) -> String {
    let [before, after] = sharing(lang);
    format!("{before}{row}{after}")
}

/// Whether a remark says just that, in either language: it tells of the sheet and not of the issue.
pub fn is_sharing(remark: &str) -> bool {
    Lang::ALL.iter().any(|lang| {
        let [before, after] = sharing(*lang);
        let row = remark.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        row.is_some_and(|row| row.parse::<usize>().is_ok())
    })
}

const fn sharing(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Zh => ["与第 ", " 行同场协商"],
        Lang::En => ["same session as row ", ""],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_about_the_sheet_is_known_again() {
        for lang in Lang::ALL {
            assert!(is_sharing(&shares_session(17, lang)));
        }
        assert!(!is_sharing("与第 甲 行同场协商") && !is_sharing("并入 ST-23-K7001-4"));
    }
}

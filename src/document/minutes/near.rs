//! Whether two titles say the same.

use similar::TextDiff;

/// How like one another titles are that say the same.
const ALIKE: f32 = 0.9;
/// Before and behind what a title is about.
const BEFORE: [&str; 4] = ["关于", "讨论", "审议", "听取"];
const BEHIND: [&str; 8] =
    ["有关情况", "的问题", "的情况", "的事情", "问题", "情况", "一事", "事宜"];

/// Whether one says what the other does, but for what is said around any title. Another number is
/// another thing.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    let digits = |it: &str| it.chars().filter(|it| it.is_numeric()).collect::<String>();
    let is_alike = || TextDiff::from_chars(one.as_str(), other.as_str()).ratio() >= ALIKE;
    !one.is_empty() && (one == other || digits(&one) == digits(&other) && is_alike())
}

/// A title without its signs and what is said around any.
fn bare(title: &str) -> String {
    let letters = title.chars().filter(|it| it.is_alphanumeric());
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    let bare = BEFORE.iter().find_map(|it| letters.strip_prefix(it)).unwrap_or(&letters);
    BEHIND.iter().find_map(|it| bare.strip_suffix(it)).unwrap_or(bare).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_near_where_only_what_stands_around_differs() {
        let title = "东关小学门口放学时段车辆拥堵";
        for same in
            [title, "关于东关小学门口放学时段车辆拥堵问题", "东关小学门口，放学时段车辆拥堵。"]
        {
            assert!(is_near(same, title), "{same}");
        }
        for other in ["东关小学门口每天四百辆车接送", "车辆拥堵", ""] {
            assert!(!is_near(other, title), "{other}");
        }
        assert!(!is_near("三栋加装电梯意见不一5", "三栋加装电梯意见不一6"));
    }
}

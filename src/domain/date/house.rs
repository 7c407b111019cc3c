//! Numbers of houses, which look like days of a month: 建设路15号前.

/// What stands before the number of a house. Whoever may act by a day is not among them, nor is a road
/// without a name: 窑湾街道15号前, 道路15号前.
const PLACES: [&str; 10] = ["路", "街", "巷", "弄", "胡同", "大道", "楼", "栋", "幢", "座"];
const NO_PLACES: [&str; 6] = ["道路", "马路", "公路", "线路", "管路", "沿街"];

/// Whether a number with 号 behind it is that of a house where it stands right behind these words.
pub(crate) fn is_numbered(before: &str) -> bool {
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    ends(&PLACES) && !ends(&NO_PLACES)
}

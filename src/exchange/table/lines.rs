//! JSON Lines of plain rows: objects with the names of columns. The head is every name that occurs, in
//! the order in which they come first.

use super::raw::{Broken, RawRow};
use csv::StringRecord;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Names beyond these are not looked at.
const MOST_NAMES: usize = 256;

/// The rows of a text, the head as the first of them; its line is 0, since no line holds it.
pub(super) fn rows(text: &str) -> Vec<RawRow> {
    let lines = || (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: Vec<String> = Vec::new();
    for row in lines().filter_map(|(_, line)| object(line).ok()) {
        for name in row.keys() {
            if !places.contains_key(name) && names.len() < MOST_NAMES {
                places.insert(name.clone(), names.len());
                names.push(name.clone());
            }
        }
    }
    let head = RawRow { line: 0, cells: names.iter().collect(), broken: None };
    let read = |(line, text)| match object(text).and_then(|row| cells(&row, &places)) {
        Ok(cells) => RawRow { line, cells, broken: None },
        Err(broken) => RawRow { line, cells: StringRecord::new(), broken: Some(broken) },
    };
    std::iter::once(head).chain(lines().map(read)).collect()
}

fn object(line: &str) -> Result<Map<String, Value>, Broken> {
    match serde_json::from_str(line) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(Broken::NotARow),
        Err(_) => Err(Broken::NotJson),
    }
}

fn cells(
    row: &Map<String, Value>,
    places: &BTreeMap<String, usize>,
) -> Result<StringRecord, Broken> {
    let mut cells = vec![String::new(); places.len()];
    for (name, value) in row {
        let place = places.get(name).and_then(|at| cells.get_mut(*at));
        if let Some(cell) = place {
            *cell = cell_text(value)?;
        }
    }
    Ok(cells.into())
}

fn cell_text(value: &Value) -> Result<String, Broken> {
    Ok(match value {
        Value::Null => String::new(),
        Value::Bool(truth) => if *truth { "是" } else { "否" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let texts: Vec<String> = items.iter().map(cell_text).collect::<Result<_, _>>()?;
            texts.join("、")
        }
        Value::Object(_) => return Err(Broken::NotARow),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_every_name_that_occurs() {
        let read = rows(
            "{\"议题\":\"a\",\"标签\":[\"x\",\"y\"]}\n\n{\"编号\":7,\"议题\":\"b\"}\n[1]\n{\n",
        );
        let told: Vec<(usize, Vec<&str>)> =
            read.iter().map(|row| (row.line, row.cells.iter().collect())).collect();
        assert_eq!(told[0], (0, vec!["议题", "标签", "编号"]));
        assert_eq!(told[1], (1, vec!["a", "x、y", ""]));
        assert_eq!(told[2], (3, vec!["b", "", "7"]));
        assert_eq!(read[3].broken, Some(Broken::NotARow));
        assert_eq!(read[4].broken, Some(Broken::NotJson));
    }
}

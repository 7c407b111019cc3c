//! Lines of JSON changed as JSON: a text, a number, a member, an element of one line, so that the line is read.

use super::HOSTILE;
use crate::dice::Dice;
use serde_json::Value;

/// One or two changes somewhere in one line.
pub(crate) fn reshaped(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let place = usize::try_from(dice.below(lines.len() as u64)).unwrap_or(0);
    if let Some(line) = lines.get_mut(place)
        && let Ok(mut value) = serde_json::from_str::<Value>(line)
    {
        for _ in 0..=dice.below(2) {
            let mut at = dice.below(count(&value));
            change(&mut value, &mut at, dice);
        }
        *line = value.to_string();
    }
    lines.join("\n").into_bytes()
}

/// How many values are in it, itself among them.
fn count(value: &Value) -> u64 {
    1 + match value {
        Value::Array(values) => values.iter().map(count).sum(),
        Value::Object(values) => values.values().map(count).sum(),
        _ => 0,
    }
}

/// Changes the value that is this many further on.
fn change(value: &mut Value, at: &mut u64, dice: &mut Dice) -> bool {
    if *at == 0 {
        change_this(value, dice);
        return true;
    }
    *at -= 1;
    match value {
        Value::Array(values) => values.iter_mut().any(|value| change(value, at, dice)),
        Value::Object(values) => values.values_mut().any(|value| change(value, at, dice)),
        _ => false,
    }
}

fn change_this(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::String(text) => {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let at = if places.is_empty() { 0 } else { *dice.pick(&places) };
            match dice.below(4) {
                0 => text.truncate(at),
                1 => (*dice.pick::<&str>(HOSTILE)).clone_into(text),
                _ => text.insert_str(at, dice.pick::<&str>(HOSTILE)),
            }
        }
        Value::Number(_) => {
            *value = dice.pick(&[0_i64, -1, 1, i64::MAX, i64::MIN, 1 << 53]).to_owned().into();
        }
        Value::Bool(is) => *is = !*is,
        Value::Null => *value = Value::Object(serde_json::Map::new()),
        Value::Array(values) => match (dice.below(2), values.last().cloned()) {
            (0, Some(last)) => values.push(last),
            _ => drop(values.pop()),
        },
        Value::Object(values) => {
            let keys: Vec<String> = values.keys().cloned().collect();
            if let Some(key) = (!keys.is_empty()).then(|| dice.pick(&keys)) {
                let moved = values.shift_remove(key);
                if dice.below(2) == 0 {
                    values.insert((*dice.pick(HOSTILE)).to_owned(), moved.unwrap_or_default());
                }
            }
        }
    }
}

//! Keys as a field that is typed into takes them.

use super::editor::{EditKey, Motion};
use crate::command::key::{Code, Key};

/// What a key does in a field; `None` where it does nothing there.
pub(crate) fn edit_key(key: Key) -> Option<EditKey> {
    let moving = |motion| {
        if key.shift { EditKey::Select(motion) } else { EditKey::Move(motion) }
    };
    Some(match (key.code, key.ctrl, key.alt) {
        (Code::Char(character), false, false) => EditKey::Char(character),
        (Code::Char('a'), true, _) => EditKey::SelectAll,
        (Code::Char('w') | Code::Backspace, true, _) | (Code::Backspace, _, true) => {
            EditKey::DeleteWordLeft
        }
        (Code::Delete, true, _) => EditKey::DeleteWordRight,
        (Code::Char('u'), true, _) => EditKey::DeleteToHome,
        (Code::Char('k'), true, _) => EditKey::DeleteToEnd,
        // Ctrl-Z belongs to the shell; a terminal sends Ctrl-_ as Ctrl-7.
        (Code::Char('_' | '7'), true, _) | (Code::Char('z'), _, true) => EditKey::Undo,
        (Code::Char('y'), true, _) | (Code::Char('Z'), _, true) => EditKey::Redo,
        (Code::Backspace, ..) => EditKey::Backspace,
        (Code::Delete, ..) => EditKey::Delete,
        (Code::Left, true, _) | (Code::Char('b'), _, true) => moving(Motion::WordLeft),
        (Code::Right, true, _) | (Code::Char('f'), _, true) => moving(Motion::WordRight),
        (Code::Left, ..) => moving(Motion::Left),
        (Code::Right, ..) => moving(Motion::Right),
        (Code::Home, true, _) => moving(Motion::Start),
        (Code::End, true, _) => moving(Motion::Finish),
        (Code::Home, ..) => moving(Motion::Home),
        (Code::End, ..) => moving(Motion::End),
        (Code::Up, ..) => moving(Motion::Up),
        (Code::Down, ..) => moving(Motion::Down),
        (Code::Enter, ..) => EditKey::Enter,
        _ => return None,
    })
}

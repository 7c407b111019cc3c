//! The person's own editor: a text goes out as a file and comes back.
#![expect(clippy::disallowed_methods, reason = "the text goes through a file")]

use super::system::io_text;
use crate::i18n::Lang;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of texts that an editor has: nobody else can read it, and nothing stays in it, not
/// even what an editor that was killed has left there.
#[derive(Debug)]
pub(super) struct Drafts(PathBuf);

/// A text while the editor has it; the folder is emptied when this is dropped, with the copies that
/// editors make for themselves.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    file: tempfile::NamedTempFile,
    folder: &'a Drafts,
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        self.folder.empty();
    }
}

/// Why no text came back.
#[derive(Debug)]
pub(super) enum EditorFault {
    /// The text could not be written to a file.
    Draft(io::Error),
    /// The editor could not be started; its name, and why.
    Start(String, io::Error),
    /// The editor ended with an error; the text may be half done.
    Ended,
    /// The file is not UTF-8.
    NotUtf8,
    /// The file cannot be read.
    Read(io::Error),
}

impl Drafts {
    /// The drafts of a data folder.
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self(folder.join("drafts"))
    }

    /// Removes what is left of earlier ones; only for whoever has the store open, since another
    /// window may have a text there.
    pub(super) fn empty(&self) {
        // It is emptied again before the next one.
        fs::remove_dir_all(&self.0).ok();
    }

    /// Writes a text to a file.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn draft(&self, text: &str) -> io::Result<Draft<'_>> {
        self.empty();
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(&self.0)?;
        let mut file =
            tempfile::Builder::new().prefix("draft-").suffix(".txt").tempfile_in(&self.0)?;
        file.write_all(text.as_bytes())?;
        Ok(Draft { file, folder: self })
    }
}

impl Draft<'_> {
    /// Runs the editor on it and waits; the command may have options of its own.
    ///
    /// # Errors
    /// [`EditorFault::Start`] or [`EditorFault::Ended`].
    pub(super) fn run(&self, editor: &str) -> Result<(), EditorFault> {
        // A path with blanks stands in quotes there, as in the shell.
        let words = shlex::split(editor).unwrap_or_else(|| vec![editor.to_owned()]);
        let (program, options) =
            words.split_first().map_or(("vi", &[][..]), |(it, more)| (it, more));
        let status = Command::new(program).args(options).arg(self.file.path()).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(EditorFault::Ended),
            Err(error) => Err(EditorFault::Start(program.to_owned(), error)),
        }
    }

    /// What the file says now; an editor may have put another file in its place.
    ///
    /// # Errors
    /// [`EditorFault::NotUtf8`] or [`EditorFault::Read`].
    pub(super) fn read(&self) -> Result<String, EditorFault> {
        let bytes = fs::read(self.file.path()).map_err(EditorFault::Read)?;
        String::from_utf8(bytes).map_err(|_not_utf8| EditorFault::NotUtf8)
    }
}

/// Says why no text came back, and what to do; what was in the field is still there.
pub(super) fn editor_text(fault: &EditorFault, lang: Lang) -> String {
    match (fault, lang) {
        (EditorFault::Draft(error), Lang::Zh) => {
            format!("写不出临时文件（{}）。内容没有改动。", io_text(error, lang))
        }
        (EditorFault::Draft(error), Lang::En) => {
            format!("The draft cannot be written ({error}). Nothing was changed.")
        }
        (EditorFault::Start(program, error), Lang::Zh) => {
            format!(
                "打不开编辑器 {program}（{}）。请把 EDITOR 设为装好的编辑器。内容没有改动。",
                io_text(error, lang)
            )
        }
        (EditorFault::Start(program, error), Lang::En) => format!(
            "The editor {program} cannot be started ({error}). Set EDITOR to one that is there. Nothing was changed."
        ),
        (EditorFault::Ended, Lang::Zh) => "编辑器报错退出，内容没有改动。".to_owned(),
        (EditorFault::Ended, Lang::En) => {
            "The editor ended with an error. Nothing was changed.".to_owned()
        }
        (EditorFault::NotUtf8, Lang::Zh) => {
            "编辑器保存的不是 UTF-8，内容没有改动。请让编辑器用 UTF-8 保存。".to_owned()
        }
        (EditorFault::NotUtf8, Lang::En) => {
            "The editor did not save UTF-8; nothing was changed. Let it save UTF-8.".to_owned()
        }
        (EditorFault::Read(error), Lang::Zh) => {
            format!("读不回编辑的内容（{}）。内容没有改动。", io_text(error, lang))
        }
        (EditorFault::Read(error), Lang::En) => {
            format!("What was edited cannot be read ({error}). Nothing was changed.")
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn edited(command: &str) -> Result<String, EditorFault> {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("editor");
        fs::write(&script, format!("#!/bin/sh\n{command}\n")).unwrap();
        let drafts = Drafts::in_folder(folder.path());
        let draft = drafts.draft("停车难").unwrap();
        let mode = fs::metadata(&drafts.0).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        draft.run(&format!("sh '{}'", script.display()))?;
        let read = draft.read();
        drop(draft);
        assert!(!drafts.0.exists(), "nothing stays behind");
        read
    }

    #[test]
    fn what_the_editor_saved_comes_back() {
        assert_eq!(edited("printf '，夜里更难' >> \"$1\"").unwrap(), "停车难，夜里更难");
        assert_eq!(edited("printf '，' >> \"$1\"; cp \"$1\" \"$1~\"").unwrap(), "停车难，");
        // Many editors write a new file and put it in the place of the old one.
        assert_eq!(edited("printf x > \"$1.new\"; mv \"$1.new\" \"$1\"").unwrap(), "x");
    }

    #[test]
    fn whatever_the_editor_does_is_told() {
        assert!(matches!(edited("exit 1"), Err(EditorFault::Ended)));
        assert!(matches!(edited("printf '\\326\\320' > \"$1\""), Err(EditorFault::NotUtf8)));
        assert!(matches!(edited("rm \"$1\""), Err(EditorFault::Read(_))));
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::in_folder(folder.path());
        let draft = drafts.draft("").unwrap();
        assert!(matches!(draft.run("no-such-editor-here"), Err(EditorFault::Start(..))));
    }
}

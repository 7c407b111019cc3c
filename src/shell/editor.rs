//! The person's own editor: a text goes out as a file and comes back. What an editor has saved is never
//! thrown away: it comes back into the field, or stays in a file that the person is told of.
#![expect(clippy::disallowed_methods, reason = "the text goes through a file")]

use super::system::io_text;
use crate::exchange::decode::{UNREADABLE, decode};
use crate::i18n::Lang;
use std::cell::Cell;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The text that an editor has.
const DRAFT: &str = "draft.txt";
/// The same text as it went out.
const SENT: &str = "sent.txt";
/// What begins the folder of a draft. Editors leave copies of their own beside the file, under any name.
const FOLDER: &str = "draft-";
/// What begins the folder of a draft that did not come back.
const KEPT: &str = "kept-";

/// The folder of texts that an editor has: nobody else can read it, and nothing stays in it but what
/// did not come back.
#[derive(Debug)]
pub(super) struct Drafts(PathBuf);

/// A text while an editor has it; dropping it removes the file, with the copies that the editor made, unless
/// something in it did not come back.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    drafts: &'a Drafts,
    folder: PathBuf,
    sent: &'a str,
    stays: Cell<bool>,
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        if !self.stays.get() {
            fs::remove_dir_all(&self.folder).ok();
        }
        // It stays where anything is kept in it.
        fs::remove_dir(&self.drafts.0).ok();
    }
}

/// Why no text came back.
#[derive(Debug)]
pub(super) enum EditorFault {
    /// The text could not be written to a file.
    Draft(io::Error),
    /// The editor could not be started; its name, and why.
    Start(String, io::Error),
    /// It is not taken, and where something was saved, that is kept there.
    NotTaken(NotTaken, Option<PathBuf>),
}

/// Why what an editor has left is not taken.
#[derive(Debug)]
pub(super) enum NotTaken {
    /// The editor ended with an error; the text may be half done.
    Ended,
    /// The file is no text in an encoding that we know.
    NotText,
    /// It has more characters than the field takes, which is so many.
    TooLong(usize),
    /// The file cannot be read.
    Unread(io::Error),
}

/// How an editor has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// As it should.
    Well,
    /// With an error, or ended from outside.
    Badly,
}

impl Drafts {
    /// The drafts of a data folder.
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self(folder.join("drafts"))
    }

    /// Keeps what an editor had saved when the program ended under it, removes everything else that is
    /// left of earlier drafts, and says what is new among what is kept. Only for whoever has the store open,
    /// since another window may have a text there.
    pub(super) fn recover(&self) -> Vec<PathBuf> {
        let mut kept = Vec::new();
        for path in self.all().filter(|path| !is_kept(path)) {
            if is_saved_in(&path) {
                // What cannot be moved stays where it is rather than that it is lost.
                kept.extend(self.keep(&path));
            } else {
                fs::remove_dir_all(&path).or_else(|_no_folder| fs::remove_file(&path)).ok();
            }
        }
        fs::remove_dir(&self.0).ok();
        kept.sort();
        kept
    }

    fn all(&self) -> impl Iterator<Item = PathBuf> + use<> {
        fs::read_dir(&self.0).into_iter().flatten().flatten().map(|it| it.path())
    }

    /// Writes a text to a file.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn draft<'a>(&'a self, text: &'a str) -> io::Result<Draft<'a>> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(&self.0)?;
        let folder = tempfile::Builder::new().prefix(FOLDER).tempdir_in(&self.0)?.keep();
        let draft = Draft { drafts: self, folder, sent: text, stays: Cell::new(false) };
        for name in [SENT, DRAFT] {
            let mut options = fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            options.open(draft.folder.join(name))?.write_all(text.as_bytes())?;
        }
        Ok(draft)
    }

    /// Puts a draft where it stays; what is to be looked at there: the text, or the folder where there is
    /// something else.
    fn keep(&self, draft: &Path) -> Option<PathBuf> {
        let name = draft.file_name()?.to_string_lossy();
        let to = self.0.join(format!("{KEPT}{}", name.strip_prefix(FOLDER).unwrap_or(&name)));
        fs::rename(draft, &to).ok()?;
        fs::remove_file(to.join(SENT)).ok();
        let is_alone = fs::read_dir(&to).is_ok_and(|all| all.count() == 1);
        let text = to.join(DRAFT);
        Some(if is_alone && text.is_file() { text } else { to })
    }
}

/// Whether something is in a draft that is not what went out: what the editor has saved, or what it has put
/// beside that when it was ended (`draft.txt.save`, a swap file). What cannot be read may be something.
fn is_saved_in(draft: &Path) -> bool {
    let Ok(files) = fs::read_dir(draft) else {
        // A file alone, as drafts were once.
        return fs::metadata(draft).is_ok_and(|it| it.len() > 0);
    };
    let sent = fs::read(draft.join(SENT)).ok();
    files.flatten().filter(|file| file.file_name() != SENT).any(|file| {
        match fs::read(file.path()) {
            Ok(bytes) => !bytes.trim_ascii().is_empty() && Some(bytes) != sent,
            Err(_) => true,
        }
    })
}

impl Draft<'_> {
    /// Runs the editor on it and waits; the command may have options of its own.
    ///
    /// # Errors
    /// [`EditorFault::Start`].
    pub(super) fn run(&self, editor: &str) -> Result<Done, EditorFault> {
        // A path with blanks stands in quotes there, as in the shell.
        let words = shlex::split(editor).unwrap_or_else(|| vec![editor.to_owned()]);
        let (program, options) =
            words.split_first().map_or(("vi", &[][..]), |(it, more)| (it, more));
        let status = Command::new(program).args(options).arg(self.file()).status();
        match status {
            Ok(status) if status.success() => Ok(Done::Well),
            Ok(_) => Ok(Done::Badly),
            Err(error) => Err(EditorFault::Start(program.to_owned(), error)),
        }
    }

    /// What is to stand in the field now, which takes `most` characters. Where the terminal is gone an editor
    /// ends badly, and what it had saved is all there is.
    ///
    /// # Errors
    /// [`EditorFault::NotTaken`].
    pub(super) fn text(
        &self,
        done: Done,
        most: Option<usize>,
        is_gone: bool,
    ) -> Result<String, EditorFault> {
        let why = match (done, self.read(most)) {
            (Done::Well, Ok(text)) => return Ok(text),
            (Done::Badly, Ok(text)) if is_gone && !text.trim().is_empty() && text != self.sent => {
                return Ok(text);
            }
            (Done::Well, Err(why)) => why,
            (Done::Badly, _) => NotTaken::Ended,
        };
        Err(EditorFault::NotTaken(why, self.kept(is_gone)))
    }

    /// What the file says.
    fn read(&self, most: Option<usize>) -> Result<String, NotTaken> {
        let bytes = fs::read(self.file()).map_err(NotTaken::Unread)?;
        // What stands for what cannot be read may stand in a text itself.
        let text = String::from_utf8(bytes).or_else(|error| {
            let text = decode(error.as_bytes()).text;
            if text.contains(UNREADABLE) { Err(NotTaken::NotText) } else { Ok(text) }
        })?;
        if text.contains('\0') {
            return Err(NotTaken::NotText);
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
        match most {
            Some(most) if text.trim_end_matches('\n').chars().count() > most => {
                Err(NotTaken::TooLong(most))
            }
            _ => Ok(text),
        }
    }

    /// Keeps what was saved, if anything was; where that is. Where it cannot be moved, or nobody is there any
    /// more to be told, it stays where it is: the next start finds it.
    fn kept(&self, is_gone: bool) -> Option<PathBuf> {
        if !is_saved_in(&self.folder) {
            return None;
        }
        let kept = if is_gone { None } else { self.drafts.keep(&self.folder) };
        self.stays.set(kept.is_none());
        kept
    }

    /// The file; an editor may put another one in its place.
    fn file(&self) -> PathBuf {
        self.folder.join(DRAFT)
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
        (EditorFault::NotTaken(why, kept), lang) => {
            not_taken_text(why, lang) + &kept_text(kept.as_deref(), lang)
        }
    }
}

fn not_taken_text(why: &NotTaken, lang: Lang) -> String {
    match (why, lang) {
        (NotTaken::Ended, Lang::Zh) => "编辑器报错退出，内容没有改动。".to_owned(),
        (NotTaken::Ended, Lang::En) => {
            "The editor ended with an error. Nothing was changed.".to_owned()
        }
        (NotTaken::NotText, Lang::Zh) => {
            "编辑器保存的不是能读的文字，内容没有改动。请让编辑器用 UTF-8 保存。".to_owned()
        }
        (NotTaken::NotText, Lang::En) => {
            "What the editor saved cannot be read as text; nothing was changed. Let it save UTF-8."
                .to_owned()
        }
        (NotTaken::TooLong(most), Lang::Zh) => {
            format!("编辑器保存的文字太长，这一项最多 {most} 字；内容没有改动。")
        }
        (NotTaken::TooLong(most), Lang::En) => format!(
            "What the editor saved is too long: at most {most} characters go here. Nothing was changed."
        ),
        (NotTaken::Unread(error), Lang::Zh) => {
            format!("读不回编辑的内容（{}）。内容没有改动。", io_text(error, lang))
        }
        (NotTaken::Unread(error), Lang::En) => {
            format!(
                "What was edited cannot be read ({}). Nothing was changed.",
                io_text(error, lang)
            )
        }
    }
}

/// The drafts of a data folder that did not come back and are kept, until somebody removes them.
pub(crate) fn kept_drafts(data: &Path) -> Vec<PathBuf> {
    let mut kept: Vec<PathBuf> = Drafts::in_folder(data).all().filter(|it| is_kept(it)).collect();
    kept.sort();
    kept
}

fn is_kept(draft: &Path) -> bool {
    draft.file_name().is_some_and(|name| name.to_string_lossy().starts_with(KEPT))
}

/// Where what the editor saved is; nothing where it saved nothing.
fn kept_text(kept: Option<&Path>, lang: Lang) -> String {
    match (kept, lang) {
        (None, _) => String::new(),
        (Some(kept), Lang::Zh) => format!("它保存过的文字在 {}。", kept.display()),
        (Some(kept), Lang::En) => format!(" What it had saved is in {}.", kept.display()),
    }
}

/// Says that an editor had saved something when the program ended under it, and where that is.
pub(super) fn recovered_text(kept: &Path, lang: Lang) -> String {
    let kept = kept.display();
    match lang {
        Lang::Zh => {
            format!("上次程序中断时，编辑器里保存过的文字留在 {kept}；用完请自己删掉。")
        }
        Lang::En => format!(
            "An editor had saved a text when the program was cut off last time. It is in {kept}; remove it when you have no more use for it."
        ),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use tempfile::TempDir;

    /// What the field takes.
    const MOST: usize = 20;

    /// A text that goes out to a script, in a data folder of its own.
    fn edited(command: &str) -> (TempDir, Result<String, EditorFault>) {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("editor");
        fs::write(&script, format!("#!/bin/sh\n{command}\n")).unwrap();
        let drafts = Drafts::in_folder(folder.path());
        let draft = drafts.draft("停车难").unwrap();
        for (path, mode) in [(drafts.0.clone(), 0o700), (draft.file(), 0o600)] {
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, mode);
        }
        let done = draft.run(&format!("sh '{}'", script.display()));
        let text = done.and_then(|done| draft.text(done, Some(MOST), false));
        drop(draft);
        (folder, text)
    }

    /// What has come back, after which nothing stays behind.
    fn came_back(command: &str) -> String {
        let (folder, text) = edited(command);
        assert!(!folder.path().join("drafts").exists(), "nothing stays behind");
        text.unwrap()
    }

    #[test]
    fn what_the_editor_saved_comes_back() {
        assert_eq!(came_back("printf '，夜里更难' >> \"$1\""), "停车难，夜里更难");
        assert_eq!(came_back("printf '，' >> \"$1\"; cp \"$1\" \"$1~\""), "停车难，");
        // Many editors write a new file and put it in the place of the old one.
        assert_eq!(came_back("printf x > \"$1.new\"; mv \"$1.new\" \"$1\""), "x");
        assert_eq!(came_back(": > \"$1\""), "", "a text may be cleared");
    }

    #[test]
    fn a_text_comes_back_from_the_encodings_of_chinese_offices() {
        for bytes in [r"\326\320\316\304", r"\377\376\055\116\207\145", r"\357\273\277中文"] {
            assert_eq!(came_back(&format!("printf '{bytes}' > \"$1\"")), "中文", "{bytes}");
        }
    }

    #[test]
    fn whatever_the_editor_does_is_told() {
        assert!(matches!(edited("exit 1").1, Err(EditorFault::NotTaken(NotTaken::Ended, None))));
        assert!(matches!(
            edited("rm \"$1\"").1,
            Err(EditorFault::NotTaken(NotTaken::Unread(_), None))
        ));
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::in_folder(folder.path());
        let draft = drafts.draft("").unwrap();
        assert!(matches!(draft.run("no-such-editor-here"), Err(EditorFault::Start(..))));
    }

    #[test]
    fn what_was_saved_and_does_not_come_back_stays_in_a_file_that_is_told() {
        for (command, bytes) in [
            ("printf x >> \"$1\"; exit 1", "停车难x".as_bytes()),
            ("printf x >> \"$1\"; kill -9 $$", "停车难x".as_bytes()),
            (r#"printf '\377\377' > "$1""#, b"\xff\xff"),
            (r#"printf '%021d' 0 > "$1""#, b"000000000000000000000"),
        ] {
            let (folder, text) = edited(command);
            let Err(EditorFault::NotTaken(_, Some(kept))) = text else {
                panic!("{command}: {text:?}")
            };
            assert_eq!(fs::read(&kept).unwrap(), bytes, "{command}");
            assert!(recovered(&folder).is_empty(), "it was told already");
            assert!(kept.exists(), "and stays");
            let drafts = Drafts::in_folder(folder.path());
            assert_eq!(
                drafts.draft("别的").unwrap().text(Done::Well, None, false).unwrap(),
                "别的"
            );
            assert!(kept.exists(), "also when another text is edited");
        }
    }

    #[test]
    fn what_was_saved_comes_back_from_an_editor_whose_terminal_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::in_folder(folder.path());
        for (saved, text) in [("停车更难", Some("停车更难")), (" \n", None), ("停车难", None)]
        {
            let draft = drafts.draft("停车难").unwrap();
            fs::write(draft.file(), saved).unwrap();
            assert_eq!(draft.text(Done::Badly, Some(MOST), true).ok().as_deref(), text);
        }
    }

    #[test]
    fn what_nobody_can_be_told_of_is_told_at_the_next_start() {
        for saved in [b"\xff\xff".as_slice(), b"000000000000000000000"] {
            let folder = tempfile::tempdir().unwrap();
            let drafts = Drafts::in_folder(folder.path());
            let draft = drafts.draft("停车难").unwrap();
            fs::write(draft.file(), saved).unwrap();
            assert!(draft.text(Done::Badly, Some(MOST), true).is_err());
            drop(draft);
            let kept = recovered(&folder);
            assert_eq!(fs::read(&kept[0]).unwrap(), saved);
        }
    }

    #[test]
    fn what_an_editor_had_saved_when_the_program_was_killed_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::in_folder(folder.path());
        for saved in ["停车难", "停车难，夜里更难", ""] {
            let draft = drafts.draft("停车难").unwrap();
            fs::write(draft.file(), saved).unwrap();
            // What it was before, as some editors keep it.
            fs::write(draft.folder.join("draft.txt~"), "停车难").unwrap();
            // A kill removes nothing.
            std::mem::forget(draft);
        }
        // As drafts lay there before.
        fs::write(drafts.0.join("draft-abc.txt"), "").unwrap();
        let kept = recovered(&folder);
        assert_eq!(kept.len(), 1);
        assert_eq!(fs::read_to_string(kept[0].join(DRAFT)).unwrap(), "停车难，夜里更难");
        assert_eq!(fs::read_dir(&drafts.0).unwrap().count(), 1, "nothing else stays");
        assert!(recovered(&folder).is_empty(), "and it is told once");
        fs::remove_dir_all(&kept[0]).unwrap();
        recovered(&folder);
        assert!(!drafts.0.exists());
    }

    #[test]
    fn what_an_editor_puts_beside_the_text_when_it_is_ended_is_kept() {
        let (_folder, text) = edited("printf '夜里更难' > \"$1.save\"; exit 1");
        let Err(EditorFault::NotTaken(NotTaken::Ended, Some(kept))) = text else {
            panic!("{text:?}")
        };
        assert_eq!(fs::read_to_string(kept.join("draft.txt.save")).unwrap(), "夜里更难");
        let folder = tempfile::tempdir().unwrap();
        let draft = Drafts::in_folder(folder.path());
        let draft = draft.draft("停车难").unwrap();
        fs::write(draft.folder.join(".draft.txt.swp"), "夜里更难").unwrap();
        std::mem::forget(draft);
        let kept = recovered(&folder);
        assert_eq!(fs::read_to_string(kept[0].join(".draft.txt.swp")).unwrap(), "夜里更难");
    }

    #[test]
    fn a_text_with_the_mark_of_what_cannot_be_read_comes_back() {
        assert_eq!(came_back(r#"printf '\357\277\275' >> "$1""#), "停车难\u{fffd}");
    }

    fn recovered(folder: &TempDir) -> Vec<PathBuf> {
        Drafts::in_folder(folder.path()).recover()
    }
}

//! Power that is cut: an ext4 on a loop device stops without writing anything more.

use crate::child::Writer;
use crate::dice::Dice;
use crate::kills::check;
use crate::table::{Row, of_notices};
use crate::{Plan, work_folder};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tanshi::store::marker::{CleanMarker, Ending, OpenMarker, boot_id};

/// Sparse: only what is written takes room.
const IMAGE_BYTES: u64 = 2 << 30;
/// So many cuts go into one file system.
const CUTS_A_DISK: u64 = 8;
/// `EXT4_IOC_SHUTDOWN` with `EXT4_GOING_FLAGS_NOLOGFLUSH`: nothing more reaches the device.
const SHUTDOWN: &str = r#"open(my $f, "<", $ARGV[0]) or die $!;
my $flags = pack("I", 2); ioctl($f, 0x8004587d, $flags) or die $!;"#;

pub(crate) fn run(plan: Plan) -> Row {
    let cuts = plan.times(3, 5).min(200);
    let mut dice = Dice(plan.seed ^ 0xC0);
    let mut row = Row::new("power cut while it writes");
    let (mut acknowledged, mut unsynced_lost, mut too_late) = (0, 0, 0);
    while row.done < cuts {
        let folder = work_folder();
        let Some(disk) = Disk::make(folder.path(), IMAGE_BYTES) else {
            row.note.push_str("skipped: no loop mounts here");
            return row;
        };
        let store = disk.mount_point.join("store");
        let mut last = 0;
        for _ in 0..CUTS_A_DISK.min(cuts - row.done) {
            let mut writer = Writer::start(&store, dice.next());
            std::thread::sleep(Duration::from_millis(100 + dice.below(1_200)));
            // What nobody synced has to be gone, or the cut was none.
            let unsynced = disk.mount_point.join(format!("unsynced-{}", row.done));
            File::create(&unsynced).and_then(|mut file| file.write_all(&[1; 9_000])).unwrap();
            // While ext4 shuts down, a sync that is under way returns success although nothing
            // was written: in 29 of 200 cuts a bare append and sync was told so too. No process
            // outlives a real cut to hear that, so what counts is what was said before.
            let said = writer.said().max(last);
            disk.cut_power();
            let said_late = writer.kill().max(said);
            disk.unmount();
            disk.mount();
            let kept = fs::read(&unsynced).is_ok_and(|bytes| bytes == [1; 9_000]);
            unsynced_lost += u64::from(!kept);
            forget_boot(&store);
            acknowledged += said - last;
            let checked = check(&store, said);
            if let Ok((found, _)) = &checked {
                // The check itself has written one more.
                too_late += u64::from(*found <= said_late);
            }
            last = checked.as_ref().map_or(said, |(found, _)| *found);
            let end = checked.map(|(_, notices)| of_notices(&notices));
            row.count(&format!("cut {}", row.done), end);
        }
    }
    row.note = format!(
        "{acknowledged} changes acknowledged; a file nobody synced was gone {unsynced_lost} times; \
         {too_late} times ext4 said yes once it was cut off"
    );
    row
}

/// The machine did not really go down: the store must not find the boot that it was opened in.
fn forget_boot(store: &Path) {
    if !store.exists() || CleanMarker::read(store).unwrap().is_some() {
        return;
    }
    let known_group = Ending::of(store, boot_id().as_deref()).unwrap().known_group();
    let boot_id = Some("another boot".to_owned());
    OpenMarker { boot_id, known_group, are_rows_suspect: false }.write(store).unwrap();
}

/// A file system in a file, unmounted when dropped.
pub(crate) struct Disk {
    image: PathBuf,
    pub(crate) mount_point: PathBuf,
}

impl Disk {
    /// `None` where this is not allowed, or the tools are not there.
    pub(crate) fn make(folder: &Path, image_bytes: u64) -> Option<Self> {
        let disk = Self { image: folder.join("disk.img"), mount_point: folder.join("disk") };
        File::create(&disk.image).unwrap().set_len(image_bytes).unwrap();
        fs::create_dir(&disk.mount_point).unwrap();
        let made = run_tool("mkfs.ext4", &["-q", "-F", disk.image.to_str()?])
            && run_tool("perl", &["-e", "1"])
            && run_tool("mount", &disk.mount_args());
        made.then_some(disk)
    }

    fn mount_args(&self) -> [&str; 4] {
        ["-o", "loop", self.image.to_str().unwrap(), self.mount_point.to_str().unwrap()]
    }

    fn mount(&self) {
        assert!(run_tool("mount", &self.mount_args()));
    }

    /// Mounts it anew, so that it may only be read, or written again.
    pub(crate) fn remount(&self, option: &str) {
        let options = format!("remount,{option}");
        assert!(run_tool("mount", &["-o", &options, self.mount_point.to_str().unwrap()]));
    }

    fn unmount(&self) {
        assert!(run_tool("umount", &[self.mount_point.to_str().unwrap()]));
    }

    fn cut_power(&self) {
        assert!(run_tool("perl", &["-e", SHUTDOWN, self.mount_point.to_str().unwrap()]));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run_tool("umount", &[self.mount_point.to_str().unwrap()]);
    }
}

fn run_tool(program: &str, args: &[&str]) -> bool {
    let output = Command::new(program).args(args).output();
    output.is_ok_and(|output| output.status.success())
}

//! The socket between the two screens: who gets at it, and that nobody who looks holds anybody up.

use super::looks::hall;
use std::fs::{self, Permissions};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use tanshi::app::hall::Hall;
use tanshi::i18n::Lang;
use tanshi::shell::hall::{HallFault, Place, Server, VIEWERS, wire};

const PATIENCE: Duration = Duration::from_secs(30);

/// A folder for sockets, and a place in it.
fn place(home: &Path) -> Result<Place, HallFault> {
    Place::in_folder(home.join("tanshi"), &home.join("data"))
}

/// A server there, and what it has to complain of.
fn serve(home: &Path) -> (Server, Receiver<String>) {
    let (tell, told) = mpsc::channel();
    let place = place(home);
    let fail = move |fault: &HallFault| tell.send(format!("{fault:?}")).unwrap();
    let server = Server::start(move || place, fail).unwrap();
    (server, told)
}

/// Calls until somebody answers.
fn call(home: &Path) -> UnixStream {
    let place = place(home).unwrap();
    let since = Instant::now();
    loop {
        match UnixStream::connect(place.socket()) {
            Ok(stream) => {
                stream.set_read_timeout(Some(PATIENCE)).unwrap();
                return stream;
            }
            Err(error) => assert!(since.elapsed() < PATIENCE, "{error}"),
        }
        std::thread::yield_now();
    }
}

/// The next that is heard; `None` at the end.
fn heard(stream: &mut UnixStream) -> Option<Hall> {
    match wire::read(stream) {
        Ok(hall) => hall,
        Err(HallFault::Io(error)) if error.kind() == ErrorKind::ConnectionReset => None,
        Err(fault) => panic!("{fault:?}"),
    }
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

fn home() -> tempfile::TempDir {
    tempfile::Builder::new().prefix("t").tempdir().unwrap()
}

#[test]
fn only_this_user_can_reach_the_socket_and_it_goes_with_the_server() {
    let home = home();
    let (server, _) = serve(home.path());
    assert!(server.show(hall()));
    assert_eq!(heard(&mut call(home.path())), Some(hall()));
    let place = place(home.path()).unwrap();
    assert_eq!((mode(place.folder()), mode(place.socket())), (0o700, 0o600));
    assert!(place.socket().as_os_str().len() <= 100);
    let name = place.socket().file_name().unwrap().to_str().unwrap();
    assert!(name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}");
    drop(server);
    assert!(!place.socket().exists());
}

#[test]
fn a_folder_that_others_can_enter_or_that_is_a_link_is_refused() {
    let home = home();
    let folder = home.path().join("tanshi");
    fs::create_dir(&folder).unwrap();
    for open in [0o755, 0o770, 0o1700] {
        fs::set_permissions(&folder, Permissions::from_mode(open)).unwrap();
        assert!(matches!(place(home.path()), Err(HallFault::Unsafe(_))), "{open:o}");
    }
    fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
    assert!(place(home.path()).is_ok());
    let real = home.path().join("real");
    fs::rename(&folder, &real).unwrap();
    symlink(&real, &folder).unwrap();
    assert!(matches!(place(home.path()), Err(HallFault::Unsafe(_))));
    fs::remove_file(&folder).unwrap();
    fs::write(&folder, "").unwrap();
    assert!(matches!(place(home.path()), Err(HallFault::Unsafe(_))));
}

#[test]
fn a_path_that_the_system_could_not_bind_is_refused_with_its_name() {
    let home = home();
    let deep = home.path().join("f".repeat(90));
    let refused = Place::in_folder(deep, home.path());
    assert!(matches!(refused, Err(HallFault::TooLong(_))), "{refused:?}");
}

#[test]
fn one_data_folder_has_one_place_however_it_is_named() {
    let home = home();
    let data = home.path().join("data");
    fs::create_dir(&data).unwrap();
    symlink(&data, home.path().join("link")).unwrap();
    let of =
        |name: &str| Place::in_folder(home.path().join("tanshi"), &home.path().join(name)).unwrap();
    assert_eq!(of("data"), of("link"));
    assert_ne!(of("data"), of("other"));
}

#[test]
fn a_socket_that_a_killed_workbench_has_left_is_put_away() {
    let home = home();
    let place = place(home.path()).unwrap();
    drop(UnixListener::bind(place.socket()).unwrap());
    assert!(place.socket().exists());
    let (server, _) = serve(home.path());
    server.show(hall());
    assert_eq!(heard(&mut call(home.path())), Some(hall()));
}

#[test]
fn a_socket_that_somebody_listens_on_is_respected_and_so_is_any_other_file() {
    let home = home();
    let place = place(home.path()).unwrap();
    let theirs = UnixListener::bind(place.socket()).unwrap();
    let (server, told) = serve(home.path());
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), "Taken");
    drop(server);
    assert!(place.socket().exists(), "it is not ours to remove");
    drop(theirs);
    fs::remove_file(place.socket()).unwrap();
    fs::write(place.socket(), "theirs").unwrap();
    let (_server, told) = serve(home.path());
    assert!(told.recv_timeout(PATIENCE).unwrap().starts_with("InTheWay"));
    assert_eq!(fs::read_to_string(place.socket()).unwrap(), "theirs");
}

/// Nearly as much as a frame may hold, so that the system's own buffers are soon full.
fn big(number: usize) -> Hall {
    Hall { session: format!("{number}{}", "长".repeat(16_000)), ..hall() }
}

#[test]
fn a_viewer_that_does_not_read_is_dropped_and_holds_up_nobody() {
    let home = home();
    let (server, _) = serve(home.path());
    server.show(hall());
    let (mut slow, mut quick) = (call(home.path()), call(home.path()));
    assert_eq!(heard(&mut slow), Some(hall()));
    assert_eq!(heard(&mut quick), Some(hall()));
    for number in 0..60 {
        assert!(server.show(big(number)));
        assert_eq!(heard(&mut quick).unwrap().session, big(number).session);
    }
    // What was sent before may be read, and then there is an end.
    let mut rest = Vec::new();
    match slow.read_to_end(&mut rest) {
        Ok(_) => assert!(rest.len() < 60 * 48_000, "{}", rest.len()),
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
    }
    // It may call again.
    assert_eq!(heard(&mut call(home.path())).unwrap().session, big(59).session);
}

#[test]
fn so_many_may_look_and_one_who_has_gone_makes_room() {
    let home = home();
    let (server, _) = serve(home.path());
    server.show(hall());
    let mut viewers: Vec<UnixStream> = (0..VIEWERS).map(|_| call(home.path())).collect();
    for viewer in &mut viewers {
        assert_eq!(heard(viewer), Some(hall()));
    }
    assert_eq!(heard(&mut call(home.path())), None);
    viewers.pop();
    assert_eq!(heard(&mut call(home.path())), Some(hall()));
    let later = Hall { items: 4, ..hall() };
    server.show(later.clone());
    for viewer in &mut viewers {
        assert_eq!(heard(viewer).as_ref(), Some(&later));
    }
}

#[test]
fn a_frame_of_a_later_version_is_told_by_its_number_and_no_other_bytes_are_believed() {
    let frame = wire::frame(&hall()).unwrap();
    let read = |bytes: &[u8]| wire::read(&mut &*bytes);
    assert_eq!(read(&frame).unwrap(), Some(hall()));
    assert!(read(&[]).unwrap().is_none());

    let mut later = frame.clone();
    later[4] = 7;
    let fault = read(&later[..5]).unwrap_err();
    assert!(matches!(fault, HallFault::Newer { version: 7 }));
    for (lang, words) in [(Lang::Zh, "版本较新"), (Lang::En, "newer")] {
        assert!(fault.words(lang).contains(words) && fault.words(lang).contains('7'));
    }

    let mut long = frame.clone();
    long[5..9].copy_from_slice(&65_537_u32.to_be_bytes());
    assert!(matches!(read(&long), Err(HallFault::TooBig)));
    assert!(matches!(read(b"HTTP/1.1 200 OK"), Err(HallFault::NotOurs)));
    let cut = read(&frame[..frame.len() - 1]);
    assert!(matches!(cut, Err(HallFault::Io(error)) if error.kind() == ErrorKind::UnexpectedEof));
    assert!(matches!(
        wire::frame(&Hall { session: "长".repeat(30_000), ..hall() }),
        Err(HallFault::TooBig)
    ));
}

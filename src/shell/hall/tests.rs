//! The two ends of the line, on whatever system this is.
#![expect(clippy::disallowed_methods, reason = "a call that nobody answers is given up in time")]

use super::transport::{Listener, Stream};
use super::{HallFault, Place, Server, VIEWERS, wire};
use crate::app::hall::{Hall, Stand};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(30);

fn home() -> tempfile::TempDir {
    tempfile::Builder::new().prefix("t").tempdir().unwrap()
}

fn place(home: &Path) -> Place {
    Place::in_folder(home.join("hall"), &home.join("data")).unwrap()
}

/// A projection that says this.
fn saying(session: String) -> Hall {
    Hall {
        built_ms: 0,
        lang: "zh".to_owned(),
        stand: Stand::Live,
        session,
        studio: String::new(),
        items: 0,
        item: None,
        talk: None,
        queue: Vec::new(),
        waiting: 0,
        heads: [0; 3],
        quorum: false,
    }
}

fn hall(number: usize) -> Hall {
    saying(format!("第{number}场"))
}

/// Nearly as much as a frame may hold, so that buffers are soon full.
fn big(number: usize) -> Hall {
    saying(format!("{number}{}", "长".repeat(16_000)))
}

fn serve(home: &Path) -> (Server, Receiver<String>) {
    let (tell, told) = mpsc::channel();
    let place = place(home);
    let fail = move |fault: &HallFault| tell.send(format!("{fault:?}")).unwrap();
    (Server::start(move || Ok(place), fail).unwrap(), told)
}

/// Calls until somebody answers.
fn call(home: &Path) -> Stream {
    let (place, since) = (place(home), Instant::now());
    loop {
        match Stream::connect(&place) {
            Ok(stream) => {
                stream.set_read_timeout(PATIENCE).unwrap();
                return stream;
            }
            Err(fault) => assert!(since.elapsed() < PATIENCE, "{fault:?}"),
        }
        std::thread::yield_now();
    }
}

/// The next that is heard; `None` at the end.
fn heard(stream: &mut Stream) -> Option<String> {
    match wire::read(stream) {
        Ok(hall) => hall.map(|hall| hall.session),
        Err(HallFault::Io(error))
            if matches!(error.kind(), ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof) =>
        {
            None
        }
        Err(fault) => panic!("{fault:?}"),
    }
}

#[test]
fn a_viewer_hears_what_is_shown_to_the_end_and_nobody_answers_afterwards() {
    let home = home();
    assert!(matches!(Stream::connect(&place(home.path())), Err(HallFault::Nobody)));
    let (server, told) = serve(home.path());
    server.show(hall(1));
    let mut viewer = call(home.path());
    assert_eq!(heard(&mut viewer), Some(hall(1).session));
    for number in 2..6 {
        server.show(hall(number));
        assert_eq!(heard(&mut viewer), Some(hall(number).session));
    }
    drop(server);
    assert_eq!(heard(&mut viewer), None);
    assert!(matches!(Stream::connect(&place(home.path())), Err(HallFault::Nobody)));
    assert!(!place(home.path()).socket().exists());
    assert!(told.try_recv().is_err());
}

#[test]
fn what_was_written_before_the_end_is_still_read() {
    let home = home();
    let listener = Listener::bind(&place(home.path())).unwrap();
    let mut viewer = call(home.path());
    let mut served = listener.accept().unwrap();
    for number in 0..3 {
        served.write_all(&wire::frame(&hall(number)).unwrap()).unwrap();
    }
    served.hang_up();
    drop(served);
    for number in 0..3 {
        assert_eq!(heard(&mut viewer), Some(hall(number).session));
    }
    assert_eq!(heard(&mut viewer), None);
}

#[test]
fn a_place_where_somebody_listens_is_respected() {
    let home = home();
    let theirs = Listener::bind(&place(home.path())).unwrap();
    let (server, told) = serve(home.path());
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), "Taken");
    drop(server);
    assert!(place(home.path()).socket().exists(), "it is not ours to remove");
    theirs.put_away();
    assert!(!place(home.path()).socket().exists());
}

#[test]
fn a_viewer_that_does_not_read_is_dropped_and_holds_up_nobody() {
    let home = home();
    let (server, _told) = serve(home.path());
    server.show(hall(0));
    let (mut slow, mut quick) = (call(home.path()), call(home.path()));
    assert_eq!(heard(&mut slow), Some(hall(0).session));
    assert_eq!(heard(&mut quick), Some(hall(0).session));
    for number in 0..60 {
        assert!(server.show(big(number)));
        assert_eq!(heard(&mut quick), Some(big(number).session));
    }
    let heard_late = std::iter::from_fn(|| heard(&mut slow)).count();
    assert!(heard_late < 60, "{heard_late}");
    // It may call again.
    assert_eq!(heard(&mut call(home.path())), Some(big(59).session));
}

#[test]
fn so_many_may_look_and_one_who_has_gone_makes_room() {
    let home = home();
    let (server, _told) = serve(home.path());
    server.show(hall(0));
    let mut viewers: Vec<Stream> = (0..VIEWERS).map(|_| call(home.path())).collect();
    for viewer in &mut viewers {
        assert_eq!(heard(viewer), Some(hall(0).session));
    }
    assert_eq!(heard(&mut call(home.path())), None);
    // A pipe is read on a thread that ends with the program of the viewer.
    if cfg!(windows) {
        return;
    }
    drop(viewers.pop());
    let since = Instant::now();
    while heard(&mut call(home.path())).is_none() {
        assert!(since.elapsed() < PATIENCE);
    }
}

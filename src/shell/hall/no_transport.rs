//! No line between two programs: this system has none yet, and says so. A pipe that the current
//! user alone can open would have the same names.

use super::HallFault;
use super::place::Place;
use std::convert::Infallible;
use std::io::{self, Read, Write};
use std::time::Duration;

/// There is none.
#[derive(Debug)]
pub(super) struct Stream(Infallible);

/// There is none.
#[derive(Debug)]
pub(super) struct Listener(Infallible);

impl Listener {
    pub(super) fn bind(_place: &Place) -> Result<Self, HallFault> {
        Err(HallFault::Unavailable)
    }

    pub(super) fn accept(&self) -> io::Result<Stream> {
        match self.0 {}
    }

    pub(super) fn put_away(&self) {
        match self.0 {}
    }
}

impl Stream {
    pub(super) fn connect(_place: &Place) -> Result<Self, HallFault> {
        Err(HallFault::Unavailable)
    }

    pub(super) fn another(&self) -> io::Result<Self> {
        match self.0 {}
    }

    pub(super) fn set_write_timeout(&self, _limit: Duration) -> io::Result<()> {
        match self.0 {}
    }

    pub(super) fn set_read_timeout(&self, _limit: Duration) -> io::Result<()> {
        match self.0 {}
    }

    pub(super) fn is_gone(&self) -> bool {
        match self.0 {}
    }

    pub(super) fn hang_up(&self) {
        match self.0 {}
    }
}

impl Read for Stream {
    fn read(&mut self, _bytes: &mut [u8]) -> io::Result<usize> {
        match self.0 {}
    }
}

impl Write for Stream {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        match self.0 {}
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0 {}
    }
}

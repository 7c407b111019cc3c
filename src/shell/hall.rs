//! The second screen: what a live session shows the room goes from the workbench to viewers in
//! other terminals, over a socket (on Windows a pipe) of this user on this machine; never over a
//! network.
//!
//! | question | file |
//! |---|---|
//! | where the socket lies, and who may reach it | `place` |
//! | how a line to the other side is got | `transport`, on Windows `pipe` |
//! | what goes over it | `wire` |
//! | the side of the workbench | `server`, `post` |
//! | the side of the viewer | `link`, `viewer` |
//! | what went wrong, in words | `fault` |

mod fault;
mod link;
mod place;
mod post;
mod server;
#[cfg(test)]
mod tests;
#[cfg(unix)]
mod transport;
#[cfg(windows)]
#[path = "hall/pipe.rs"]
mod transport;
mod viewer;
pub mod wire;

pub use fault::HallFault;
pub use link::look;
pub use place::{Place, Whose};
pub use post::Post;
pub use server::{Server, VIEWERS};
pub use viewer::{ViewOptions, view};

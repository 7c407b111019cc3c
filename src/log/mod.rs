//! How a fact becomes bytes that prove themselves. The only user of bincode.

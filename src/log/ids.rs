//! The identities that records carry: a type for each, so that none stands in for another.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::LogError;

macro_rules! identity {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name([u8; $len]);

        impl $name {
            /// The identity made of these bytes.
            pub const fn from_bytes(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// The bytes, as they stand in files.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            /// Lower-case hexadecimal, two digits a byte.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }
    };
}

macro_rules! random_identity {
    ($(#[$doc:meta])* $name:ident) => {
        identity!($(#[$doc])* $name, 16);

        impl $name {
            /// A new one, from the random bytes of the system.
            ///
            /// # Errors
            /// [`LogError::NoRandomness`] when the system has none.
            pub fn fresh() -> Result<Self, LogError> {
                let mut bytes = [0; 16];
                match getrandom::fill(&mut bytes) {
                    Ok(()) => Ok(Self(bytes)),
                    Err(_) => Err(LogError::NoRandomness),
                }
            }
        }
    };
}

random_identity! {
    /// One store: what a journal and its backups belong to.
    StoreId
}
random_identity! {
    /// One stream of events; by default the store's own.
    StreamId
}
random_identity! {
    /// One writer: a store in one folder on one machine (DESIGN §2).
    ReplicaId
}
random_identity! {
    /// One change: all records that become visible together.
    ChangeId
}
random_identity! {
    /// Who did it; never a name.
    ActorId
}
random_identity! {
    /// What it was done to.
    EntityId
}
random_identity! {
    /// The random bytes hashed before a body, stored with it and erased with it: without them
    /// the hash of a short body could be guessed.
    Salt
}
identity! {
    /// The proof of a record and of all records before it in its chain.
    RecordId, 32
}

impl RecordId {
    /// What the first record of a chain follows.
    pub const NONE: Self = Self([0; 32]);
}

impl From<StoreId> for StreamId {
    /// The default stream of a store.
    fn from(store: StoreId) -> Self {
        Self(store.0)
    }
}

//! Every word that a person reads, in Chinese and English; a missing one does not compile.

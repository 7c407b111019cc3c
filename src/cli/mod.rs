//! The command line: the verbs of the command table, for scripts.

//! One test binary, a module for each capability.

#[cfg(test)]
mod example;
#[cfg(test)]
mod records;

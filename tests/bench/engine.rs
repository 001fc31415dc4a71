//! The bare model run. (placeholder until the helper writes it)
fn main() {}

//! The package's build script: in a build with the torch engine, embeds the folder of libtorch's libraries into the programs, so that they find them
//! wherever they are started from.

#![expect(clippy::print_stdout, reason = "so that Cargo hears it")]

fn main() {
    println!("cargo::rerun-if-changed=scripts/libtorch_path.rs");
    // torch-sys tells its dependents where it found libtorch.
    let folder = std::env::var("DEP_TCH_LIBTORCH_LIB");
    if let (Ok(folder), Ok("unix")) = (folder, std::env::var("CARGO_CFG_TARGET_FAMILY").as_deref()) {
        println!("cargo::rustc-link-arg=-Wl,-rpath,{folder}");
    }
}

//! The law is built into the program: a changed rule must build it anew.

fn main() {
    println!("cargo:rerun-if-changed=../../law");
}

//! The memory of the program: whatever is given back is wiped first.
//!
//! A form, a passphrase or a page passes through buffers of libraries that know nothing of secrets; a desk that is locked
//! would keep what was typed into its unlock page in memory that nobody uses any more. Deliberately absent: memory that
//! SQLite and OpenSSL take from the system themselves (the image that used them ends with the lock), and the stack.

use std::alloc::{GlobalAlloc, Layout, System};

use zeroize::optimization_barrier;

/// The system's allocator, wiping.
pub struct Wiping;

#[expect(unsafe_code, reason = "an allocator has no safe form")]
// SAFETY: every block comes from the system's allocator and goes back to it with the layout it was asked for. A block that
// grows or shrinks takes the trait's own way, a new block and `dealloc` for the old one, so that none is given back unwiped.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise about the layout is the system's own.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller gives up the whole block, and nobody else may look at it.
        unsafe { block.write_bytes(0, layout.size()) };
        // Else the compiler, which knows that nobody reads a block given back, would leave the wiping out.
        optimization_barrier(&block);
        // SAFETY: it came from there with this layout.
        unsafe { System.dealloc(block, layout) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(unsafe_code, reason = "looks at a block of its own arena after it was given back")]
    fn a_block_that_grows_keeps_its_bytes() {
        let layout = Layout::from_size_align(64, 8).expect("a layout");
        // SAFETY: one block, grown once, given back once with its last size, read only while it is held.
        unsafe {
            let block = Wiping.alloc(layout);
            block.write_bytes(7, 64);
            let grown = Wiping.realloc(block, layout, 4096);
            assert!(std::slice::from_raw_parts(grown, 64).iter().all(|byte| *byte == 7));
            Wiping.dealloc(grown, Layout::from_size_align(4096, 8).expect("a layout"));
        }
    }
}

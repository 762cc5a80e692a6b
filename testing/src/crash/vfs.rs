//! SQLite's files, recorded: a thin file system over the system's own.
//!
//! Every call goes on to SQLite's file system for this machine, so that locks and the memory shared by readers are the
//! real ones; what changes a file is asked of the recorder before and told after. SQLite's own syncing of folders is told
//! as it happens: with the first sync of a journal or log, and where a removal asks for it. A file without a name is refused:
//! everything temporary belongs into memory.
//!
//! This is the one file of the project that speaks to SQLite in its own language, which leaves no safe call; each block
//! says why it is sound. Deliberately absent: memory-mapped files (the vault asks for none, and version 2 of the methods has
//! none).

#![allow(unsafe_code, reason = "SQLite's file system interface is a table of C functions")]

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_io_methods, sqlite3_vfs};

use super::recorder::{Call, Fault, Recorder};
use super::step::{FileId, Step};

/// A file system that SQLite knows by a name of its own, until this is dropped.
pub struct Vfs {
    name: CString,
    /// Given to SQLite, which knows it by its address; taken back when this is dropped.
    table: *mut sqlite3_vfs,
}

// SAFETY: the table is not changed after it was registered, and the recorder behind it has a lock of its own.
unsafe impl Send for Vfs {}
// SAFETY: as above.
unsafe impl Sync for Vfs {}

/// What our table points to.
struct Behind {
    recorder: Arc<Recorder>,
    /// SQLite's own file system, which lives as long as the process.
    system: *mut sqlite3_vfs,
}

static VFS_NUMBER: AtomicUsize = AtomicUsize::new(0);

impl Vfs {
    /// Registers a file system that tells this recorder.
    pub fn over(recorder: Arc<Recorder>) -> Vfs {
        let number = VFS_NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = CString::new(format!("recording-{number}")).expect("a name without nought");
        // SAFETY: SQLite initialises itself when asked for its default file system, which is never unregistered.
        let system = unsafe {
            assert_eq!(ffi::sqlite3_initialize(), ffi::SQLITE_OK);
            ffi::sqlite3_vfs_find(ptr::null())
        };
        assert!(!system.is_null(), "SQLite has a file system");
        // SAFETY: it points to SQLite's own table, which is plain data.
        let mut table = unsafe { *system };
        table.iVersion = 2;
        let own = c_int::try_from(size_of::<File>()).expect("a small struct");
        table.szOsFile += own;
        table.pNext = ptr::null_mut();
        table.zName = name.as_ptr();
        table.pAppData = Box::into_raw(Box::new(Behind { recorder, system })).cast();
        table.xOpen = Some(open);
        table.xDelete = Some(delete);
        table.xAccess = Some(access);
        table.xFullPathname = Some(full_pathname);
        // The rest of SQLite's table for Unix never looks at which table it is called through.
        let table = Box::into_raw(Box::new(table));
        // SAFETY: table, name and what stands behind live until `drop` has unregistered them.
        assert_eq!(unsafe { ffi::sqlite3_vfs_register(table, 0) }, ffi::SQLITE_OK);
        Vfs { name, table }
    }

    /// What SQLite calls it.
    pub fn name(&self) -> &str {
        self.name.to_str().expect("made of text")
    }
}

impl Drop for Vfs {
    fn drop(&mut self) {
        // SAFETY: the vault drops its database before its disk, and the disk holds this: no connection uses it any more. Both
        // boxes were made in `over` and are taken back once.
        unsafe {
            ffi::sqlite3_vfs_unregister(self.table);
            let table = Box::from_raw(self.table);
            drop(Box::from_raw(table.pAppData.cast::<Behind>()));
        }
    }
}

/// An open file as SQLite holds it. The system's own stands right behind it in the same memory.
#[repr(C)]
struct File {
    base: sqlite3_file,
    about: *mut About,
}

/// What we know of an open file.
struct About {
    recorder: Arc<Recorder>,
    /// `None` for what is not recorded.
    file: Option<FileId>,
    /// The folder that is synced together with the file the first time.
    folder: Option<PathBuf>,
}

impl About {
    fn ask(&self, call: Call, refused: c_int) -> Result<(), c_int> {
        self.recorder.ask(call).map_err(|fault| code(fault, refused))
    }

    fn tell(&self, step: impl FnOnce(FileId) -> Step) {
        if let Some(file) = self.file {
            self.recorder.tell(step(file));
        }
    }
}

/// What SQLite's file system for Unix makes of an error of the system.
fn code(fault: Fault, refused: c_int) -> c_int {
    match fault {
        Fault::Full if refused == ffi::SQLITE_IOERR_WRITE => ffi::SQLITE_FULL,
        Fault::Short => ffi::SQLITE_FULL,
        _ => refused,
    }
}

/// # Safety
/// `vfs` is one that [`Vfs::over`] registered.
unsafe fn behind<'a>(vfs: *mut sqlite3_vfs) -> &'a Behind {
    // SAFETY: `over` put it there, and `drop` runs only when nothing is open.
    unsafe { &*(*vfs).pAppData.cast() }
}

/// # Safety
/// `file` was opened by [`open`].
unsafe fn about<'a>(file: *mut sqlite3_file) -> &'a mut About {
    // SAFETY: SQLite calls for one file from one thread at a time, and `close` frees it last.
    unsafe { &mut *(*file.cast::<File>()).about }
}

/// The system's file behind ours.
///
/// # Safety
/// `file` points to memory of our `szOsFile`.
unsafe fn real(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: our `szOsFile` is the size of both, and a `File` is as aligned as any struct of pointers.
    unsafe { file.cast::<File>().add(1).cast() }
}

/// Calls a method of the system's file.
macro_rules! real {
    ($file:ident . $method:ident ( $($argument:expr),* )) => {{
        // SAFETY: the file was opened by the system's own file system, which fills in every method of version 2, and it
        // is given the arguments that SQLite gave us.
        unsafe {
            let real = real($file);
            (*(*real).pMethods).$method.expect("a method of version 2")(real $(, $argument)*)
        }
    }};
}

/// # Safety
/// `path` is a path that SQLite gave, or null.
unsafe fn path_of<'a>(path: *const c_char) -> Option<&'a Path> {
    if path.is_null() {
        return None;
    }
    // SAFETY: SQLite's paths end with a nought and outlive the call.
    let text = unsafe { CStr::from_ptr(path) };
    text.to_str().ok().map(Path::new)
}

const METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite calls with our table, a path or null, and memory of our `szOsFile`; the system's file system gets
    // its own table and the memory behind ours. Null methods tell SQLite that nothing is open.
    unsafe {
        (*file).pMethods = ptr::null();
        let behind = behind(vfs);
        let Some(path) = path_of(name) else { return ffi::SQLITE_CANTOPEN };
        if let Err(fault) = behind.recorder.ask(Call::Read) {
            return code(fault, ffi::SQLITE_CANTOPEN);
        }
        let stood = path.exists();
        let open = (*behind.system).xOpen.expect("every file system opens");
        let opened = open(behind.system, name, real(file), flags, out_flags);
        if opened != ffi::SQLITE_OK {
            return opened;
        }
        let inside = behind.recorder.inside(path);
        let file_id = inside.map(|inside| match behind.recorder.file(&inside) {
            Some(known) if stood => known,
            _ => behind.recorder.tell_created(inside),
        });
        let synced_with_folder =
            ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL;
        let folder = (flags & ffi::SQLITE_OPEN_CREATE != 0 && flags & synced_with_folder != 0)
            .then(|| path.parent().map(Path::to_owned))
            .flatten();
        let about = About { recorder: behind.recorder.clone(), file: file_id, folder };
        (*file.cast::<File>()).about = Box::into_raw(Box::new(about));
        (*file).pMethods = &METHODS;
        ffi::SQLITE_OK
    }
}

unsafe extern "C" fn delete(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    // SAFETY: SQLite calls with our table and a path.
    unsafe {
        let behind = behind(vfs);
        if let Err(fault) = behind.recorder.ask(Call::Change) {
            return code(fault, ffi::SQLITE_IOERR_DELETE);
        }
        let delete = (*behind.system).xDelete.expect("every file system deletes");
        let deleted = delete(behind.system, name, 0);
        let inside = path_of(name).and_then(|path| behind.recorder.inside(path));
        let Some(path) = inside.filter(|_| deleted == ffi::SQLITE_OK) else { return deleted };
        let folder = path.parent().map(Path::to_owned);
        behind.recorder.tell(Step::Remove { path });
        match folder.filter(|_| sync_folder != 0) {
            Some(path) => tell_folder_synced(&behind.recorder, path),
            None => ffi::SQLITE_OK,
        }
    }
}

/// A folder, as steps name it, is synced or is not.
fn tell_folder_synced(recorder: &Recorder, path: PathBuf) -> c_int {
    match recorder.ask(Call::Change) {
        Ok(()) => {
            recorder.tell(Step::SyncDir { path });
            ffi::SQLITE_OK
        }
        Err(fault) => code(fault, ffi::SQLITE_IOERR_DIR_FSYNC),
    }
}

unsafe extern "C" fn access(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: as SQLite called us, with the system's own table.
    unsafe {
        let system = behind(vfs).system;
        (*system).xAccess.expect("every file system looks")(system, name, flags, out)
    }
}

unsafe extern "C" fn full_pathname(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    length: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: as SQLite called us, with the system's own table.
    unsafe {
        let system = behind(vfs).system;
        (*system).xFullPathname.expect("every file system names")(system, name, length, out)
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let closed = real!(file.xClose());
    // SAFETY: `open` made the box, and SQLite closes a file once.
    drop(unsafe { Box::from_raw((*file.cast::<File>()).about) });
    closed
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    to: *mut c_void,
    length: c_int,
    at: i64,
) -> c_int {
    // SAFETY: the file is open.
    let about = unsafe { about(file) };
    match about.ask(Call::Read, ffi::SQLITE_IOERR_READ) {
        Ok(()) => real!(file.xRead(to, length, at)),
        Err(code) => code,
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    length: c_int,
    at: i64,
) -> c_int {
    // SAFETY: the file is open.
    let about = unsafe { about(file) };
    let (Ok(whole), Ok(place)) = (usize::try_from(length), u64::try_from(at)) else {
        return ffi::SQLITE_IOERR_WRITE;
    };
    let asked = match about.file {
        Some(id) => about.recorder.ask(Call::Write(id, place, whole as u64)),
        None => Ok(()),
    };
    let taken = match asked {
        Ok(()) => length,
        Err(Fault::Short) => length / 2,
        Err(fault) => return code(fault, ffi::SQLITE_IOERR_WRITE),
    };
    let written = real!(file.xWrite(from, taken, at));
    if written == ffi::SQLITE_OK && taken > 0 {
        let length = usize::try_from(taken).unwrap_or_default();
        // SAFETY: SQLite gave at least so many bytes.
        let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), length) };
        about.tell(|file| Step::Write { file, at: place, bytes: bytes.into() });
    }
    if taken == length { written } else { ffi::SQLITE_FULL }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: i64) -> c_int {
    // SAFETY: the file is open.
    let about = unsafe { about(file) };
    if let Err(code) = about.ask(Call::Change, ffi::SQLITE_IOERR_TRUNCATE) {
        return code;
    }
    let cut = real!(file.xTruncate(length));
    if cut == ffi::SQLITE_OK {
        about.tell(|file| Step::Truncate { file, length: length.cast_unsigned() });
    }
    cut
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: the file is open.
    let about = unsafe { about(file) };
    if let Err(code) = about.ask(Call::Change, ffi::SQLITE_IOERR_FSYNC) {
        return code;
    }
    let synced = real!(file.xSync(flags));
    if synced != ffi::SQLITE_OK {
        return synced;
    }
    about.tell(|file| Step::Sync { file });
    let folder = about.folder.take().and_then(|folder| about.recorder.inside(&folder));
    folder.map_or(ffi::SQLITE_OK, |folder| tell_folder_synced(&about.recorder, folder))
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, out: *mut i64) -> c_int {
    real!(file.xFileSize(out))
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    real!(file.xLock(level))
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    real!(file.xUnlock(level))
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    real!(file.xCheckReservedLock(out))
}

unsafe extern "C" fn file_control(
    file: *mut sqlite3_file,
    what: c_int,
    argument: *mut c_void,
) -> c_int {
    real!(file.xFileControl(what, argument))
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    real!(file.xSectorSize())
}

unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    real!(file.xDeviceCharacteristics())
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    real!(file.xShmMap(page, size, extend, out.cast()))
}

unsafe extern "C" fn shm_lock(
    file: *mut sqlite3_file,
    offset: c_int,
    number: c_int,
    flags: c_int,
) -> c_int {
    real!(file.xShmLock(offset, number, flags))
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    real!(file.xShmBarrier());
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, delete: c_int) -> c_int {
    real!(file.xShmUnmap(delete))
}

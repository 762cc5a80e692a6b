//! Whether a folder stands on a disk that may be pulled out: then the vault keeps everything in one file.
//!
//! Linux tells in `/sys`. Where the system does not tell (Windows, macOS, a disk of the network), the answer is no.
//! Deliberately absent: watching for the disk to go.

use std::path::Path;

/// Whether the disk under this folder, or under the nearest folder above it that is there, may be pulled out.
pub fn holds(dir: &Path) -> bool {
    #[cfg(target_os = "linux")]
    let holds = linux::holds(Path::new("/sys"), dir);
    #[cfg(not(target_os = "linux"))]
    let holds = {
        let _ = dir;
        false
    };
    holds
}

#[cfg(target_os = "linux")]
mod linux {
    use std::{
        fs,
        os::unix::fs::MetadataExt,
        path::{Path, PathBuf},
    };

    /// Disks below disks (encryption, RAID) that are followed.
    const DEPTH: u8 = 8;

    pub fn holds(sys: &Path, dir: &Path) -> bool {
        let Some(dir) = dir.ancestors().find_map(|dir| dir.canonicalize().ok()) else {
            return false;
        };
        let number = dir.metadata().map(|about| about.dev()).ok();
        let device = number.and_then(|number| device(sys, number)).or_else(|| {
            // Btrfs and file systems of a helper program have numbers that no disk has: the mount's source tells.
            let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
            device(sys, source_of(&mounts, &dir)?.metadata().ok()?.rdev())
        });
        device.is_some_and(|device| may_be_pulled_out(&device, DEPTH))
    }

    /// The folder in which the system tells of a disk, by its number.
    fn device(sys: &Path, number: u64) -> Option<PathBuf> {
        let (major, minor) = (rustix::fs::major(number), rustix::fs::minor(number));
        sys.join(format!("dev/block/{major}:{minor}")).canonicalize().ok()
    }

    /// Whether the disk says so itself, hangs on USB, or has such a disk below it.
    pub fn may_be_pulled_out(device: &Path, depth: u8) -> bool {
        // Of a partition, the disk it is part of tells.
        let says = |dir: &Path| {
            fs::read_to_string(dir.join("removable")).is_ok_and(|word| word.trim() == "1")
        };
        if says(device) || device.parent().is_some_and(says) || hangs_on_usb(device) {
            return true;
        }
        let below = fs::read_dir(device.join("slaves")).into_iter().flatten().flatten();
        let mut below = below.filter_map(|entry| entry.path().canonicalize().ok());
        depth > 0 && below.any(|device| may_be_pulled_out(&device, depth - 1))
    }

    fn hangs_on_usb(device: &Path) -> bool {
        device.iter().filter_map(|part| part.to_str()).any(|part| {
            part.strip_prefix("usb").is_some_and(|number| number.parse::<u32>().is_ok())
        })
    }

    /// The device a folder's file system was mounted from: the last of the longest mount points above it.
    pub fn source_of(mounts: &str, dir: &Path) -> Option<PathBuf> {
        let mount = |line: &str| {
            let (place, source) = line.split_once(" - ")?;
            let point = PathBuf::from(unescaped(place.split(' ').nth(4)?));
            let source = PathBuf::from(unescaped(source.split(' ').nth(1)?));
            dir.starts_with(&point).then(|| (point.as_os_str().len(), source))
        };
        let source = mounts.lines().filter_map(mount).max_by_key(|(length, _)| *length)?.1;
        source.is_absolute().then_some(source)
    }

    /// The kernel writes the blanks of a path in octal.
    fn unescaped(path: &str) -> String {
        [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
            .into_iter()
            .fold(path.to_owned(), |path, (from, to)| path.replace(from, to))
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use std::os::unix::fs::symlink;

        /// A `/sys` with one disk of one partition, and with an encrypted volume on that.
        fn sys(bus: &str, removable: &str) -> tempfile::TempDir {
            let sys = tempfile::tempdir().expect("a folder");
            let disk = sys.path().join("devices").join(bus).join("block/sda");
            let volume = sys.path().join("devices/virtual/block/dm-0");
            for dir in [disk.join("sda1"), volume.join("slaves"), sys.path().join("dev/block")] {
                fs::create_dir_all(dir).expect("a folder");
            }
            fs::write(disk.join("removable"), removable).expect("a file");
            fs::write(volume.join("removable"), "0\n").expect("a file");
            symlink(disk.join("sda1"), volume.join("slaves/sda1")).expect("a link");
            symlink(disk.join("sda1"), sys.path().join("dev/block/8:1")).expect("a link");
            symlink(volume, sys.path().join("dev/block/254:7")).expect("a link");
            sys
        }

        #[test]
        fn a_stick_is_told_from_a_disk_also_below_encryption() {
            for (bus, removable, expected) in [
                ("pci0000:00/0000:00:1f.2/ata1", "0\n", false),
                ("pci0000:00/0000:00:1f.2/ata1", "1\n", true),
                ("pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0", "0\n", true),
                ("pci0000:00/usbless", "0\n", false),
            ] {
                let sys = sys(bus, removable);
                for (major, minor) in [(8, 1), (254, 7)] {
                    let device = device(sys.path(), rustix::fs::makedev(major, minor));
                    let found = may_be_pulled_out(&device.expect("a device"), DEPTH);
                    assert_eq!(found, expected, "{bus} {removable:?} {major}");
                }
                assert_eq!(device(sys.path(), rustix::fs::makedev(0, 44)), None);
            }
        }

        #[test]
        fn disks_below_disks_without_end_are_not_followed() {
            let dir = tempfile::tempdir().expect("a folder");
            fs::create_dir_all(dir.path().join("dm-0/slaves")).expect("a folder");
            let device = dir.path().join("dm-0");
            symlink(&device, device.join("slaves/dm-0")).expect("a link");
            assert!(!may_be_pulled_out(&device, DEPTH));
        }

        #[test]
        fn the_nearest_mount_counts() {
            let mounts = "22 1 0:30 /@ / rw - btrfs /dev/nvme0n1p2 rw\n\
                          40 22 0:52 / /run/media/a/My\\040stick rw - fuseblk /dev/sdb1 rw\n\
                          41 22 0:53 / /run/media/net rw - nfs4 server:/x rw\n";
            let of = |dir: &str| source_of(mounts, Path::new(dir));
            assert_eq!(of("/home/a/vault"), Some("/dev/nvme0n1p2".into()));
            assert_eq!(of("/run/media/a/My stick/vault"), Some("/dev/sdb1".into()));
            assert_eq!(of("/run/media/net/vault"), None);
            assert_eq!(source_of("nonsense\n - \n", Path::new("/")), None);
        }

        #[test]
        fn a_folder_that_is_not_there_yet_stands_where_the_one_above_it_stands() {
            let dir = tempfile::tempdir().expect("a folder");
            let sys = tempfile::tempdir().expect("a folder");
            let about = dir.path().metadata().expect("a folder");
            let (major, minor) = (rustix::fs::major(about.dev()), rustix::fs::minor(about.dev()));
            let disk = sys.path().join("devices/usb1/block/sdz");
            fs::create_dir_all(sys.path().join("dev/block")).expect("a folder");
            fs::create_dir_all(&disk).expect("a folder");
            let number = sys.path().join(format!("dev/block/{major}:{minor}"));
            symlink(disk, number).expect("a link");
            assert!(holds(sys.path(), &dir.path().join("not/yet")));
        }
    }
}

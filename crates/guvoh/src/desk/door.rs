//! Which user of this machine speaks: only the one who runs the desk may.
//!
//! Every user of a machine reaches 127.0.0.1, and a browser sends a cookie to every port of it, so a cookie alone is not
//! proof. On Linux the kernel tells whose socket the other end is (`/proc/net/tcp`, proc(5)). Deliberately absent: other
//! systems, where the start code and the cookie stand alone, and programs of the same user, which can do what the user can.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use desk::serve::Door;

/// The door of a desk that listens here.
#[cfg(target_os = "linux")]
pub fn of(desk: SocketAddr) -> Door {
    let own = rustix::process::geteuid().as_raw();
    Arc::new(move |peers| {
        let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(std::fs::read_to_string);
        admits(tables.iter().flatten().map(String::as_str), (peers, desk), own)
    })
}

/// The door of a desk that listens here.
#[cfg(not(target_os = "linux"))]
pub fn of(_: SocketAddr) -> Door {
    Arc::new(|peers| vec![true; peers.len()])
}

/// Which sockets from `peers` to `desk` are `own`; where no table can be read, the cookie alone has to do.
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "only Linux has the tables"))]
fn admits<'a>(
    tables: impl Iterator<Item = &'a str>,
    (peers, desk): (&[SocketAddr], SocketAddr),
    own: u32,
) -> Vec<bool> {
    let mut tables = tables.peekable();
    if tables.peek().is_none() {
        return vec![true; peers.len()];
    }
    let owners: HashMap<&str, u32> = tables.flat_map(|table| owners(table, desk)).collect();
    let owner = |end: Option<String>| owners.get(end?.as_str()).copied();
    let known = |peer: &SocketAddr| owner(spell(*peer)).or_else(|| owner(spell_mapped(*peer)));
    peers.iter().map(|peer| known(peer) == Some(own)).collect()
}

/// The users whose sockets go to `desk`, by where these come from.
fn owners(table: &str, desk: SocketAddr) -> impl Iterator<Item = (&str, u32)> {
    let ends = [spell(desk), spell_mapped(desk)];
    table.lines().skip(1).filter_map(move |line| {
        let mut words = line.split_whitespace().skip(1);
        let (from, to) = (words.next()?, words.next()?);
        let ours = ends.iter().flatten().any(|desk| desk == to);
        if ours { Some((from, words.nth(4)?.parse().ok()?)) } else { None }
    })
}

/// As the kernel writes it: the address as one number of the machine's byte order, then the port.
fn spell(address: SocketAddr) -> Option<String> {
    let SocketAddr::V4(address) = address else { return None };
    Some(format!("{:08X}:{:04X}", number(*address.ip()), address.port()))
}

/// The same address as a program writes it that uses one kind of socket for both families.
fn spell_mapped(address: SocketAddr) -> Option<String> {
    let prefix = 0xffff_u32.to_be_bytes();
    Some(format!("0000000000000000{:08X}{}", u32::from_ne_bytes(prefix), spell(address)?))
}

fn number(ip: Ipv4Addr) -> u32 {
    u32::from_ne_bytes(ip.octets())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:246A 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0
   1: 0100007F:246A 0100007F:C000 01 00000000:00000000 00:00000000 00000000  1000        0 2 1 0 20 4 30 10 -1
   2: 0100007F:C000 0100007F:246A 01 00000000:00000000 00:00000000 00000000  4321        0 3 1 0 20 4 30 10 -1
   3: 0100007F:C001 0100007F:246A 01 00000000:00000000 00:00000000 00000000  1000        0 4 1 0 20 4 30 10 -1
";
    const TABLE_6: &str = "  sl  local_address remote_address st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode
   0: 0000000000000000FFFF00000100007F:C002 0000000000000000FFFF00000100007F:246A 01 00000000:00000000 00:00000000 00000000  1000        0 5
";

    fn at(port: u16) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, port))
    }

    #[cfg(target_endian = "little")]
    #[test]
    fn the_other_end_must_belong_to_the_same_user() {
        let desk = at(0x246a);
        let peers = [0xc000, 0xc001, 0xc002, 0xc003].map(at);
        let tables = [TABLE, TABLE_6].into_iter();
        assert_eq!(admits(tables, (&peers, desk), 1000), [false, true, true, false]);
        assert_eq!(admits(std::iter::empty(), (&peers, desk), 1000), [true; 4]);
        assert_eq!(admits(["", "\n1: x"].into_iter(), (&peers, desk), 1000), [false; 4]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_socket_of_our_own_is_known() {
        let listener = std::net::TcpListener::bind(at(0)).expect("a port");
        let desk = listener.local_addr().expect("an address");
        let stream = std::net::TcpStream::connect(desk).expect("a connection");
        let (_kept, peer) = listener.accept().expect("the other end");
        assert_eq!(peer, stream.local_addr().expect("an address"));
        let nobody = at(peer.port().wrapping_add(1));
        assert_eq!(of(desk)(&[peer, nobody]), [true, false]);
    }
}

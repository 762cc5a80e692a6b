//! Sealing and signing on another core while this one fills the tables.
//!
//! Each signature names the one before it, so they are made one after another; but rows and index need only what is to be
//! signed. In a transaction of many records operations are therefore ordered here and stored as they come back, in order,
//! all of them before anybody reads the ledger and before the commit. Deliberately absent: what is written when.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, channel, sync_channel};
use std::thread::{self, JoinHandle};

use ledger::{Author, Body, Kind, OpId, Operation, Stream};
use seal::RecordKey;

use crate::error::Error;
use crate::house::House;

/// Records from which on a thread of its own is worth its start.
pub(crate) const MANY: usize = 16;
/// Operations handed over together: to wake the other core for each takes as long as to sign.
const TOGETHER: usize = 50;
/// Bytes of values after which fewer are handed over.
const TOGETHER_BYTES: usize = 1024 * 1024;
/// How often may be handed over before the other core has taken any: all of it is in memory.
const WAITING: usize = 2;

/// What is to be sealed and signed.
pub(crate) struct Order {
    pub record: i64,
    pub op: OpId,
    pub kind: Kind,
    pub body: Body,
    pub key: RecordKey,
}

/// A signed operation and the local number of its record.
type Signed = Result<(i64, Operation), Error>;

/// A core that signs.
pub(crate) struct Signing {
    orders: SyncSender<Vec<Order>>,
    signed: Receiver<Vec<Signed>>,
    /// Ordered and not handed over yet.
    gathered: Vec<Order>,
    bytes: usize,
    /// Handed over and not taken back yet.
    waiting: usize,
    thread: JoinHandle<Stream>,
}

impl Signing {
    /// Begins where the stream stands; `None` where there is no other core.
    pub(crate) fn start(house: &House, stream: Stream) -> Option<Signing> {
        if thread::available_parallelism().map_or(1, usize::from) < 2 {
            return None;
        }
        let (device, epoch, epoch_key) =
            (house.device.clone(), house.epoch, house.epoch_key.clone());
        let (orders, received) = sync_channel(WAITING);
        let (give, signed) = channel();
        let sign = move || {
            let author = Author { device: &device, epoch, epoch_key: &epoch_key };
            let mut stream = stream;
            for orders in received {
                let orders: Vec<Order> = orders;
                let made = orders.into_iter().map(|order| sign(&mut stream, &author, order));
                // Nobody takes it back any more: the transaction failed.
                if give.send(made.collect()).is_err() {
                    break;
                }
            }
            stream
        };
        let thread = thread::Builder::new().spawn(sign).ok()?;
        Some(Signing { orders, signed, gathered: Vec::new(), bytes: 0, waiting: 0, thread })
    }

    /// Orders the next operation of the stream.
    pub(crate) fn order(&mut self, order: Order) {
        let values = order.body.changes.iter().filter_map(|change| change.value.as_ref());
        self.bytes += values.map(Vec::len).sum::<usize>();
        self.gathered.push(order);
        if self.gathered.len() >= TOGETHER || self.bytes >= TOGETHER_BYTES {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        self.bytes = 0;
        let orders = std::mem::take(&mut self.gathered);
        self.orders.send(orders).expect("the thread takes orders as long as it is asked to");
        self.waiting += 1;
    }

    /// The next ones in order that are ready; with `wait`, that were ordered.
    pub(crate) fn next(&mut self, wait: bool) -> Option<Vec<Signed>> {
        if wait && !self.gathered.is_empty() {
            self.hand_over();
        }
        if self.waiting == 0 {
            return None;
        }
        let signed = match self.signed.try_recv() {
            Err(TryRecvError::Empty) if !wait => return None,
            Err(_) => self.signed.recv().expect("the thread answers every order"),
            Ok(signed) => signed,
        };
        self.waiting -= 1;
        Some(signed)
    }

    /// Where the stream stands, once all was taken back.
    pub(crate) fn finish(self) -> Stream {
        drop(self.orders);
        self.thread.join().expect("signing does not panic")
    }
}

fn sign(stream: &mut Stream, author: &Author<'_>, order: Order) -> Signed {
    let Order { record, op, kind, body, key } = order;
    let made = stream.append(author, op, kind, &body, &key);
    made.map(|operation| (record, operation)).map_err(|_| Error::TooLarge)
}

-- The truth: signed operations in the order they came. `record` tells whose key opens the body; it is local.
CREATE TABLE op (
  pos INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  record INTEGER NOT NULL,
  header BLOB NOT NULL,
  signature BLOB NOT NULL,
  body BLOB,
  UNIQUE (stream, seq)
) STRICT;
CREATE INDEX op_record ON op (record, pos);

-- Streams this vault has written, each with its device's certificate.
CREATE TABLE stream (
  id INTEGER PRIMARY KEY,
  stream BLOB NOT NULL UNIQUE,
  certificate BLOB NOT NULL
) STRICT;

-- Content keys, wrapped by the epoch key. Number 0 is the house's own. Erasing a record removes its row.
CREATE TABLE record_key (
  record INTEGER PRIMARY KEY,
  key_id BLOB NOT NULL,
  epoch BLOB NOT NULL,
  wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE epoch (id BLOB PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- Keys of the house, the state of the stream, settings, unfinished forms.
CREATE TABLE house (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE draft (name TEXT PRIMARY KEY, value TEXT NOT NULL, saved INTEGER NOT NULL) STRICT, WITHOUT ROWID;

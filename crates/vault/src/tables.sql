-- The view: made from the operations, dropped and made again by `rebuild`.
CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  entity BLOB NOT NULL UNIQUE,
  kind INTEGER NOT NULL,
  handle TEXT NOT NULL,
  region TEXT,
  situation TEXT,
  state TEXT,
  first_day TEXT,
  last_day TEXT,
  birth_year INTEGER,
  case_entity BLOB,
  identity INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  content BLOB NOT NULL,
  digest BLOB NOT NULL
) STRICT;
CREATE INDEX record_kind ON record (kind, id);
CREATE INDEX record_region ON record (region, kind) WHERE region IS NOT NULL;
CREATE INDEX record_case ON record (case_entity, kind) WHERE case_entity IS NOT NULL;

CREATE TABLE method (method TEXT NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (record, method)) STRICT, WITHOUT ROWID;
CREATE INDEX method_of ON method (method, record);

CREATE TABLE link (
  record INTEGER NOT NULL,
  field TEXT NOT NULL,
  target BLOB NOT NULL,
  PRIMARY KEY (record, field, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_target ON link (target, record);

-- The latest situation of a person.
CREATE TABLE present (person BLOB PRIMARY KEY, situation TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE erased (entity BLOB PRIMARY KEY, handle TEXT NOT NULL, was INTEGER NOT NULL, day TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

-- The view: made from the operations, dropped and made again by `rebuild`.
CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  entity BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  handle TEXT NOT NULL,
  region TEXT,
  situation TEXT,
  state TEXT,
  first_day TEXT,
  last_day TEXT,
  birth_year INTEGER,
  case_entity BLOB,
  content BLOB NOT NULL,
  digest BLOB NOT NULL
) STRICT;
CREATE INDEX record_kind ON record (kind, id);
CREATE INDEX record_region ON record (region, kind) WHERE region IS NOT NULL;
CREATE INDEX record_case ON record (case_entity, kind) WHERE case_entity IS NOT NULL;
CREATE INDEX record_birth ON record (birth_year) WHERE birth_year IS NOT NULL;
CREATE INDEX record_state ON record (kind, state) WHERE state IS NOT NULL;

CREATE TABLE method (
  record INTEGER NOT NULL,
  method TEXT NOT NULL,
  PRIMARY KEY (record, method)
) STRICT, WITHOUT ROWID;
CREATE INDEX method_of ON method (method, record);

CREATE TABLE link (
  record INTEGER NOT NULL,
  field TEXT NOT NULL,
  target BLOB NOT NULL,
  PRIMARY KEY (record, field, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_target ON link (target, record);

-- The latest situation of each person.
CREATE TABLE present (person BLOB PRIMARY KEY, situation TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX present_situation ON present (situation);

-- What was erased: its name, its kind, the day.
CREATE TABLE erased (
  entity BLOB PRIMARY KEY,
  handle TEXT NOT NULL,
  was TEXT NOT NULL,
  day TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5(stems, content='', contentless_delete=1, detail=none, tokenize='ascii');

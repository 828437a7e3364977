-- All times and durations are BIGINT microseconds, ids are made by the application, messages are bytes.
-- An execution's key is project/domain/name: none of the parts can hold a slash.

CREATE TABLE project (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  description TEXT NOT NULL,
  created     BIGINT NOT NULL
);

-- Immutable under its version.
CREATE TABLE entity (
  kind    TEXT NOT NULL,
  project TEXT NOT NULL,
  domain  TEXT NOT NULL,
  name    TEXT NOT NULL,
  version TEXT NOT NULL,
  digest  TEXT NOT NULL,
  spec    ${bytes} NOT NULL,
  created BIGINT NOT NULL,
  PRIMARY KEY (kind, project, domain, name, version)
);
CREATE INDEX entity_latest ON entity (kind, project, domain, created);

-- Who may write what: every transaction checks the shards it touches.
CREATE TABLE shard (
  id    INTEGER PRIMARY KEY,
  owner TEXT NOT NULL,
  epoch BIGINT NOT NULL
);

-- Narrow, for it is updated; what is written once is in execution_doc.
CREATE TABLE execution (
  id              TEXT PRIMARY KEY,
  project         TEXT NOT NULL,
  domain          TEXT NOT NULL,
  name            TEXT NOT NULL,
  shard           INTEGER NOT NULL,
  live            INTEGER NOT NULL,
  phase           TEXT NOT NULL,
  launch_kind     TEXT NOT NULL,
  launch_project  TEXT NOT NULL,
  launch_domain   TEXT NOT NULL,
  launch_name     TEXT NOT NULL,
  launch_version  TEXT NOT NULL,
  task_project    TEXT NOT NULL,
  task_domain     TEXT NOT NULL,
  task_name       TEXT NOT NULL,
  task_version    TEXT NOT NULL,
  node            TEXT NOT NULL,
  user_label      TEXT NOT NULL,
  session         TEXT NOT NULL,
  notebook        TEXT NOT NULL,
  cell            TEXT NOT NULL,
  created         BIGINT NOT NULL,
  started         BIGINT,
  updated         BIGINT NOT NULL,
  duration        BIGINT,
  outputs_uri     TEXT,
  error_kind      TEXT,
  error_code      TEXT,
  error_message   TEXT,
  error_retryable INTEGER,
  error_at        BIGINT,
  abort_cause     TEXT,
  abort_principal TEXT,
  abort_at        BIGINT,
  catalog         TEXT NOT NULL,
  saved           BIGINT NOT NULL
);
CREATE INDEX execution_live ON execution (shard) WHERE live = 1;
CREATE INDEX execution_latest ON execution (project, domain, created);
CREATE INDEX execution_task ON execution (project, domain, task_name, created);
CREATE INDEX execution_session ON execution (session, phase);
CREATE INDEX execution_updated ON execution (updated);

-- run: what to start after a restart; only as long as the execution lives.
CREATE TABLE execution_doc (
  id             TEXT PRIMARY KEY,
  spec           ${bytes} NOT NULL,
  inputs         ${bytes} NOT NULL,
  run            ${bytes},
  outputs        ${bytes},
  outputs_source TEXT
);

-- The task node. start-node and end-node follow from the execution.
CREATE TABLE node_exec (
  exec                TEXT PRIMARY KEY,
  node                TEXT NOT NULL,
  spec_node           TEXT NOT NULL,
  phase               TEXT NOT NULL,
  created             BIGINT NOT NULL,
  started             BIGINT,
  updated             BIGINT NOT NULL,
  duration            BIGINT,
  input_uri           TEXT,
  output_uri          TEXT,
  error_kind          TEXT,
  error_code          TEXT,
  error_message       TEXT,
  error_retryable     INTEGER,
  error_at            BIGINT,
  checkpoint_uri      TEXT,
  why                 TEXT NOT NULL,
  catalog             TEXT NOT NULL,
  key_project         TEXT,
  key_domain          TEXT,
  key_task            TEXT,
  key_dataset_version TEXT,
  key_tag             TEXT,
  artifact_id         TEXT,
  artifact_source     TEXT,
  artifact_node       TEXT,
  artifact_attempt    INTEGER,
  artifact_version    TEXT,
  artifact_code_key   TEXT,
  artifact_uri        TEXT,
  artifact_bytes      BIGINT,
  artifact_made       BIGINT,
  artifact_took       BIGINT,
  artifact_by         TEXT,
  artifact_notebook   TEXT
);

-- budget and cause say why a body may run again; runs_* is the executor's name of it.
CREATE TABLE attempt (
  exec            TEXT NOT NULL,
  number          INTEGER NOT NULL,
  node            TEXT NOT NULL,
  live            INTEGER NOT NULL,
  task_project    TEXT NOT NULL,
  task_domain     TEXT NOT NULL,
  task_name       TEXT NOT NULL,
  task_version    TEXT NOT NULL,
  task_type       TEXT NOT NULL,
  runs_exec       TEXT NOT NULL,
  runs_node       TEXT NOT NULL,
  runs_number     INTEGER NOT NULL,
  budget          TEXT NOT NULL,
  cause           TEXT NOT NULL,
  user_failures   INTEGER NOT NULL,
  system_failures INTEGER NOT NULL,
  epoch           BIGINT NOT NULL,
  phase           TEXT NOT NULL,
  created         BIGINT NOT NULL,
  started         BIGINT,
  updated         BIGINT NOT NULL,
  duration        BIGINT,
  input_uri       TEXT NOT NULL,
  output_uri      TEXT,
  error_kind      TEXT,
  error_code      TEXT,
  error_message   TEXT,
  error_retryable INTEGER,
  error_at        BIGINT,
  why             TEXT NOT NULL,
  generated_name  TEXT NOT NULL,
  PRIMARY KEY (exec, number)
);

-- One remembered output by the hash of its catalog key.
CREATE TABLE artifact (
  key_hash        TEXT PRIMARY KEY,
  id              TEXT NOT NULL,
  project         TEXT NOT NULL,
  domain          TEXT NOT NULL,
  task            TEXT NOT NULL,
  dataset_version TEXT NOT NULL,
  tag             TEXT NOT NULL,
  source          TEXT NOT NULL,
  source_node     TEXT NOT NULL,
  source_attempt  INTEGER NOT NULL,
  task_version    TEXT NOT NULL,
  code_key        TEXT NOT NULL,
  outputs_uri     TEXT NOT NULL,
  bytes           BIGINT NOT NULL,
  made            BIGINT NOT NULL,
  took            BIGINT NOT NULL,
  made_by         TEXT NOT NULL,
  notebook        TEXT NOT NULL,
  hits            BIGINT NOT NULL,
  last_used       BIGINT NOT NULL
);
CREATE INDEX artifact_task ON artifact (project, domain, task, made);
CREATE INDEX artifact_used ON artifact (last_used);

-- Which stored bytes must stay, and for whom: an execution's id or 'artifact ' and a key hash.
CREATE TABLE blob_ref (
  holder TEXT NOT NULL,
  uri    TEXT NOT NULL,
  PRIMARY KEY (holder, uri)
);

-- What watchers are told.
CREATE TABLE event (
  seq           BIGINT PRIMARY KEY,
  exec          TEXT NOT NULL,
  at            BIGINT NOT NULL,
  phase         TEXT NOT NULL,
  node          TEXT NOT NULL,
  attempt       INTEGER NOT NULL,
  attempt_phase TEXT NOT NULL,
  why           TEXT NOT NULL,
  other_code    INTEGER NOT NULL
);
CREATE INDEX event_exec ON event (exec, seq);

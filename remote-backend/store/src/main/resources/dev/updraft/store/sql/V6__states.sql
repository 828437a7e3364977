-- What is archived is hidden from lists, and stays. state_at: NULL as long as nobody changed it.
ALTER TABLE execution ADD COLUMN state TEXT NOT NULL DEFAULT 'ACTIVE';
ALTER TABLE execution ADD COLUMN state_at BIGINT;

-- labels: a line 'key=value' for each, by key.
ALTER TABLE project ADD COLUMN labels TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN state TEXT NOT NULL DEFAULT 'ACTIVE';

-- What is said of a name, whatever its versions; without a row, nothing was said.
CREATE TABLE named_entity (
  kind        TEXT NOT NULL,
  project     TEXT NOT NULL,
  domain      TEXT NOT NULL,
  name        TEXT NOT NULL,
  description TEXT NOT NULL,
  state       TEXT NOT NULL,
  PRIMARY KEY (kind, project, domain, name)
);

-- What administrators have set: '' in domain and workflow is all of them.
CREATE TABLE attribute (
  kind     TEXT NOT NULL,
  project  TEXT NOT NULL,
  domain   TEXT NOT NULL,
  workflow TEXT NOT NULL,
  value    ${bytes} NOT NULL,
  PRIMARY KEY (kind, project, domain, workflow)
);

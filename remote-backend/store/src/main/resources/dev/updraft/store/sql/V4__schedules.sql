-- The active version of each launch plan: one at most of a name. due: the next tick of its schedule, NULL without one.
CREATE TABLE active_plan (
  project      TEXT NOT NULL,
  domain       TEXT NOT NULL,
  name         TEXT NOT NULL,
  version      TEXT NOT NULL,
  since        BIGINT NOT NULL,
  due          BIGINT,
  trouble_tick BIGINT,
  trouble      TEXT,
  PRIMARY KEY (project, domain, name)
);

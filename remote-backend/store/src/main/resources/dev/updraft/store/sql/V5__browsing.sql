-- A page of a list begins behind a row, in the order of time: each filter that is offered has an index in that order.
DROP INDEX execution_latest;
DROP INDEX execution_task;
CREATE INDEX execution_latest ON execution (project, domain, created, name) WHERE parent IS NULL;
CREATE INDEX execution_task ON execution (project, domain, task_name, created, name) WHERE parent IS NULL;
CREATE INDEX execution_user ON execution (project, domain, user_label, created, name) WHERE parent IS NULL;
CREATE INDEX execution_notebook ON execution (project, domain, notebook, created, name) WHERE parent IS NULL;
CREATE INDEX execution_of_session ON execution (project, domain, session, created, name) WHERE parent IS NULL;
-- What is asked for most among the phases is rare.
CREATE INDEX execution_unended ON execution (project, domain, created, name) WHERE parent IS NULL AND live = 1;
CREATE INDEX execution_unhappy ON execution (project, domain, created, name)
  WHERE parent IS NULL AND phase IN ('ABORTED', 'FAILED', 'TIMED_OUT');

DROP INDEX artifact_task;
CREATE INDEX artifact_task ON artifact (project, domain, task, made, key_hash);
CREATE INDEX artifact_latest ON artifact (project, domain, made, key_hash);
CREATE INDEX artifact_user ON artifact (project, domain, made_by, made, key_hash);
CREATE INDEX artifact_notebook ON artifact (project, domain, notebook, made, key_hash);

-- Who holds on to some bytes: where a value went.
CREATE INDEX blob_ref_uri ON blob_ref (uri, holder);

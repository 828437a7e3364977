-- A graph is an execution whose nodes are executions too: those have a parent, and are not listed.
ALTER TABLE execution ADD COLUMN kind TEXT NOT NULL DEFAULT 'TASK';
ALTER TABLE execution ADD COLUMN part TEXT NOT NULL DEFAULT '';
ALTER TABLE execution ADD COLUMN parent TEXT;
ALTER TABLE execution ADD COLUMN parent_node TEXT;
ALTER TABLE execution ADD COLUMN root TEXT;
ALTER TABLE execution ADD COLUMN path TEXT;
CREATE INDEX execution_parent ON execution (parent) WHERE parent IS NOT NULL;
DROP INDEX execution_latest;
CREATE INDEX execution_latest ON execution (project, domain, created) WHERE parent IS NULL;

-- Of a graph's nodes.
ALTER TABLE event ADD COLUMN node_phase TEXT NOT NULL DEFAULT 'UNDEFINED';
ALTER TABLE event ADD COLUMN catalog TEXT NOT NULL DEFAULT 'DISABLED';

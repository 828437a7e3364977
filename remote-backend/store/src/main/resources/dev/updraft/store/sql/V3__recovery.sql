-- Of a graph: the earlier execution whose nodes it takes over. Of what was taken over: who made it.
ALTER TABLE execution ADD COLUMN recovers TEXT;

-- Whose node it is, of one that a launch plan launched: it has no parent, for it is listed.
ALTER TABLE execution ADD COLUMN launcher TEXT;
CREATE INDEX execution_launcher ON execution (launcher) WHERE launcher IS NOT NULL;

-- Who made an output, as people know it; without it, its source is known by its own name.
ALTER TABLE artifact ADD COLUMN shown TEXT;
ALTER TABLE artifact ADD COLUMN shown_node TEXT;
ALTER TABLE artifact ADD COLUMN shown_attempt INTEGER;
ALTER TABLE node_exec ADD COLUMN artifact_shown TEXT;
ALTER TABLE node_exec ADD COLUMN artifact_shown_node TEXT;
ALTER TABLE node_exec ADD COLUMN artifact_shown_attempt INTEGER;

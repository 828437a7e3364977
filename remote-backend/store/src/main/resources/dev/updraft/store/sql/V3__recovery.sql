-- Of a graph: the earlier execution whose nodes it takes over. Of what was taken over: who made it.
ALTER TABLE execution ADD COLUMN recovers TEXT;

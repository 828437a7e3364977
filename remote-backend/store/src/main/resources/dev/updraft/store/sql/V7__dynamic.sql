-- Of a node whose task made a graph: the execution that runs it in the task's place, and what the task wrote.
ALTER TABLE node_exec ADD COLUMN unfolded TEXT;
ALTER TABLE node_exec ADD COLUMN futures_uri TEXT;

package dev.updraft.engine;

import dev.updraft.model.Attempt;
import dev.updraft.model.Execution;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.TaskRun;
import java.util.List;
import java.util.Optional;

/**
 * The only truth. {@link #commit} is called by one thread at a time; reads come from any thread and
 * see what is committed. A failure of the database is an {@link dev.updraft.model.Unavailable}, and
 * after one of {@code commit} nobody knows whether it happened.
 */
public interface Store extends AutoCloseable {
  /**
   * Takes all shards for an owner, whoever had them; the answer is the new epoch, greater than all
   * before.
   */
  long claim(String owner);

  /**
   * Makes all writes durable, or none.
   *
   * @return for each write whether it changed anything
   * @throws Fenced when the batch's owner has lost a shard
   */
  List<Boolean> commit(Batch batch);

  /** The graphs that have not ended. */
  List<Execution> liveGraphs();

  /** The tasks that have not ended, to start from. */
  List<Live> live();

  /** The greatest event number given out, or 0. */
  long lastSeq();

  /** Everything else to read. */
  Reads reads();

  @Override
  void close();

  /**
   * An execution that has not ended. {@code attempt} is the one underway, or the one whose graph
   * is, if it leads its flight.
   */
  record Live(Execution execution, NodeExecution node, Optional<Attempt> attempt, TaskRun run) {}
}

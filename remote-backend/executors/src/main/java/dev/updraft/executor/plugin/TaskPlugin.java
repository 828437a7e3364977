package dev.updraft.executor.plugin;

import dev.updraft.engine.Executor.Assignment;
import java.util.List;

/**
 * One or more task types. Found by {@link java.util.ServiceLoader}; stateless, called from any
 * thread.
 */
public interface TaskPlugin {
  /** The types as the task template names them. */
  List<String> taskTypes();

  /**
   * What an attempt comes to. Must not block; throws nothing for a template that it cannot read:
   * that is the work's failure.
   */
  Work prepare(Assignment assignment);
}

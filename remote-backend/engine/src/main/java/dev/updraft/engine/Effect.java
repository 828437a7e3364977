package dev.updraft.engine;

import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;

/**
 * What a decision wants done outside, after the commit. Each may be done twice: receivers are
 * idempotent.
 */
public sealed interface Effect {

  /**
   * Writes the files that show an execution's inputs: start-node's outputs and the node's inputs. A
   * {@link Start} does it too.
   */
  record WriteInputs(ExecutionId execution, String specNode) implements Effect {}

  /**
   * Writes those files of an ended execution that are not there. They say again what the store
   * says, so nobody waits for them: see {@link Later}.
   */
  record Show(ExecutionId execution) implements Effect {}

  /** Does what a graph wants done now. */
  record Advance(ExecutionId graph) implements Effect {}

  /** Ends a graph that a task made. */
  record StopGraph(ExecutionId graph, String cause, String principal) implements Effect {}

  /** Writes the inputs and the template, then starts an attempt; or does its work here. */
  record Start(Executor.Assignment assignment, String specNode) implements Effect {}

  /** Ends an attempt and all it started. */
  record Kill(String taskType, AttemptId runsAs, String reason) implements Effect {}
}

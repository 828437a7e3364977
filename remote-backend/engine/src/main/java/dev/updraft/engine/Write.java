package dev.updraft.engine;

import dev.updraft.model.ActivePlan;
import dev.updraft.model.Artifact;
import dev.updraft.model.Attempt;
import dev.updraft.model.Attributes;
import dev.updraft.model.Entity;
import dev.updraft.model.EntityId;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NamedEntity;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.Project;
import dev.updraft.model.StateChange;
import dev.updraft.model.TaskRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One change of what is stored. A store knows one statement (or a few) for each; all of a {@link
 * Batch} happen or none.
 */
public sealed interface Write {

  /** Changes nothing when the name is taken. */
  record NewEntity(Entity entity) implements Write {}

  /**
   * Makes a version the active one of its name, in place of another. Changes nothing when it is so
   * already.
   */
  record ActivatePlan(ActivePlan plan) implements Write {}

  /** Changes nothing when another version is active, or none. */
  record DeactivatePlan(EntityId plan) implements Write {}

  /**
   * Puts a tick behind. Changes nothing when the plan is not active any more, or due at another
   * time.
   */
  record MoveDue(EntityId plan, Instant due, Instant next, Optional<ActivePlan.Trouble> trouble)
      implements Write {}

  /** Changes nothing when the name is taken. */
  record NewProject(Project project, Instant created) implements Write {}

  /** The project as it is now. Changes nothing when there is none of its id. */
  record PutProject(Project project) implements Write {}

  /** What is said of a name, whatever its versions. */
  record PutNamedEntity(NamedEntity named) implements Write {}

  /** Attributes, in place of those of the same scope and kind. */
  record PutAttributes(Attributes attributes) implements Write {}

  /** Changes nothing when this very scope has none. */
  record RemoveAttributes(Attributes.Scope scope, String kind) implements Write {}

  /**
   * Archives an execution, or takes it back; {@link PutExecution} leaves that as it is. Changes
   * nothing when there is no such execution.
   */
  record PutState(ExecutionId execution, StateChange state) implements Write {}

  /**
   * Changes nothing when the name is taken.
   *
   * @param run what to start after a restart; empty for one that has ended already
   * @param references uris of blobs that must stay as long as the execution does
   */
  record NewExecution(
      Execution execution,
      byte[] spec,
      byte[] inputs,
      Optional<TaskRun> run,
      List<String> references)
      implements Write {}

  /** The execution as it is now. */
  record PutExecution(Execution execution) implements Write {}

  /**
   * What a success left behind: inline bytes when they are small, and where they lie.
   *
   * @param source uri of the {@code outputs.pb} of the attempt that made them
   */
  record PutOutputs(
      ExecutionId execution, Optional<byte[]> inline, String source, List<String> references)
      implements Write {}

  /** The task node as it is now. */
  record PutNode(NodeExecution node) implements Write {}

  /** The attempt as it is now. */
  record PutAttempt(Attempt attempt) implements Write {}

  /** Remembers an output, in place of an older one of the same key. */
  record PutArtifact(Artifact artifact, List<String> references) implements Write {}

  /** Counts a hit. */
  record TouchArtifact(String keyHash, Instant now) implements Write {}

  /** Forgets an output. */
  record RemoveArtifact(String keyHash) implements Write {}

  /** A step that watchers see, with its number. */
  record AppendEvent(ExecutionEvent event) implements Write {}

  /** Forgets an ended execution with its nodes, attempts, events and references. */
  record RemoveExecution(ExecutionId execution) implements Write {}
}

package dev.updraft.service;

import com.flyteidl.core.TaskExecutionIdentifier;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.Artifact;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.NotFound;
import java.util.List;
import java.util.Optional;

/** Whose log it is that somebody asks for: on a hit, that of the attempt which made the outputs. */
final class LogSource {
  private final ControlPlane.Executions executions;
  private final FindPlace places;

  LogSource(ControlPlane.Executions executions) {
    this.executions = executions;
    this.places = new FindPlace(executions);
  }

  /**
   * Where a log is.
   *
   * @param ranAs the name under which it was written
   * @param shown the attempt it is said to be of
   * @param ended whether nothing will be added
   */
  record Source(AttemptId ranAs, TaskExecutionIdentifier shown, boolean ended) {}

  /**
   * The log's place now; empty while there is no attempt yet.
   *
   * @param node of a workflow; empty = of a task by itself, or the one that failed
   * @param number -1 = the last attempt
   */
  Optional<Source> find(ExecutionId id, String node, int number) {
    return node.isEmpty() ? find(id, number) : find(places.named(id, node).holder(), number);
  }

  /** The same of an execution as a whole. */
  Optional<Source> find(ExecutionId id, int number) {
    var execution = executions.get(id);
    if (execution.role().graph()) {
      return ofGraph(id, number);
    }
    if (execution.role().recovers().isPresent()) {
      return find(
          execution.role().recovers().get(), number); // what was taken over was printed there
    }
    var hit =
        execution.catalog() == CatalogStatus.HIT
            ? executions.nodes(id).stream()
                .filter(node -> node.kind() == NodeExecution.Kind.TASK)
                .flatMap(node -> node.catalog().artifact().stream())
                .findFirst()
            : Optional.<Artifact>empty();
    if (hit.isPresent()) {
      return Optional.of(source(hit.get()));
    }
    var attempts = executions.attempts(id);
    if (attempts.isEmpty() && execution.phase().terminal()) {
      throw new NotFound(
          "Execution '%s' ended without an attempt, so nothing was printed.".formatted(id.name()));
    }
    return attempt(id, attempts, number)
        .map(
            attempt ->
                new Source(
                    ControlPlane.logOf(attempt),
                    Ids.toWire(attempt.id(), attempt.task()),
                    attempt.phase().terminal()));
  }

  /** Of the node that failed: it is what one wants to know of a workflow. */
  private Optional<Source> ofGraph(ExecutionId id, int number) {
    var failed =
        executions.places(id).stream()
            .filter(place -> place.node().phase() == NodePhase.FAILED)
            .findFirst()
            .orElseThrow(
                () ->
                    new NotFound(
                        "Execution '%s' is of a workflow, none of whose nodes has failed. Ask for the log of one of its nodes."
                            .formatted(id.name())));
    return find(failed.holder(), number);
  }

  private static Optional<Attempt> attempt(ExecutionId id, List<Attempt> attempts, int number) {
    if (number < 0 || attempts.isEmpty()) {
      return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }
    return Optional.of(
        attempts.stream()
            .filter(attempt -> attempt.id().number() == number)
            .findFirst()
            .orElseThrow(
                () ->
                    new NotFound(
                        "Execution '%s' has no attempt %d: it has %d, counted from 1."
                            .formatted(id.name(), number + 1, attempts.size()))));
  }

  /**
   * The source's own rows may be gone by retention; its log is then under its own name, or gone
   * too.
   */
  private Source source(Artifact artifact) {
    var source = artifact.source();
    var shown = Ids.toWire(artifact.shown(), artifact.task());
    try {
      return executions.attempts(source.execution()).stream()
          .filter(attempt -> attempt.id().number() == source.number())
          .findFirst()
          .map(attempt -> new Source(ControlPlane.logOf(attempt), shown, true))
          .orElseGet(() -> new Source(source, shown, true));
    } catch (NotFound _) {
      return new Source(source, shown, true);
    }
  }
}

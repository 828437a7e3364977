package dev.updraft.engine;

import dev.updraft.model.Attempt;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodeExecution.Unfolded;
import dev.updraft.model.TaskRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One task being run for whoever called it: for a serialized cached task all equal calls in flight,
 * for any other the one call. The first caller leads: the attempt's row is under its execution. The
 * engine's whole state is its flights; each is a cache of rows.
 *
 * @param callers in the order they came; empty when the flight is over
 * @param trial the attempt underway, or the one whose graph is; present as long as there are
 *     callers
 */
record Flight(TaskRun run, List<Caller> callers, Optional<Trial> trial) {
  Flight {
    callers = List.copyOf(callers);
  }

  /** Nobody has called yet. */
  static Flight empty(TaskRun run) {
    return new Flight(run, List.of(), Optional.empty());
  }

  /** By what equal calls find each other. */
  static String keyOf(TaskRun run, ExecutionId execution) {
    return run.caching()
        .filter(caching -> caching.serialize() && !caching.overwrite())
        .map(caching -> "key " + caching.key().hash())
        .orElseGet(
            () ->
                "call " + execution.project() + "/" + execution.domain() + "/" + execution.name());
  }

  /** The flights that rows tell of. */
  static Flight of(List<Store.Live> rows) {
    var callers = new ArrayList<Caller>();
    Optional<Trial> trial = Optional.empty();
    for (var row : rows) {
      var caller = new Caller(row.execution(), row.node());
      if (row.attempt().isPresent()) {
        callers.addFirst(caller);
        trial =
            Optional.of(
                new Trial(
                    row.attempt().get(),
                    row.execution().phase() == ExecutionPhase.ABORTING ? Kill.ABORT : Kill.NONE));
      } else {
        callers.add(caller);
      }
    }
    return new Flight(rows.getFirst().run(), callers, trial);
  }

  boolean over() {
    return callers.isEmpty();
  }

  Caller leader() {
    return callers.getFirst();
  }

  /** When the attempt underway has had its time. */
  Optional<Instant> deadline() {
    return trial
        .filter(t -> t.kill() == Kill.NONE)
        .flatMap(t -> t.attempt().started())
        .flatMap(started -> run.resources().timeout().map(started::plus));
  }

  /** The graph that the attempt made, as long as it runs. */
  Optional<ExecutionId> graph() {
    return trial
        .filter(Trial::unfolded)
        .flatMap(_ -> leader().node().unfolded())
        .map(Unfolded::graph);
  }

  /** A call that waits for this flight. */
  record Caller(Execution execution, NodeExecution node) {}

  /** The attempt underway, or the one whose graph is. */
  record Trial(Attempt attempt, Kill kill) {
    /** Whether the attempt has ended well, and what it made runs in its place. */
    boolean unfolded() {
      return attempt.phase().terminal();
    }
  }

  /** Why the attempt underway is being ended by us. */
  enum Kill {
    NONE,
    TIMEOUT,
    ABORT
  }
}

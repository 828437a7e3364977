package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Assignment;
import dev.updraft.model.AttemptId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attempts without a worker, first come, first served. Belongs to the executor's loop. */
final class WaitingLine {
  private final Map<AttemptId, Waiting> line = new LinkedHashMap<>();

  /**
   * An attempt without a worker.
   *
   * @param arguments what its worker will be told
   * @param verified whether its code was compared with its hashes
   * @param reuse which kept worker may have it; empty when it wants a JVM of its own
   * @param command what runs instead of a worker JVM
   */
  record Waiting(
      Assignment assignment,
      List<String> arguments,
      boolean verified,
      Optional<ReuseKey> reuse,
      Optional<OwnCommand> command,
      Instant since) {
    /** Of a task that a worker JVM runs. */
    static Waiting forWorker(
        Assignment assignment,
        List<String> arguments,
        boolean verified,
        Optional<ReuseKey> reuse,
        Instant since) {
      return new Waiting(assignment, arguments, verified, reuse, Optional.empty(), since);
    }

    /** Of a task that is a command. */
    static Waiting forCommand(Assignment assignment, OwnCommand command, Instant since) {
      return new Waiting(
          assignment, List.of(), false, Optional.empty(), Optional.of(command), since);
    }

    AttemptId attempt() {
      return assignment.attempt();
    }
  }

  boolean isEmpty() {
    return line.isEmpty();
  }

  void join(Waiting waiting) {
    line.put(waiting.attempt(), waiting);
  }

  /**
   * A launch that is repeated by a later owner takes the place of the first.
   *
   * @return whether there was a first
   */
  boolean launchedAgain(Assignment assignment) {
    return line.computeIfPresent(
            assignment.attempt(),
            (_, first) ->
                new Waiting(
                    assignment,
                    first.arguments(),
                    first.verified(),
                    first.reuse(),
                    first.command(),
                    first.since()))
        != null;
  }

  Optional<Waiting> find(AttemptId attempt) {
    return Optional.ofNullable(line.get(attempt));
  }

  /** Whose turn it is. */
  Optional<Waiting> first() {
    return line.values().stream().findFirst();
  }

  Optional<Waiting> leave(AttemptId attempt) {
    return Optional.ofNullable(line.remove(attempt));
  }
}

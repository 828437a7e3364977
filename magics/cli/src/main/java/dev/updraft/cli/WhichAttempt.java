package dev.updraft.cli;

import dev.updraft.client.Session;
import dev.updraft.client.model.ExecutionId;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which execution, and which of its attempts, a command is about. */
final class WhichAttempt {
  @Parameters(
      arity = "0..1",
      paramLabel = "EXECUTION",
      description = "Its name, or the beginning of it; of a workflow's node: EXECUTION/NODE.")
  private @Nullable String execution;

  @Option(
      names = "--attempt",
      paramLabel = "N",
      description = "Of attempt N, counted from 1; else of the last one that has something.")
  private @Nullable Integer attempt;

  /** As Flyte counts, from 0; empty when none was named. */
  OptionalInt number() {
    if (attempt == null) {
      return OptionalInt.empty();
    }
    if (attempt < 1) {
      throw new IllegalArgumentException(
          "--attempt is " + attempt + ", but attempts are counted from 1.");
    }
    return OptionalInt.of(attempt - 1);
  }

  ExecutionId execution(Session session) {
    return Target.execution(session, execution == null ? null : execution.split("/", 2)[0]);
  }

  /** What stands behind the execution's slash: a node of a workflow; empty = none. */
  String node() {
    var at = execution == null ? -1 : execution.indexOf('/');
    return at < 0 || execution == null ? "" : execution.substring(at + 1);
  }
}

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
      description = "Its name, or the beginning of it.")
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
    return Target.execution(session, execution);
  }
}

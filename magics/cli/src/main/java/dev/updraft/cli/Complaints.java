package dev.updraft.cli;

import dev.updraft.client.embedded.EmbeddedRefused;
import dev.updraft.client.model.BackendException;
import dev.updraft.promote.NotebookRefused;
import java.io.UncheckedIOException;
import picocli.CommandLine;

/**
 * What went wrong, in one sentence for people; the stack only for whoever asks ({@code
 * UPDRAFT_DEBUG}).
 */
record Complaints(Main.Surroundings surroundings)
    implements CommandLine.IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
    surroundings.err().println("updraft: " + sentence(problem));
    if (!surroundings.environment().getOrDefault("UPDRAFT_DEBUG", "").isEmpty()) {
      problem.printStackTrace(surroundings.err());
    }
    if (problem instanceof BackendException.Unavailable) {
      surroundings.err().println("'updraft doctor' looks for what is wrong.");
      return Main.AWAY;
    }
    return Main.FAILED;
  }

  static String sentence(Exception problem) {
    return switch (problem) {
      case BackendException.Unknown e ->
          e.getMessage() + ". This needs Updraft's own backend; a plain Flyte has no such view.";
      case BackendException e -> String.valueOf(e.getMessage());
      case EmbeddedRefused e -> String.valueOf(e.getMessage());
      case NotebookRefused e -> String.valueOf(e.getMessage());
      case IllegalArgumentException e -> String.valueOf(e.getMessage());
      case UncheckedIOException e -> e.getMessage() + " (" + e.getCause() + ")";
      default ->
          problem
              + ". This is a defect of Updraft; run it again with UPDRAFT_DEBUG=1 and report what it prints.";
    };
  }
}

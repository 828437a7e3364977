package dev.updraft.cli;

import dev.updraft.magics.view.ReportView;
import dev.updraft.magics.view.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code updraft report}. */
@Command(
    name = "report",
    description =
        "What a task reported beside its value; on a hit, what the run reported that made the outputs. Without a name, of the newest.")
final class ReportCommand implements Callable<Integer> {
  private final Main.Surroundings surroundings;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXECUTION",
      description = "Its name, or the beginning of it.")
  private @Nullable String execution;

  @Option(
      names = "--attempt",
      paramLabel = "N",
      description = "Of attempt N, counted from 1; else of the last one that has a report.")
  private @Nullable Integer attempt;

  @Option(names = "--to", paramLabel = "FILE", description = "Writes it to a file, as HTML.")
  private @Nullable Path file;

  @Mixin private final Target target = new Target();

  ReportCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (attempt != null && attempt < 1) {
      throw new IllegalArgumentException(
          "--attempt is " + attempt + ", but attempts are counted from 1.");
    }
    try (var session = target.connect(surroundings.environment())) {
      var id = Target.execution(session, execution);
      var report =
          session
              .reports()
              .find(id, attempt == null ? OptionalInt.empty() : OptionalInt.of(attempt - 1))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Execution %s%s has no report. A task makes one with Report.current().text(..)."
                              .formatted(id, attempt == null ? "" : ", attempt " + attempt + ",")));
      var answer = file == null ? shown(report.html(), id.name()) : written(file, report.html());
      surroundings.out().println(answer);
      return 0;
    }
  }

  private static String shown(String html, String execution) {
    return new ReportView(
            "report of " + execution, html, "updraft report " + execution + " --to report.html")
        .text();
  }

  private static String written(Path to, String html) {
    try {
      Files.writeString(to, html);
      return "✓ report written to " + to + ", " + Words.size(html.length());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The report cannot be written to '" + to.toAbsolutePath() + "': " + e.getMessage(), e);
    }
  }
}

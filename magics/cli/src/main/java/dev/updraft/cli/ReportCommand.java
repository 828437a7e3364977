package dev.updraft.cli;

import dev.updraft.magics.view.ReportView;
import dev.updraft.magics.view.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code updraft report}. */
@Command(
    name = "report",
    description =
        "What a task reported beside its value; on a hit, what the run reported that made the outputs. Without a name, of the newest.")
final class ReportCommand implements Callable<Integer> {
  private final Main.Surroundings surroundings;

  @Mixin private final WhichAttempt which = new WhichAttempt();

  @Option(names = "--to", paramLabel = "FILE", description = "Writes it to a file, as HTML.")
  private @Nullable Path file;

  @Mixin private final Target target = new Target();

  ReportCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var attempt = which.number();
    try (var session = target.connect(surroundings.environment())) {
      var id = which.execution(session);
      var report =
          session
              .reports()
              .find(id, attempt)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Execution %s%s has no report. A task makes one with Report.current().text(..)."
                              .formatted(
                                  id,
                                  attempt.isEmpty()
                                      ? ""
                                      : ", attempt " + (attempt.getAsInt() + 1) + ",")));
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

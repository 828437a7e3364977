package dev.updraft.cli;

import dev.updraft.client.Session;
import dev.updraft.client.grpc.Logs;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.magics.view.LogView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a task printed. */
@Command(
    name = "logs",
    description =
        "What a task printed; on a hit, what the run printed that made the outputs. Without a name, the newest.")
final class LogsCommand implements Callable<Integer> {
  private final Main.Surroundings surroundings;

  @Mixin private final WhichAttempt which = new WhichAttempt();

  @Option(names = "-f", description = "Go on, until it ends.")
  private boolean follow;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "100",
      description = "The last N lines (default: 100).")
  private int lines;

  @Option(
      names = "--grep",
      paramLabel = "RE",
      description = "Only lines in which this regular expression is found.")
  private @Nullable String grep;

  @Mixin private final Target target = new Target();

  LogsCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var attempt = which.number();
    try (var session = target.connect(surroundings.environment())) {
      var id = which.execution(session);
      var query = new Logs.Query(id, which.node(), attempt.orElse(-1), lines, follow);
      (which.node().isEmpty() ? others(session, id, attempt) : Optional.<String>empty())
          .ifPresent(surroundings.err()::println);
      var lineByLine = new Lines(pattern(), surroundings.out());
      session
          .backend()
          .logs()
          .read(
              query,
              chunk -> {
                if (chunk.leftOut() > 0) {
                  lineByLine.note("[.. " + chunk.leftOut() + " bytes left out ..]");
                }
                lineByLine.add(chunk.text());
              });
      lineByLine.end();
      if (lineByLine.printed == 0) {
        surroundings
            .err()
            .println(
                "updraft: "
                    + (lineByLine.heard == 0
                        ? "nothing was printed."
                        : "no line of " + lineByLine.heard + " has '" + grep + "' in it."));
      }
      return 0;
    }
  }

  /** Said beside the log, for a log that is piped on is the task's own words alone. */
  private Optional<String> others(Session session, ExecutionId id, OptionalInt attempt) {
    return LogView.others(attempt.orElse(-1) + 1, session.backend().nodes().attempts(id))
        .map(others -> "updraft: " + others);
  }

  private Optional<Pattern> pattern() {
    try {
      return Optional.ofNullable(grep).map(Pattern::compile);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "--grep '"
              + grep
              + "' is no regular expression: "
              + e.getDescription()
              + " at "
              + e.getIndex()
              + ".",
          e);
    }
  }

  /** Bytes as they come, out as whole lines. */
  private static final class Lines {
    private final Optional<Pattern> wanted;
    private final PrintStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long heard;
    private long printed;

    Lines(Optional<Pattern> wanted, PrintStream out) {
      this.wanted = wanted;
      this.out = out;
    }

    void note(String text) {
      end();
      out.println(text);
    }

    void add(byte[] text) {
      for (var letter : text) {
        if (letter == '\n') {
          print();
        } else {
          line.write(letter);
        }
      }
    }

    void end() {
      if (line.size() > 0) {
        print();
      }
    }

    private void print() {
      var text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      heard++;
      if (wanted.map(pattern -> pattern.matcher(text).find()).orElse(true)) {
        printed++;
        out.println(text);
      }
    }
  }
}

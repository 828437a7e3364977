package dev.updraft.cli;

import dev.updraft.client.ExecutionNames;
import dev.updraft.client.model.Phase;
import dev.updraft.client.model.Summary;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.magics.view.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What happened in one session, counted by the backend. */
@Command(name = "summary", description = "A session's remote calls: hit or ran, and how long.")
final class SummaryCommand implements Callable<Integer> {
  private final Main.Surroundings surroundings;

  @Option(
      names = "--session",
      required = true,
      paramLabel = "S",
      description = "The session's label.")
  private String session = "";

  @Mixin private final Target target = new Target();

  SummaryCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var connected = target.connect(surroundings.environment())) {
      var settings = connected.settings();
      var summary =
          connected.backend().catalog().summary(settings.project(), settings.domain(), session);
      surroundings.say(table(summary).text());
      surroundings.say(line(summary));
      return 0;
    }
  }

  private static Table table(Summary summary) {
    return new Table(
        List.of(
            Heading.text(" "),
            Heading.text("call"),
            Heading.text("hit or ran"),
            Heading.number("time")),
        summary.each().stream().map(SummaryCommand::cells).toList(),
        "No remote call in this session.",
        "");
  }

  private static List<Cell> cells(Summary.Call call) {
    return List.of(
        Cell.of(glyph(call)),
        Cell.of(call.task()),
        Cell.of(what(call)),
        Cell.of(Words.duration(call.took())));
  }

  private static Glyph glyph(Summary.Call call) {
    return call.hit() ? Glyph.HIT : ExecutionsCommand.glyph(call.phase());
  }

  private static String what(Summary.Call call) {
    var key =
        call.key().isEmpty() ? "" : " " + call.task() + "@" + ExecutionNames.brief(call.key());
    if (call.hit()) {
      return "hit" + key + saved(call.saved());
    }
    if (call.phase() == Phase.SUCCEEDED) {
      return "ran" + key + (call.attempts() > 1 ? ", " + call.attempts() + " attempts" : "");
    }
    return call.phase().name().toLowerCase(Locale.ROOT)
        + (call.attempts() > 1 ? ", " + call.attempts() + " attempts" : "");
  }

  private static String saved(Duration saved) {
    return saved.isZero() ? "" : ", saved " + Words.duration(saved);
  }

  /** The last line, which scripts read. */
  static String line(Summary summary) {
    return "remote calls: %d, from the catalog: %d, ran: %d, failed: %d, saved: %s s"
        .formatted(
            summary.calls(),
            summary.hits(),
            summary.ran(),
            summary.failed(),
            String.format(Locale.ROOT, "%.1f", summary.saved().toMillis() / 1000.0));
  }
}

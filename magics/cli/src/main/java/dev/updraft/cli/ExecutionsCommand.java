package dev.updraft.cli;

import dev.updraft.client.ExecutionNames;
import dev.updraft.client.Session;
import dev.updraft.client.grpc.Executions;
import dev.updraft.client.model.ExecutionRow;
import dev.updraft.client.model.Labels;
import dev.updraft.client.model.Phase;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.magics.view.Words;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** History, the newest first. */
@Command(name = "executions", description = "What ran and what runs, the newest first.")
final class ExecutionsCommand implements Callable<Integer> {
  private final Main.Surroundings surroundings;

  @Parameters(arity = "0..1", paramLabel = "TASK|WORKFLOW", description = "Only of this one.")
  private @Nullable String task;

  @Option(names = "--mine", description = "Only those that you called.")
  private boolean mine;

  @Option(names = "--active", description = "Only those that have not ended.")
  private boolean active;

  @Option(names = "--failed", description = "Only those that failed.")
  private boolean failed;

  @Mixin private final Narrowing narrowing = new Narrowing();
  @Mixin private final Target target = new Target();

  ExecutionsCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (mine && !narrowing.by().isEmpty()) {
      throw new IllegalArgumentException("--mine is --by with your own name: give one of them.");
    }
    try (var session = target.connect(surroundings.environment())) {
      surroundings.say(table(session.backend().executions().page(query(session))).text());
      return 0;
    }
  }

  private Executions.Query query(Session session) {
    var settings = session.settings();
    var labels = new HashMap<String, String>();
    labels.put(Labels.USER, mine ? Labels.value(settings.user()) : narrowing.by());
    labels.put(Labels.NOTEBOOK, narrowing.notebook());
    labels.values().removeIf(String::isEmpty);
    return new Executions.Query(
        settings.project(),
        settings.domain(),
        Optional.ofNullable(task).orElse(""),
        labels,
        active,
        failed,
        narrowing.since(surroundings.clock()),
        narrowing.before(),
        narrowing.limit());
  }

  private Table table(Executions.Page page) {
    var names = page.rows().stream().map(row -> row.id().name()).toList();
    var now = surroundings.clock().instant();
    return new Table(
        List.of(
            Heading.text(" "),
            Heading.text("execution"),
            Heading.text("task"),
            Heading.text("phase"),
            Heading.number("took"),
            Heading.text("when"),
            Heading.text("by"),
            Heading.text("notebook"),
            Heading.text("error")),
        page.rows().stream().map(row -> cells(row, names, now)).toList(),
        "No execution fits.",
        Narrowing.older(page.next()));
  }

  private static List<Cell> cells(ExecutionRow row, List<String> names, Instant now) {
    return List.of(
        Cell.of(glyph(row.phase())),
        Cell.code(ExecutionNames.shortest(row.id().name(), names)),
        Cell.of(row.task()),
        Cell.of(row.phase().name().toLowerCase(Locale.ROOT)),
        Cell.of(row.ran(now).map(Words::duration).orElse("")),
        Cell.hover(Words.ago(row.createdAt(), now), row.createdAt().toString()),
        Cell.dim(row.labels().getOrDefault(Labels.USER, "")),
        Cell.dim(row.labels().getOrDefault(Labels.NOTEBOOK, "")),
        Cell.dim(row.error().lines().findFirst().orElse("")));
  }

  static Glyph glyph(Phase phase) {
    return switch (phase) {
      case SUCCEEDED, RECOVERED -> Glyph.DONE;
      case FAILED, RETRYABLE_FAILED, TIMED_OUT -> Glyph.FAILED;
      case ABORTED, SKIPPED -> Glyph.SKIPPED;
      case UNDEFINED, QUEUED, INITIALIZING, WAITING_FOR_RESOURCES -> Glyph.WAITS;
      case RUNNING, DYNAMIC_RUNNING, SUCCEEDING, FAILING, ABORTING -> Glyph.RUNNING;
    };
  }
}

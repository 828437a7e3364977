package dev.updraft.cli;

import dev.updraft.cell.Columns;
import dev.updraft.client.ExecutionNames;
import dev.updraft.client.Session;
import dev.updraft.client.grpc.Catalog;
import dev.updraft.client.model.Artifact;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.LiteralText;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.magics.view.Words;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Remembered outputs. */
@Command(
    name = "outputs",
    description = {
      "What is remembered: without a word the list; TASK lists one task's; TASK@KEY shows one of them;",
      "an execution's name shows what it made."
    })
final class OutputsCommand implements Callable<Integer> {
  private static final int LONGEST = 40;
  private final Main.Surroundings surroundings;

  @Parameters(arity = "0..1", paramLabel = "TASK|TASK@KEY|EXECUTION")
  private @Nullable String what;

  @Option(
      names = "--head",
      paramLabel = "N",
      defaultValue = "10",
      description = "Rows of a dataframe (default: 10).")
  private int head;

  @Mixin private final Narrowing narrowing = new Narrowing();
  @Mixin private final Target target = new Target();

  OutputsCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var session = target.connect(surroundings.environment())) {
      var asked = what == null ? "" : what;
      if (asked.contains("@")) {
        show(session, Entry.parse(asked));
      } else {
        listOrShow(session, asked);
      }
      return 0;
    }
  }

  /** A word may name a task or an execution: tasks come first. */
  private void listOrShow(Session session, String word) {
    var settings = session.settings();
    var found =
        session
            .backend()
            .catalog()
            .page(
                new Catalog.Query(
                    settings.project(),
                    settings.domain(),
                    word,
                    "",
                    narrowing.by(),
                    narrowing.notebook(),
                    narrowing.since(surroundings.clock()),
                    narrowing.before(),
                    true,
                    narrowing.limit()));
    if (found.artifacts().isEmpty() && !word.isEmpty()) {
      var id = session.find(word);
      surroundings.say("outputs of %s".formatted(ExecutionNames.brief(id.name())));
      say(Wire.readLiterals(session.backend().executions().outputs(id)));
      return;
    }
    surroundings.say(table(found).text());
  }

  private void show(Session session, Entry entry) {
    var settings = session.settings();
    var artifact =
        session
            .backend()
            .catalog()
            .get(settings.project(), settings.domain(), entry.task(), entry.key());
    var now = surroundings.clock().instant();
    surroundings.say(
        "%s %s@%s · made %s by %s%s · took %s · %s"
            .formatted(
                Glyph.HIT.sign(),
                artifact.task().name(),
                ExecutionNames.brief(artifact.key()),
                Words.ago(artifact.madeAt(), now),
                artifact.madeBy(),
                artifact
                    .source()
                    .map(source -> " in " + ExecutionNames.brief(source, artifact.task().name()))
                    .orElse(""),
                Words.duration(artifact.took()),
                Words.size(artifact.size())));
    surroundings.say("from");
    say(Wire.readLiterals(artifact.inputs()));
    surroundings.say("to");
    say(Wire.readLiterals(artifact.outputs()));
  }

  private void say(Map<String, Literal> literals) {
    if (literals.isEmpty()) {
      surroundings.say("  nothing");
    }
    literals.forEach((name, literal) -> surroundings.say(LiteralText.of(name, literal, head)));
  }

  private Table table(Catalog.Page page) {
    var keys = page.artifacts().stream().map(Artifact::key).toList();
    var now = surroundings.clock().instant();
    return new Table(
        List.of(
            Heading.text("remembered"),
            Heading.text("value"),
            Heading.text("from"),
            Heading.text("made"),
            Heading.text("by"),
            Heading.text("in"),
            Heading.number("took"),
            Heading.number("size"),
            Heading.number("hits")),
        page.artifacts().stream().map(artifact -> cells(artifact, keys, now)).toList(),
        "Nothing is remembered yet. A task with --cache leaves its outputs here.",
        Narrowing.older(page.next()));
  }

  private static List<Cell> cells(Artifact artifact, List<String> keys, Instant now) {
    return List.of(
        Cell.code(artifact.task().name() + "@" + ExecutionNames.shortest(artifact.key(), keys)),
        Cell.code(preview(artifact.outputs())),
        Cell.code(preview(artifact.inputs())),
        Cell.hover(Words.ago(artifact.madeAt(), now), artifact.madeAt().toString()),
        Cell.dim(artifact.madeBy()),
        Cell.dim(
            artifact
                .source()
                .map(source -> ExecutionNames.brief(source, artifact.task().name()))
                .orElse("")),
        Cell.of(Words.duration(artifact.took())),
        Cell.of(Words.size(artifact.size())),
        Cell.of(Words.count(artifact.hits())));
  }

  private static String preview(byte[] map) {
    return Columns.cut(LiteralText.preview(Wire.readLiterals(map)), LONGEST);
  }

  @Command(name = "rm", description = "Forget one: the next equal call runs again.")
  int remove(
      @Parameters(paramLabel = "TASK@KEY") String named,
      @Option(names = "--yes", description = "Do it; without it, only say what would be forgotten.")
          boolean yes,
      @Mixin Target from) {
    var entry = Entry.parse(named);
    try (var session = from.connect(surroundings.environment())) {
      var settings = session.settings();
      var catalog = session.backend().catalog();
      var artifact = catalog.get(settings.project(), settings.domain(), entry.task(), entry.key());
      var said = artifact.task().name() + "@" + ExecutionNames.brief(artifact.key());
      if (!yes) {
        surroundings.err().println("updraft: this would forget " + said + ". Say so with --yes.");
        return Main.FAILED;
      }
      catalog.remove(settings.project(), settings.domain(), entry.task(), artifact.key());
      surroundings.say(
          "%s forgot %s · made %s · %s"
              .formatted(
                  Glyph.DONE.sign(),
                  said,
                  Words.ago(artifact.madeAt(), surroundings.clock().instant()),
                  Words.size(artifact.size())));
      return 0;
    }
  }
}

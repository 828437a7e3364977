package dev.updraft.cli;

import dev.updraft.client.Session;
import dev.updraft.client.lineage.Lineage;
import dev.updraft.client.lineage.Named;
import dev.updraft.client.lineage.Uses;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.magics.view.LineageTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a value came from, and where it went. */
@Command(
    name = "lineage",
    description = {
      "Which executions, code and inputs made a value, back to what was uploaded; with --forward the calls that had it",
      "among their inputs."
    })
final class LineageCommand implements Callable<Integer> {
  private final Main.Surroundings surroundings;

  @Parameters(paramLabel = "EXECUTION[/NODE][.name]|TASK@KEY[.name]")
  private String what = "";

  @Option(names = "--forward", description = "What was made from it.")
  private boolean forward;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most N with --forward (default: 20).")
  private int limit;

  @Option(
      names = "--before",
      paramLabel = "TOKEN",
      defaultValue = "",
      description = "The page that a list's last line names.")
  private String before = "";

  @Mixin private final Target target = new Target();

  LineageCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new IllegalArgumentException("-n is " + limit + ", but must be at least 1.");
    }
    var named = Named.read(what);
    var now = surroundings.clock().instant();
    try (var session = target.connect(surroundings.environment())) {
      var id = execution(session, named.call());
      if (forward) {
        var found = Uses.of(session, id, named.node(), named.output(), before, limit);
        surroundings.say(
            LineageTable.uses(found.uses(), now, Narrowing.older(found.next())).text());
      } else {
        surroundings.say(
            LineageTable.of(Lineage.of(session, id, named.node(), named.output()), now).text());
      }
      return 0;
    }
  }

  private static ExecutionId execution(Session session, String word) {
    if (!word.contains("@")) {
      return session.find(word);
    }
    var entry = Entry.parse(word);
    var settings = session.settings();
    return session
        .backend()
        .catalog()
        .get(settings.project(), settings.domain(), entry.task(), entry.key())
        .source()
        .orElseThrow(
            () ->
                new IllegalArgumentException("It is not known which execution made " + word + "."))
        .execution();
  }
}

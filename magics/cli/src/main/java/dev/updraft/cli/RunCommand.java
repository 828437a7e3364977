package dev.updraft.cli;

import dev.updraft.cell.Nearest;
import dev.updraft.client.CallOptions;
import dev.updraft.client.ExecutionNames;
import dev.updraft.client.Session;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Registered;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.LiteralText;
import dev.updraft.magics.view.Words;
import dev.updraft.task.why.ReadInput;
import dev.updraft.types.Literal;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs what is registered, without a notebook. */
@Command(
    name = "run",
    description = {
      "Runs a registered workflow or task by its name, shows how it goes, and prints what it gives:",
      "run report month=2013-02"
    })
final class RunCommand implements Callable<Integer> {
  private static final int ROWS = 10;
  private final Main.Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "NAME")
  private String name = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "input=value")
  private List<String> words = new ArrayList<>();

  @Option(names = "--version", paramLabel = "V", description = "Default: the newest.")
  private @Nullable String version;

  @Option(names = "--detach", description = "Do not wait; print the execution's name.")
  private boolean detach;

  @Option(names = "--refresh", description = "Run even what is remembered.")
  private boolean refresh;

  @Option(names = "--dry-run", description = "Run nothing: say what would hit and what would run.")
  private boolean dryRun;

  @Mixin private final Target target = new Target();

  RunCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var session = target.connect(surroundings.environment())) {
      var found = find(session);
      var options = new CallOptions(Optional.empty(), Map.of(), Map.of(), refresh);
      if (dryRun) {
        var foreseen = session.dryRun(found.what(), inputs(found), options);
        surroundings.say(ForeseenTable.of(foreseen).text());
        return 0;
      }
      var id = session.launch(found.what(), inputs(found), options);
      if (detach) {
        surroundings.say(id.name());
        return 0;
      }
      return follow(session, id);
    }
  }

  private Registered find(Session session) {
    var settings = session.settings();
    return session
        .backend()
        .launchables()
        .find(settings.project(), settings.domain(), name, version == null ? "" : version)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Nothing called '%s'%s is registered in project '%s', domain '%s'. A notebook registers a task or workflow when it first calls it remotely."
                        .formatted(
                            name,
                            version == null ? "" : " in version '" + version + "'",
                            settings.project(),
                            settings.domain())));
  }

  /** All that is wrong is said together. */
  private Map<String, Literal> inputs(Registered found) {
    var types = found.typed().inputs();
    var given = new LinkedHashMap<String, Literal>();
    var problems = new ArrayList<String>();
    for (var word : words) {
      var at = word.indexOf('=');
      var input = at < 0 ? word : word.substring(0, at);
      var variable = types.get(input);
      if (at < 0 || variable == null) {
        problems.add(
            "'%s' gives no input of %s%s, which takes: %s"
                .formatted(word, name, nearest(input, types), String.join(", ", types.keySet())));
        continue;
      }
      if (given.containsKey(input)) {
        problems.add("'" + input + "' is given twice");
        continue;
      }
      try {
        given.put(input, ReadInput.of(word.substring(at + 1), variable.type()));
      } catch (IllegalArgumentException e) {
        problems.add("'" + input + "' " + e.getMessage());
      }
    }
    types.keySet().stream()
        .filter(input -> !given.containsKey(input) && !found.optional().contains(input))
        .forEach(input -> problems.add("no value for '" + input + "': write " + input + "=.."));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems) + ".");
    }
    return given;
  }

  /** As everywhere: from the begin of what ran first. */
  private String ran(Session session, ExecutionId id) {
    return session
        .backend()
        .executions()
        .get(id)
        .ran(surroundings.clock().instant())
        .map(span -> "ran " + Words.duration(span))
        .orElse("hit");
  }

  private static String nearest(String input, Map<String, Variable> types) {
    return Nearest.to(input, types.keySet())
        .map(near -> " (did you mean " + near + "?)")
        .orElse("");
  }

  private int follow(Session session, ExecutionId id) throws InterruptedException {
    var brief = ExecutionNames.brief(id.name());
    surroundings.say("%s %s %s".formatted(Glyph.RUNNING.sign(), name, brief));
    var lines = new RunLines(surroundings::say);
    var began = surroundings.clock().instant();
    session.follow(id, lines);
    var failure = lines.await();
    var took = Words.duration(Duration.between(began, surroundings.clock().instant()));
    if (failure.isPresent()) {
      surroundings
          .err()
          .println(
              "%s %s %s failed after %s: %s"
                  .formatted(Glyph.FAILED.sign(), name, brief, took, failure.get()));
      return Main.FAILED;
    }
    surroundings.say("%s %s %s %s".formatted(Glyph.DONE.sign(), name, brief, ran(session, id)));
    Wire.readLiterals(session.backend().executions().outputs(id))
        .forEach((output, value) -> surroundings.say(LiteralText.of(output, value, ROWS)));
    return 0;
  }
}

package dev.updraft.cli;

import dev.updraft.client.CallOptions;
import dev.updraft.client.Session;
import dev.updraft.client.model.Registered;
import dev.updraft.magics.view.ForeseenTable;
import dev.updraft.task.why.GivenInputs;
import java.util.ArrayList;
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
      var inputs = GivenInputs.read(name, words, found.typed().inputs(), found.optional());
      if (dryRun) {
        surroundings.say(ForeseenTable.of(session.dryRun(found.what(), inputs, options)).text());
        return 0;
      }
      var id = session.launch(found.what(), inputs, options);
      if (detach) {
        surroundings.say(id.name());
        return 0;
      }
      return new FollowedRun(surroundings, session, name).follow(id);
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
}

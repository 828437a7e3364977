package dev.updraft.cli;

import dev.updraft.client.Session;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Launchable;
import dev.updraft.client.model.Registered;
import dev.updraft.task.why.GivenInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an execution again, or goes on where it failed. */
@Command(
    name = "rerun",
    description = {
      "Runs an execution again: its version, its inputs but for those that are given.",
      "With --recover, what ended well is kept, and only the rest runs: rerun a7xk --recover"
    })
final class RerunCommand implements Callable<Integer> {
  private final Main.Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "EXECUTION", description = "Its name, or the beginning.")
  private String execution = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "input=value")
  private List<String> words = new ArrayList<>();

  @Option(names = "--recover", description = "Keep what ended well.")
  private boolean recover;

  @Option(names = "--detach", description = "Do not wait; print the execution's name.")
  private boolean detach;

  @Mixin private final Target target = new Target();

  RerunCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (recover && !words.isEmpty()) {
      throw new IllegalArgumentException(
          "--recover keeps what was made from the inputs of then, so it cannot take '%s'. Leave the inputs out, or leave --recover out: then all of it runs with the new inputs."
              .formatted(String.join(" ", words)));
    }
    try (var session = target.connect(surroundings.environment())) {
      var earlier = Target.execution(session, execution);
      var what = session.backend().executions().launched(earlier).what();
      var id = recover ? session.recover(earlier) : again(session, earlier, what);
      if (detach) {
        surroundings.say(id.name());
        return 0;
      }
      return new FollowedRun(surroundings, session, what.name()).follow(id);
    }
  }

  private ExecutionId again(Session session, ExecutionId earlier, Launchable what) {
    var found = registered(session, what);
    var types = found.typed().inputs();
    return session.relaunch(
        earlier, found, GivenInputs.read(what.name(), words, types, types.keySet()));
  }

  private static Registered registered(Session session, Launchable what) {
    return session
        .backend()
        .launchables()
        .find(what.project(), what.domain(), what.name(), what.version())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Version '%s' of '%s' is registered no more."
                        .formatted(what.version(), what.name())));
  }
}

package dev.updraft.cli;

import dev.updraft.magics.schedule.ScheduleRequest;
import dev.updraft.magics.schedule.ScheduleVerbs;
import dev.updraft.types.schedule.Catchup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** When registered workflows run by themselves. */
@Command(
    name = "schedule",
    description = {
      "When registered workflows run by themselves:",
      "schedule ls",
      "schedule report \"0 6 * * MON\" --tz Europe/Berlin month=2013-02",
      "schedule report \"every 10 minutes\"",
      "schedule next report, schedule pause report, schedule resume report, schedule rm report --yes"
    })
final class ScheduleCommand implements Callable<Integer> {
  private final Main.Surroundings surroundings;

  @Parameters(arity = "0..*", paramLabel = "ls|next|pause|resume|rm|WORKFLOW ..")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      defaultValue = ScheduleRequest.ZONE,
      description = "The zone of the times (default: UTC).")
  private String zone = ScheduleRequest.ZONE;

  @Option(
      names = "--catchup",
      paramLabel = "skip|last|all",
      defaultValue = "all",
      description = "What becomes of runs that were missed (default: all are made up for).")
  private Catchup catchup = Catchup.ALL;

  @Option(
      names = "--kickoff",
      paramLabel = "INPUT",
      description = "The datetime input that is told the time.")
  private @Nullable String kickoff;

  @Option(names = "--version", paramLabel = "V", description = "Default: the newest.")
  private @Nullable String version;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many times next tells (default: 5).")
  private int count;

  @Option(names = "--yes", description = "Do remove it.")
  private boolean yes;

  @Mixin private final Target target = new Target();

  ScheduleCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (count < 1) {
      throw new IllegalArgumentException("-n is " + count + ", but must be at least 1.");
    }
    try (var session = target.connect(surroundings.environment())) {
      var settings = session.settings();
      var verbs =
          new ScheduleVerbs(
              session.backend(), settings.project(), settings.domain(), surroundings.clock());
      var request =
          new ScheduleRequest(
              words,
              zone,
              catchup,
              Optional.ofNullable(kickoff),
              version == null ? "" : version,
              count,
              yes);
      surroundings.say(verbs.answer(request).text());
      return 0;
    }
  }
}

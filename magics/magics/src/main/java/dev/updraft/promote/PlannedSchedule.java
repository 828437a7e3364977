package dev.updraft.promote;

import dev.updraft.cell.Nearest;
import dev.updraft.client.model.LaunchPlanSpec;
import dev.updraft.client.model.Schedule;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.magics.view.LiteralText;
import dev.updraft.magics.view.PromotedView.Line;
import dev.updraft.task.why.ReadInput;
import dev.updraft.types.Literal;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.schedule.CatchUp;
import dev.updraft.types.schedule.InvalidSchedule;
import dev.updraft.types.schedule.Timing;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * When a workflow would run by itself, and with which inputs; all of it checked.
 *
 * @param inputs for every one that the workflow takes
 */
record PlannedSchedule(Schedule schedule, Map<String, Literal> inputs) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  PlannedSchedule {
    inputs = Map.copyOf(inputs);
  }

  /**
   * Reads what was asked for; empty when nothing was.
   *
   * @throws NotebookRefused with everything that is wrong
   */
  static Optional<PlannedSchedule> of(PromoteOptions options, Map<String, Variable> takes) {
    var asked = options.scheduling();
    if (asked.cron().isEmpty()) {
      return Optional.empty();
    }
    var problems = new ArrayList<String>();
    var schedule = schedule(asked, problems);
    var inputs = inputs(options, takes, problems);
    if (!problems.isEmpty() || schedule.isEmpty()) {
      throw new NotebookRefused(problems);
    }
    return Optional.of(new PlannedSchedule(schedule.get(), inputs));
  }

  private static Optional<Schedule> schedule(
      PromoteOptions.Scheduling asked, List<String> problems) {
    var catchUp = CatchUp.LAST;
    try {
      catchUp = asked.catchUp().map(CatchUp::parse).orElse(CatchUp.LAST);
    } catch (InvalidSchedule e) {
      problems.add("--catchup: " + e.getMessage());
    }
    try {
      return Optional.of(Schedule.of(asked.cron().orElse(""), asked.zone().orElse(""), catchUp));
    } catch (InvalidSchedule e) {
      problems.add("--schedule: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Map<String, Literal> inputs(
      PromoteOptions options, Map<String, Variable> takes, List<String> problems) {
    var inputs = new TreeMap<String, Literal>();
    for (var word : options.inputs()) {
      var at = word.indexOf('=');
      var name = at < 0 ? word : word.substring(0, at);
      var variable = takes.get(name);
      if (at < 0 || variable == null) {
        problems.add(
            "'%s' gives no input of %s%s. It takes: %s."
                .formatted(
                    word,
                    options.workflow(),
                    Nearest.to(name, takes.keySet())
                        .map(near -> " (did you mean " + near + "?)")
                        .orElse(""),
                    String.join(", ", takes.keySet())));
        continue;
      }
      try {
        inputs.put(name, ReadInput.of(word.substring(at + 1), variable.type()));
      } catch (IllegalArgumentException e) {
        problems.add("'" + name + "' " + e.getMessage() + ".");
      }
    }
    var missing = takes.keySet().stream().filter(name -> !inputs.containsKey(name)).toList();
    var wrong = problems.stream().anyMatch(problem -> missing.stream().anyMatch(problem::contains));
    if (!missing.isEmpty() && !wrong) {
      problems.add(
          "A schedule needs a value for every input; there is none for %s. Write %s=.."
              .formatted(String.join(", ", missing), missing.getFirst()));
    }
    return inputs;
  }

  LaunchPlanSpec plan(WorkflowId workflow) {
    return LaunchPlanSpec.scheduled(workflow, schedule, inputs);
  }

  /** In words: when, with what, and the next time. */
  String words(Clock clock) {
    var next = schedule.timing().next(clock.instant()).atZone(zone());
    return schedule.timing().words()
        + " · missed runs: "
        + schedule.catchUp().word()
        + inputs.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(input -> input.getKey() + " = " + LiteralText.brief(input.getValue()))
            .collect(Collectors.joining(", ", inputs.isEmpty() ? "" : " · ", ""))
        + " · next "
        + MOMENT.format(next);
  }

  private ZoneId zone() {
    return switch (schedule.timing()) {
      case Timing.Cron cron -> cron.zone();
      case Timing.Rate _ -> ZoneOffset.UTC;
    };
  }

  /** As it would be, or is. */
  Line line(String workflow, String state, Clock clock) {
    return Line.of(
        "launch plan " + LaunchPlanSpec.scheduled(workflow) + " · " + words(clock) + " · " + state);
  }
}

package dev.updraft.promote;

import dev.updraft.cell.Nearest;
import dev.updraft.client.grpc.LaunchPlans;
import dev.updraft.client.model.LaunchPlanSpec;
import dev.updraft.client.model.Schedule;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.magics.schedule.ScheduleRequest;
import dev.updraft.magics.view.LiteralText;
import dev.updraft.magics.view.PromotedView.Line;
import dev.updraft.task.why.ReadInput;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.schedule.Catchup;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a workflow would run by itself, and with which inputs; all of it checked.
 *
 * @param inputs for every one that the workflow takes, but the one that is told the time
 * @param fixed those among them that no launch may change
 */
record PlannedSchedule(Schedule schedule, Map<String, Literal> inputs, Set<String> fixed) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  PlannedSchedule {
    inputs = Map.copyOf(inputs);
    fixed = Set.copyOf(fixed);
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
    var schedule = schedule(asked, takes, problems);
    var inputs = inputs(options, takes, problems);
    if (!problems.isEmpty() || schedule.isEmpty()) {
      throw new NotebookRefused(problems);
    }
    return Optional.of(new PlannedSchedule(schedule.get(), inputs, Set.copyOf(asked.fixed())));
  }

  private static Optional<Schedule> schedule(
      PromoteOptions.Scheduling asked, Map<String, Variable> takes, List<String> problems) {
    var catchup = Catchup.ALL;
    try {
      catchup = asked.catchup().map(Catchup::of).orElse(catchup);
    } catch (IllegalArgumentException e) {
      problems.add("--catchup: " + e.getMessage());
    }
    asked
        .kickoff()
        .filter(input -> !datetime(takes.get(input)))
        .ifPresent(
            input ->
                problems.add(
                    "--kickoff: '%s', to be told the time, is no datetime input. It takes: %s."
                        .formatted(input, String.join(", ", takes.keySet()))));
    try {
      var zone = asked.zone().orElse(ScheduleRequest.ZONE);
      var schedule = Schedule.of(asked.cron().orElse(""), zone, catchup);
      return Optional.of(asked.kickoff().map(schedule::telling).orElse(schedule));
    } catch (IllegalArgumentException e) {
      problems.add("--schedule: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean datetime(@Nullable Variable variable) {
    return variable != null
        && variable.type() instanceof LiteralType.Simple(var kind, _)
        && kind == SimpleKind.DATETIME;
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
    options.scheduling().fixed().stream()
        .filter(name -> !inputs.containsKey(name))
        .forEach(name -> problems.add("--fixed: '%s' is given no value.".formatted(name)));
    var told = options.scheduling().kickoff();
    var missing =
        takes.keySet().stream()
            .filter(name -> !inputs.containsKey(name) && !told.equals(Optional.of(name)))
            .toList();
    var wrong = problems.stream().anyMatch(problem -> missing.stream().anyMatch(problem::contains));
    if (!missing.isEmpty() && !wrong) {
      problems.add(
          "A schedule needs a value for every input; there is none for %s. Write %s=.."
              .formatted(String.join(", ", missing), missing.getFirst()));
    }
    return inputs;
  }

  LaunchPlanSpec plan(WorkflowId workflow) {
    var defaults = new TreeMap<>(inputs);
    defaults.keySet().removeAll(fixed);
    var unchangeable = new TreeMap<>(inputs);
    unchangeable.keySet().retainAll(fixed);
    return new LaunchPlanSpec(workflow, defaults, unchangeable, Optional.of(schedule));
  }

  /** In words: when, with what, and the next time. */
  String words(Clock clock) {
    var timing = schedule.timing();
    var next = timing.next(clock.instant(), clock.instant()).atZone(timing.zone());
    return schedule.words()
        + " · missed runs: "
        + schedule.catchup().word()
        + inputs.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(this::word)
            .collect(Collectors.joining(", ", inputs.isEmpty() ? "" : " · ", ""))
        + " · next "
        + MOMENT.format(next);
  }

  private String word(Map.Entry<String, Literal> input) {
    var value = input.getKey() + " = " + LiteralText.brief(input.getValue());
    return fixed.contains(input.getKey()) ? value + " (fixed)" : value;
  }

  /** As it would be, or is. */
  Line line(String workflow, String state, Clock clock) {
    return Line.of(
        "launch plan " + LaunchPlans.scheduled(workflow) + " · " + words(clock) + " · " + state);
  }
}

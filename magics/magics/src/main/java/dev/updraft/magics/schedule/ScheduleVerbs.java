package dev.updraft.magics.schedule;

import dev.updraft.client.grpc.Backend;
import dev.updraft.client.grpc.LaunchPlans;
import dev.updraft.client.model.LaunchPlanRow;
import dev.updraft.client.model.LaunchPlanSpec;
import dev.updraft.client.model.Registered;
import dev.updraft.client.model.Schedule;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.magics.notebook.View;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Note;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.task.why.ReadInput;
import dev.updraft.types.Literal;
import dev.updraft.types.schedule.Timing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The verbs of {@code schedule}: each reads its words and answers with a view. What is wrong is an
 * IllegalArgumentException for people. Works with any Flyte.
 */
public final class ScheduleVerbs {
  private static final int FIRST_FEW = 3;
  private final Backend backend;
  private final String project;
  private final String domain;
  private final Clock clock;

  public ScheduleVerbs(Backend backend, String project, String domain, Clock clock) {
    this.backend = backend;
    this.project = project;
    this.domain = domain;
    this.clock = clock;
  }

  public View answer(ScheduleRequest request) {
    var words = request.words();
    var verb = words.isEmpty() ? "ls" : words.getFirst();
    return switch (verb) {
      case "ls" -> {
        few(words, 1);
        yield new ScheduleList(backend, project, domain, clock.instant()).table();
      }
      case "next" -> next(workflow(words), request.count());
      case "pause" -> pause(workflow(words));
      case "resume" -> resume(workflow(words));
      case "rm" -> remove(workflow(words), request.yes());
      default -> plan(verb, request);
    };
  }

  private static String workflow(List<String> words) {
    if (words.size() < 2) {
      throw new IllegalArgumentException(
          "%s which workflow? Write: schedule %s WORKFLOW; 'schedule ls' lists them."
              .formatted(words.getFirst(), words.getFirst()));
    }
    few(words, 2);
    return words.get(1);
  }

  private static void few(List<String> words, int most) {
    if (words.size() > most) {
      throw new IllegalArgumentException(
          "'%s' is one word too many after '%s'.".formatted(words.get(most), words.getFirst()));
    }
  }

  private Note plan(String name, ScheduleRequest request) {
    var rest = request.words().subList(1, request.words().size());
    var text = rest.stream().takeWhile(word -> !word.contains("=")).toList();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "When is '%s' to run? Write e.g. schedule %s \"0 6 * * MON\" --tz Europe/Berlin, or \"every 10 minutes\"."
              .formatted(name, name));
    }
    var written = Schedule.of(String.join(" ", text), request.zone(), request.catchup());
    var schedule = request.kickoff().map(written::telling).orElse(written);
    var found = find(name, request.version());
    var workflow = (WorkflowId) found.what();
    var inputs = inputs(found, rest.subList(text.size(), rest.size()));
    var id =
        backend
            .launchPlans()
            .registerScheduled(
                new LaunchPlanSpec(workflow, inputs, Map.of(), Optional.of(schedule)));
    backend.launchPlans().activate(id);
    var row = active(name).orElseThrow();
    var lines = new ArrayList<String>();
    lines.add("next: " + String.join(", ", moments(row, FIRST_FEW)));
    lines.add("workflow version %s".formatted(workflow.version()));
    lines.add("missed runs: %s".formatted(ScheduleList.missed(schedule.catchup())));
    return new Note(Glyph.DONE, "%s runs %s".formatted(name, schedule.words()), lines);
  }

  private Registered find(String name, String version) {
    var found =
        backend
            .launchables()
            .find(project, domain, name, version)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No workflow '%s'%s is registered in project '%s', domain '%s'. A notebook registers a workflow when it first runs it remotely."
                            .formatted(
                                name,
                                version.isEmpty() ? "" : " of version '" + version + "'",
                                project,
                                domain)));
    if (!(found.what() instanceof WorkflowId)) {
      throw new IllegalArgumentException(
          "'%s' is a task, and workflows are scheduled. Call it in a %%%%workflow, and schedule that."
              .formatted(name));
    }
    return found;
  }

  /** All that is wrong is said together. */
  private static Map<String, Literal> inputs(Registered found, List<String> words) {
    var types = found.typed().inputs();
    var given = new LinkedHashMap<String, Literal>();
    var problems = new ArrayList<String>();
    for (var word : words) {
      var at = word.indexOf('=');
      var variable = at < 0 ? null : types.get(word.substring(0, at));
      if (variable == null) {
        problems.add(
            "'%s' gives no input; there are: %s"
                .formatted(word, String.join(", ", types.keySet())));
        continue;
      }
      try {
        given.put(word.substring(0, at), ReadInput.of(word.substring(at + 1), variable.type()));
      } catch (IllegalArgumentException e) {
        problems.add("'" + word.substring(0, at) + "' " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems) + ".");
    }
    return given;
  }

  private Table next(String name, int count) {
    var row = active(name).or(() -> newest(name)).orElseThrow(() -> none(name));
    return new Table(
        List.of(Heading.text(row.active() ? "next" : "next, once it is resumed")),
        moments(row, count).stream().map(moment -> List.of(Cell.of(moment))).toList(),
        "",
        "");
  }

  private List<String> moments(LaunchPlanRow row, int count) {
    var timing =
        row.schedule()
            .map(Schedule::timing)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The schedule '%s' of '%s' is none that Updraft can read."
                            .formatted(row.written(), row.workflow().name())));
    return timing.next(row.updated(), clock.instant(), count).stream()
        .map(tick -> ScheduleList.moment(tick, zone(timing)))
        .toList();
  }

  private java.time.ZoneId zone(Timing timing) {
    return timing instanceof Timing.Rate ? clock.getZone() : timing.zone();
  }

  private Note pause(String name) {
    var row = active(name).orElseThrow(() -> none(name));
    backend.launchPlans().deactivate(row.id());
    return new Note(
        Glyph.WAITS,
        "%s is paused.".formatted(name),
        List.of("what runs goes on; runs until it is resumed are not made up for"));
  }

  private Note resume(String name) {
    var row = newest(name).orElseThrow(() -> none(name));
    backend.launchPlans().activate(row.id());
    var now = active(name).orElseThrow();
    return new Note(
        Glyph.DONE,
        "%s runs %s".formatted(name, now.schedule().map(Schedule::words).orElse(now.written())),
        List.of("next: " + String.join(", ", moments(now, FIRST_FEW))));
  }

  private Note remove(String name, boolean yes) {
    var row = active(name).or(() -> newest(name)).orElseThrow(() -> none(name));
    if (!yes) {
      throw new IllegalArgumentException(
          "This ends the schedule of '%s' (%s) for everybody in the project. Say so: schedule rm %s --yes; or pause it."
              .formatted(name, row.schedule().map(Schedule::words).orElse(row.written()), name));
    }
    if (row.active()) {
      backend.launchPlans().deactivate(row.id());
    }
    var gone = ScheduleList.REMOVED + clock.instant().toEpochMilli();
    backend
        .launchPlans()
        .register(
            new WorkflowId(project, domain, row.id().name(), gone),
            new LaunchPlanSpec(row.workflow(), Map.of(), Map.of(), Optional.empty()));
    return new Note(
        Glyph.DONE,
        "%s runs by no schedule any more.".formatted(name),
        List.of("the workflow and what it ran stay"));
  }

  private Optional<LaunchPlanRow> active(String workflow) {
    return backend.launchPlans().active(project, domain, LaunchPlans.scheduled(workflow));
  }

  /** The newest version that has a schedule. */
  private Optional<LaunchPlanRow> newest(String workflow) {
    return backend.launchPlans().list(project, domain, LaunchPlans.scheduled(workflow)).stream()
        .filter(row -> !row.written().isEmpty())
        .findFirst();
  }

  private IllegalArgumentException none(String workflow) {
    var there =
        ScheduleList.current(backend.launchPlans().list(project, domain, "")).stream()
            .map(row -> row.workflow().name())
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "'%s' has no active schedule.%s"
            .formatted(workflow, there.isEmpty() ? "" : " There are schedules of: " + there + "."));
  }
}

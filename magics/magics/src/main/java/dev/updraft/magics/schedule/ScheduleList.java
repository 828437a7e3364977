package dev.updraft.magics.schedule;

import dev.updraft.client.ExecutionNames;
import dev.updraft.client.grpc.Backend;
import dev.updraft.client.grpc.Executions;
import dev.updraft.client.model.ExecutionRow;
import dev.updraft.client.model.LaunchPlanRow;
import dev.updraft.client.model.Schedule;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.types.schedule.Catchup;
import dev.updraft.types.schedule.Timing;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Each workflow's schedule as a row. */
final class ScheduleList {
  /** What the version begins with that stands for a schedule that was removed. */
  static final String REMOVED = "removed-";

  private static final int LOOK_BACK = 100;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm z", Locale.ENGLISH);

  private final Backend backend;
  private final String project;
  private final String domain;
  private final Instant now;

  ScheduleList(Backend backend, String project, String domain, Instant now) {
    this.backend = backend;
    this.project = project;
    this.domain = domain;
    this.now = now;
  }

  Table table() {
    var rows = current(backend.launchPlans().list(project, domain, ""));
    return new Table(
        List.of(
            Heading.text(""),
            Heading.text("workflow"),
            Heading.text("version"),
            Heading.text("runs"),
            Heading.text("cron"),
            Heading.text("next"),
            Heading.text("last execution"),
            Heading.text("missed")),
        rows.stream().map(this::cells).toList(),
        "Nothing runs by a schedule. Write: schedule WORKFLOW \"0 6 * * MON\" --tz Europe/Berlin",
        failures());
  }

  private String failures() {
    return backend.launchPlans().failedTicks(project, domain).stream()
        .map(
            failed ->
                "%s of %s could not run: %s"
                    .formatted(failed.plan(), moment(failed.tick(), Timing.UTC), failed.why()))
        .collect(Collectors.joining(" · "));
  }

  private List<Cell> cells(LaunchPlanRow row) {
    var schedule = row.schedule();
    return List.of(
        Cell.of(row.active() ? Glyph.DONE : Glyph.SKIPPED),
        Cell.of(row.workflow().name()),
        Cell.code(brief(row.workflow().version()), row.workflow().version()),
        Cell.of(schedule.map(Schedule::words).orElse("")),
        Cell.code(schedule.map(Schedule::timing).map(Timing::text).orElse(row.written())),
        row.active() ? Cell.of(schedule.map(s -> next(row, s)).orElse("")) : Cell.dim("paused"),
        last(row).map(ScheduleList::cell).orElse(Cell.dim("none yet")),
        Cell.dim(schedule.map(s -> s.catchup().word()).orElse("")));
  }

  private String next(LaunchPlanRow row, Schedule schedule) {
    return moment(schedule.timing().next(row.updated(), now), schedule.timing().zone());
  }

  private static Cell cell(ExecutionRow row) {
    return Cell.of(
        ExecutionNames.brief(row.id().name()) + " " + row.phase().name().toLowerCase(Locale.ROOT));
  }

  private Optional<ExecutionRow> last(LaunchPlanRow plan) {
    var query =
        new Executions.Query(
            project,
            domain,
            plan.workflow().name(),
            Map.of(),
            false,
            false,
            Optional.empty(),
            LOOK_BACK);
    return backend.executions().list(query).stream()
        .filter(row -> row.task().equals(plan.id().name()))
        .findFirst();
  }

  private static String brief(String version) {
    return version.length() <= 10 ? version : version.substring(0, 10);
  }

  /**
   * Of each name with a schedule the active version, or else the newest, unless it was removed.
   *
   * @param all newest first
   */
  static List<LaunchPlanRow> current(List<LaunchPlanRow> all) {
    var byName = new LinkedHashMap<String, LaunchPlanRow>();
    for (var row : all) {
      var name = row.id().name();
      var there = byName.get(name);
      if (there == null || (row.active() && !there.active())) {
        byName.put(name, row);
      }
    }
    var current = new ArrayList<>(byName.values());
    current.removeIf(row -> row.written().isEmpty());
    current.sort(java.util.Comparator.comparing(row -> row.workflow().name()));
    return current;
  }

  static String missed(Catchup catchup) {
    return switch (catchup) {
      case SKIP -> "are skipped";
      case LAST -> "the newest is made up for";
      case ALL -> "all are made up for, in order";
    };
  }

  static String moment(Instant tick, ZoneId zone) {
    return MOMENT.format(tick.atZone(zone));
  }
}

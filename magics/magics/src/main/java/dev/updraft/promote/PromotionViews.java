package dev.updraft.promote;

import dev.updraft.client.Versions;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.PromotedView;
import dev.updraft.magics.view.PromotedView.Line;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.magics.view.Words;
import dev.updraft.task.closure.Library;
import dev.updraft.types.TypedInterface.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** Answers of a promotion. */
public final class PromotionViews {
  private static final Table NONE = new Table(List.of(), List.of(), "", "");

  private PromotionViews() {}

  /** What was registered, and what had been already. */
  public static PromotedView of(Promoted done, List<Line> schedule) {
    var id = done.versions().workflow();
    var lines = new ArrayList<Line>();
    lines.addAll(jars(done.what()));
    lines.add(
        Line.of(
            "launch plan "
                + id.name()
                + " · "
                + (done.workflowFresh() ? "new" : "already registered")));
    lines.addAll(schedule);
    return new PromotedView(
        Glyph.DONE,
        (done.workflowFresh() ? "promoted " : "already registered: ") + id.name(),
        facts(id),
        tasks(
            done.what(),
            done.versions(),
            name -> done.fresh().contains(name) ? "new" : "already registered"),
        lines,
        run(id.name(), done.what().workflow().mapping().typedInterface().inputs()));
  }

  /** What would change. */
  public static PromotedView of(
      Promotable what, Versions versions, Promote.Difference difference, List<Line> schedule) {
    var id = versions.workflow();
    if (difference.against().isEmpty()) {
      var lines = new ArrayList<>(jars(what));
      lines.addAll(schedule);
      return new PromotedView(
          Glyph.WAITS,
          id.name() + " is not registered yet",
          facts(id),
          tasks(what, versions, _ -> ""),
          lines,
          "");
    }
    var against = difference.against().get().id();
    if (difference.changes().isEmpty() && schedule.isEmpty()) {
      return new PromotedView(
          Glyph.DONE,
          "nothing changed",
          List.of(id.name() + " is registered", "version " + against.version()),
          NONE,
          List.of(),
          "");
    }
    var lines = new ArrayList<Line>();
    difference.changes().forEach(change -> lines.addAll(lines(change)));
    lines.addAll(schedule);
    return new PromotedView(
        Glyph.WAITS,
        id.name() + " would change",
        List.of("against version " + against.version()),
        NONE,
        lines,
        "");
  }

  /** What was written. */
  public static PromotedView written(
      Promotable what, Versions versions, String folder, int files, List<Line> more) {
    var lines = new ArrayList<>(jars(what));
    lines.addAll(more);
    return new PromotedView(
        Glyph.DONE,
        "wrote " + versions.workflow().name() + " to " + folder,
        List.of(Words.count(files, "file"), "version " + versions.workflow().version()),
        tasks(what, versions, _ -> ""),
        lines,
        "");
  }

  private static List<Line> lines(Change change) {
    var lines = new ArrayList<Line>();
    var sign = String.valueOf(change.sign());
    if (change.details().size() == 1) {
      lines.add(new Line(sign, change.what() + ": " + change.details().getFirst(), ""));
      return lines;
    }
    lines.add(new Line(sign, change.what(), ""));
    change.details().forEach(detail -> lines.add(Line.of("    " + detail)));
    return lines;
  }

  private static List<String> facts(WorkflowId id) {
    return List.of("version " + id.version(), id.project() + " / " + id.domain());
  }

  private static Table tasks(Promotable what, Versions versions, Function<String, String> state) {
    var rows = new ArrayList<List<Cell>>();
    new TreeMap<>(what.closures())
        .forEach(
            (name, closure) ->
                rows.add(
                    List.of(
                        Cell.of(name),
                        PromotedView.version(
                            Objects.requireNonNull(versions.tasks().get(name)).version()),
                        Cell.code(closure.key().brief(), closure.key().text()),
                        Cell.dim(state.apply(name)))));
    return new Table(
        List.of(
            Heading.text("task"), Heading.text("version"), Heading.text("code"), Heading.text("")),
        rows,
        "",
        "");
  }

  private static List<Line> jars(Promotable what) {
    return what.closures().values().stream()
        .flatMap(closure -> closure.libraries().stream())
        .distinct()
        .map(jar -> jar(what.coordinates(), jar))
        .toList();
  }

  private static Line jar(Map<String, String> coordinates, Library jar) {
    var from = coordinates.get(jar.sha256());
    return new Line(
        "",
        "jar "
            + (from == null ? jar.fileName() : from)
            + " · sha256 "
            + jar.sha256().substring(0, 12)
            + " · "
            + Words.size(jar.size())
            + (from == null ? " · a file of your own, of no known coordinate" : ""),
        jar.sha256());
  }

  private static String run(String name, Map<String, Variable> inputs) {
    return "./updraft run "
        + name
        + String.join("", inputs.keySet().stream().map(input -> " " + input + "=..").toList());
  }
}

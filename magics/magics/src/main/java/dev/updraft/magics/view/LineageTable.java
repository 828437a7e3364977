package dev.updraft.magics.view;

import dev.updraft.client.ExecutionNames;
import dev.updraft.client.grpc.Catalog;
import dev.updraft.client.grpc.Origins.Origin;
import dev.updraft.client.lineage.Lineage;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.types.Literal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where a value came from, as a tree in the first column; and where it went. */
public final class LineageTable {
  private static final int VERSION_LETTERS = 12;

  private final Instant now;
  private final List<List<Cell>> rows = new ArrayList<>();

  private LineageTable(Instant now) {
    this.now = now;
  }

  /** Back to what was uploaded or written. */
  public static Table of(Lineage lineage, Instant now) {
    var table = new LineageTable(now);
    table.add(lineage, "", "");
    return new Table(headings("value"), table.rows, "", "");
  }

  /**
   * Forward: the calls that had a value among their inputs.
   *
   * @param foot where it goes on; may be empty
   */
  public static Table uses(List<Catalog.Use> uses, Instant now, String foot) {
    return new Table(
        headings("input of"),
        uses.stream().map(use -> row(use, now)).toList(),
        "No call that is still known has it among its inputs. Only files and dataframes can be followed forward.",
        foot);
  }

  private static List<Heading> headings(String first) {
    return List.of(
        Heading.text(first),
        Heading.text("execution"),
        Heading.text("when"),
        Heading.text("by"),
        Heading.text("notebook"),
        Heading.text("code"));
  }

  private static List<Cell> row(Catalog.Use use, Instant now) {
    return List.of(
        Cell.code(use.task().name() + " ← " + use.input()),
        Cell.code(shown(use.id(), use.node())),
        Cell.hover(Words.ago(use.createdAt(), now), use.createdAt().toString()),
        Cell.dim(use.user()),
        Cell.dim(Words.place(use.notebook(), use.cell())),
        brief(use.task().version()));
  }

  /**
   * @param before the lines of the tree that lead past this row
   * @param name of the part that it is, with what joins it to the row above
   */
  private void add(Lineage step, String name, String before) {
    rows.add(row(step, name));
    var parts = new ArrayList<Lineage.Part>();
    step.outputs().stream().filter(part -> !part.from().isEmpty()).forEach(parts::add);
    var outputs = parts.size();
    parts.addAll(step.inputs());
    for (var i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      var last = i == parts.size() - 1;
      var joined = before + (last ? "└ " : "├ ") + (i < outputs ? "its " : "") + part.name() + " ";
      if (part.from().isEmpty()) {
        rows.add(plain(joined, part.value()));
      }
      for (var from : part.from()) {
        add(from, joined + "← ", before + (last ? "  " : "│ "));
      }
    }
  }

  private List<Cell> row(Lineage step, String name) {
    var origin = step.origin();
    return List.of(
        Cell.code(name + origin.what().name() + (step.repeated() ? "  (see above)" : "")),
        Cell.code(shown(origin.id(), origin.node())),
        Cell.hover(Words.ago(origin.createdAt(), now), origin.createdAt().toString()),
        Cell.dim(origin.user()),
        Cell.dim(Words.place(origin.notebook(), origin.cell())),
        code(origin));
  }

  /** The key of the code, with the version that was registered on hover. */
  private static Cell code(Origin origin) {
    var version = "version " + origin.what().version();
    if (origin.codeKey().isEmpty()) {
      return brief(origin.what().version());
    }
    var key = origin.codeKey().replaceFirst("^c1-", "");
    return Cell.hover(
        "code " + key.substring(0, Math.min(8, key.length())), origin.codeKey() + ", " + version);
  }

  private static Cell brief(String version) {
    return version.length() <= VERSION_LETTERS
        ? Cell.dim(version)
        : Cell.hover(version.substring(0, VERSION_LETTERS) + "…", version);
  }

  private static String shown(ExecutionId id, String node) {
    var brief = ExecutionNames.brief(id.name());
    return node.isEmpty() ? brief : brief + "/" + node;
  }

  private static List<Cell> plain(String joined, Literal value) {
    var shown = LiteralText.brief(value);
    var whole = LiteralText.of(value);
    return List.of(
        Cell.code(joined + "= " + shown, shown.equals(whole) ? "" : whole),
        Cell.of(""),
        Cell.of(""),
        Cell.of(""),
        Cell.of(""),
        Cell.of(""));
  }
}

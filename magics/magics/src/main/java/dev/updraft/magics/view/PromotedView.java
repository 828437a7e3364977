package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;
import dev.updraft.magics.view.Table.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * A promotion, done or as it would be.
 *
 * @param title {@code promoted report}
 * @param facts short phrases: the version, project and domain
 * @param table the tasks, with their versions and code; without rows there is none
 * @param lines what else: jars, launch plan, schedule
 * @param run the line to copy that runs it; empty for none
 */
public record PromotedView(
    Glyph glyph, String title, List<String> facts, Table table, List<Line> lines, String run)
    implements View {
  public PromotedView {
    facts = List.copyOf(facts);
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param sign before it: {@code +}, {@code -}, {@code ~}; empty for none
   * @param exact the whole of it, on hover; empty for none
   */
  public record Line(String sign, String text, String exact) {
    public static Line of(String text) {
      return new Line("", text, "");
    }
  }

  @Override
  public String html() {
    return Html.page(
        html -> {
          html.glyph(glyph)
              .bold(title)
              .dim(facts.isEmpty() ? "" : " · " + String.join(" · ", facts));
          if (!table.rows().isEmpty()) {
            html.inside("table", "", () -> table.body(html));
          }
          for (var line : lines) {
            html.inside("div", "", () -> line(html, line));
          }
          if (!run.isEmpty()) {
            html.inside("div", "", () -> html.noGlyph().dim("run it: ").code(run));
          }
        });
  }

  private static void line(Html html, Line line) {
    if (line.sign().isEmpty()) {
      html.noGlyph();
    } else {
      html.span("g " + style(line.sign()), line.sign()).text(" ");
    }
    if (line.exact().isEmpty()) {
      html.text(line.text());
    } else {
      html.hover(line.text(), line.exact());
    }
  }

  private static String style(String sign) {
    return switch (sign) {
      case "+" -> "ok";
      case "-", "!" -> "fail";
      default -> "run";
    };
  }

  @Override
  public String text() {
    var all = new ArrayList<String>();
    all.add(
        glyph.sign() + " " + title + (facts.isEmpty() ? "" : " · " + String.join(" · ", facts)));
    if (!table.rows().isEmpty()) {
      table.text().lines().map(line -> "  " + line).forEach(all::add);
    }
    lines.forEach(line -> all.add((line.sign().isEmpty() ? " " : line.sign()) + " " + line.text()));
    if (!run.isEmpty()) {
      all.add("  run it: " + run);
    }
    return String.join("\n", all);
  }

  /** A cell for a version: its beginning, whole on hover. */
  public static Cell version(String version) {
    return version.matches("v[a-z2-7]{26}")
        ? Cell.code(version.substring(0, 9), version)
        : Cell.code(version);
  }
}

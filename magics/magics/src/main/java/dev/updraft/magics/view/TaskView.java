package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;
import java.util.ArrayList;
import java.util.List;

/**
 * A declared task: its signature, its key, and everything that travels with it.
 *
 * @param parameters as declared, e.g. {@code (DataFrame flights, double minDistance) → DataFrame}
 * @param facts short phrases, e.g. {@code code 3f2a91c4}, {@code cached by its code}, {@code 2
 *     retries}
 * @param summary e.g. {@code 3 methods, 1 record, 12.4 kB · dflib 2.0.0-M6}
 * @param warnings whole sentences
 */
public record TaskView(
    String name,
    String parameters,
    List<String> facts,
    String summary,
    List<Traveller> travels,
    List<String> warnings)
    implements View {
  public TaskView {
    facts = List.copyOf(facts);
    travels = List.copyOf(travels);
    warnings = List.copyOf(warnings);
  }

  /**
   * One thing that travels.
   *
   * @param where its cell and who needs it, or a jar's size
   */
  public record Traveller(String what, String where) {}

  @Override
  public String html() {
    return Html.page(
        html -> {
          html.glyph(Glyph.DONE).bold(name).dim(parameters).line();
          html.noGlyph().dim(String.join(" · ", facts));
          html.details(
              false,
              "travels: " + summary,
              () ->
                  html.inside(
                      "table",
                      "mono",
                      () ->
                          travels.forEach(
                              t ->
                                  html.inside(
                                      "tr",
                                      "",
                                      () -> {
                                        html.inside("td", "", () -> html.noGlyph().text(t.what()));
                                        html.inside("td", "dim", () -> html.text(t.where()));
                                      }))));
          warnings.forEach(
              warning -> html.inside("div", "", () -> html.span("g fail", "!").text(warning)));
        });
  }

  @Override
  public String text() {
    var lines = new ArrayList<String>();
    lines.add(Glyph.DONE.sign() + " " + name + parameters);
    lines.add("  " + String.join(" · ", facts));
    lines.add("  travels: " + summary);
    warnings.forEach(warning -> lines.add("! " + warning));
    return String.join("\n", lines);
  }
}

package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;
import java.util.List;

/**
 * A few plain lines, the first one with a glyph.
 *
 * @param rest dimmed lines below
 */
public record Note(Glyph glyph, String first, List<String> rest) implements View {
  public Note {
    rest = List.copyOf(rest);
  }

  @Override
  public String html() {
    return Html.page(
        html -> {
          html.glyph(glyph).text(first);
          rest.forEach(line -> html.line().noGlyph().dim(line));
        });
  }

  @Override
  public String text() {
    return glyph.sign()
        + " "
        + first
        + String.join("", rest.stream().map(line -> "\n  " + line).toList());
  }
}

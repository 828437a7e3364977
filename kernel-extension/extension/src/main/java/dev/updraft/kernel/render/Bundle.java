package dev.updraft.kernel.render;

import dev.updraft.magics.notebook.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Packs a view for Jupyter: {@code text/html} with Updraft's style sheet, sent once per output, and {@code text/plain}. */
public final class Bundle {
  /** The richer of the two forms. */
  public static final String HTML = "text/html";

  private static final String SHEET = sheet();

  private Bundle() {}

  /** Both forms of a view. */
  public static DisplayData of(View view) {
    var data = new DisplayData(view.text());
    data.putHTML(html(view));
    return data;
  }

  /** The view's fragment in its scope, with the sheet. */
  static String html(View view) {
    return "<div class=\"ud\"><style>" + SHEET + "</style>" + view.html() + "</div>";
  }

  private static String sheet() {
    try (var in = Objects.requireNonNull(Bundle.class.getResourceAsStream("updraft.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Reading updraft.css from the jar", e);
    }
  }
}

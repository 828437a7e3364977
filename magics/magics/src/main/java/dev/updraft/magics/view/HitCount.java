package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;
import java.time.Duration;

/**
 * From the fourth hit of a task in a cell on, hits are counted in one line.
 *
 * @param hits how many calls came from the catalog, those with a line of their own included
 */
public record HitCount(String task, long hits, Duration saved) implements View {
  @Override
  public String html() {
    return Html.page(
        html -> html.glyph(Glyph.HIT).bold(Words.count(hits, "hit")).dim(" of " + task + " · saved " + Words.duration(saved)));
  }

  @Override
  public String text() {
    return Glyph.HIT.sign() + " " + Words.count(hits, "hit") + " of " + task + " · saved " + Words.duration(saved);
  }
}

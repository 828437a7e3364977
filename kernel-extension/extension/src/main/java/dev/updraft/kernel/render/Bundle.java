package dev.updraft.kernel.render;

import dev.updraft.magics.notebook.View;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Packs a view for Jupyter, which shows the richest form that it can. */
public final class Bundle {
  /** The richer of the two forms. */
  public static final String HTML = "text/html";

  private Bundle() {}

  /** Both forms of a view. */
  public static DisplayData of(View view) {
    var data = new DisplayData(view.text());
    data.putHTML(view.html());
    return data;
  }
}

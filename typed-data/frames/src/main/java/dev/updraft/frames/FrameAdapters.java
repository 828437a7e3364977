package dev.updraft.frames;

import dev.updraft.api.frames.Frame;
import dev.updraft.api.frames.FrameAdapter;
import dev.updraft.api.frames.FrameRefused;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The adapters on a user's class path. Make it anew when the class path has grown: it looks once.
 */
public final class FrameAdapters {
  private final List<FrameAdapter<?>> adapters;

  private FrameAdapters(List<FrameAdapter<?>> adapters) {
    this.adapters = adapters;
  }

  /**
   * Finds the adapters that a loader sees.
   *
   * @param userLoader must share {@code dev.updraft.api} with us
   */
  public static FrameAdapters of(ClassLoader userLoader) {
    return new FrameAdapters(
        ServiceLoader.load(FrameAdapter.class, userLoader).stream()
            .<FrameAdapter<?>>map(ServiceLoader.Provider::get)
            .toList());
  }

  /** The adapter of the dataframe class that a signature names. */
  @SuppressWarnings("unchecked")
  public Optional<FrameAdapter<Object>> forType(Class<?> type) {
    return adapters.stream()
        .filter(a -> a.frameClass().equals(type.getName()))
        .map(a -> (FrameAdapter<Object>) a)
        .findFirst();
  }

  /** The adapter of a value that is a dataframe, be it of a class that its library hides. */
  public Optional<FrameAdapter<Object>> forValue(Object value) {
    return value instanceof Frame<?> rows
        ? Optional.of(ofRows(rows.row()))
        : forAncestor(value.getClass());
  }

  /** The adapter of dataframes whose columns are the components of {@code row}. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static FrameAdapter<Object> ofRows(Class<? extends Record> row) {
    return (FrameAdapter) new RowsAdapter<>(row);
  }

  /**
   * Any dataframe as one whose columns are the components of {@code row}; the same when it is one.
   *
   * @throws FrameRefused when its columns do not fit, or the value is no dataframe
   */
  public static Frame<?> fit(Object value, Class<? extends Record> row) {
    return value instanceof Frame<?> rows && rows.row() == row ? rows : Frame.from(row, value);
  }

  private Optional<FrameAdapter<Object>> forAncestor(@Nullable Class<?> type) {
    if (type == null) {
      return Optional.empty();
    }
    var found = forType(type).or(() -> forAncestor(type.getSuperclass()));
    for (var face : type.getInterfaces()) {
      found = found.or(() -> forAncestor(face));
    }
    return found;
  }
}

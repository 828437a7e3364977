package dev.updraft.client;

import dev.updraft.api.frames.Frame;
import dev.updraft.api.frames.FrameAdapter;
import dev.updraft.frames.ColumnTypes;
import dev.updraft.frames.FrameAdapters;
import dev.updraft.frames.codec.Codecs;
import dev.updraft.types.LiteralType;
import dev.updraft.types.mapping.CodecFormat;
import dev.updraft.types.mapping.DataClasses;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The dataframe libraries and codecs on the user's class path. It grows while a notebook runs
 * ({@code %maven}): what was not there is looked for again.
 */
public final class UserTypes implements DataClasses {
  private final Supplier<ClassLoader> loader;
  private volatile Found found;

  /** What one look at the class path found. */
  private record Found(FrameAdapters adapters, Codecs codecs) {
    static Found in(ClassLoader loader) {
      return new Found(FrameAdapters.of(loader), Codecs.of(loader));
    }
  }

  /**
   * @param loader the user's class loader as it is now; must share {@code dev.updraft.api} with us
   */
  public UserTypes(Supplier<ClassLoader> loader) {
    this.loader = loader;
    this.found = Found.in(loader.get());
  }

  /** Looks at the class path again. */
  public void refresh() {
    found = Found.in(loader.get());
  }

  @Override
  public boolean isFrame(Class<?> type) {
    return frameAdapter(type).isPresent();
  }

  @Override
  public CodecFormat codecFormat(Class<?> type) {
    return found.codecs().format(type);
  }

  @Override
  public boolean isFrameOfRows(Class<?> type) {
    return type == Frame.class;
  }

  @Override
  public Optional<LiteralType> column(Type component) {
    return ColumnTypes.ofComponent(component);
  }

  Optional<FrameAdapter<Object>> frameAdapter(Class<?> type) {
    return found.adapters().forType(type);
  }

  Optional<FrameAdapter<Object>> adapterOf(Object frame) {
    var adapter = found.adapters().forValue(frame);
    if (adapter.isPresent()) {
      return adapter;
    }
    refresh();
    return found.adapters().forValue(frame);
  }

  Codecs codecs() {
    return found.codecs();
  }
}

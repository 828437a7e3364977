package dev.updraft.api.frames;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the adapter of a library's dataframe class, for user code that converts by itself. */
final class Adapters {
  private Adapters() {}

  /**
   * @param loader of the user's code, which sees the library and its adapter
   * @param type the library's class, or one below it that the library hides
   */
  static FrameAdapter<Object> of(@Nullable ClassLoader loader, Class<?> type) {
    for (FrameAdapter<?> adapter : ServiceLoader.load(FrameAdapter.class, loader)) {
      if (isOrExtends(type, adapter.frameClass())) {
        @SuppressWarnings("unchecked")
        var found = (FrameAdapter<Object>) adapter;
        return found;
      }
    }
    throw new FrameRefused(
        "%s is no dataframe of a library that has an adapter on the class path."
            .formatted(type.getName()));
  }

  private static boolean isOrExtends(@Nullable Class<?> type, String name) {
    if (type == null) {
      return false;
    }
    if (type.getName().equals(name) || isOrExtends(type.getSuperclass(), name)) {
      return true;
    }
    for (var face : type.getInterfaces()) {
      if (isOrExtends(face, name)) {
        return true;
      }
    }
    return false;
  }
}

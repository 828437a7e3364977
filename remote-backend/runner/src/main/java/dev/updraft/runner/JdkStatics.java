package dev.updraft.runner;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK keeps for the whole process and shows nobody: shutdown hooks, the factories of URLs.
 * Read through {@code sun.misc.Unsafe}, since opening the JDK's packages would open them to the
 * task as well.
 */
final class JdkStatics {
  private JdkStatics() {}

  /**
   * The threads that wait for the end of the process, but for the JDK's own, such as its logging's;
   * an unknown JDK has none to tell.
   */
  static Set<Object> shutdownHooks() {
    Set<Object> hooks = Collections.newSetFromMap(new IdentityHashMap<>());
    if (read("java.lang.ApplicationShutdownHooks", "hooks") instanceof Map<?, ?> all) {
      hooks.addAll(all.keySet());
      hooks.removeIf(
          hook -> hook.getClass() != Thread.class && hook.getClass().getClassLoader() == null);
    }
    return hooks;
  }

  /** Who makes the handlers of URLs, if somebody was set. */
  static @Nullable Object urlFactory() {
    return read("java.net.URL", "factory");
  }

  /** Who reads the contents of URLs, if somebody was set. */
  static @Nullable Object contentFactory() {
    return read("java.net.URLConnection", "factory");
  }

  private static @Nullable Object read(String type, String name) {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field instance = unsafe.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      Object peek = instance.get(null);
      Field field = Class.forName(type).getDeclaredField(name);
      var lookup = MethodHandles.lookup();
      Object base =
          method(lookup, unsafe, "staticFieldBase", Object.class, Field.class).invoke(peek, field);
      long offset =
          (long)
              method(lookup, unsafe, "staticFieldOffset", long.class, Field.class)
                  .invoke(peek, field);
      return lookup
          .findVirtual(
              unsafe, "getObject", MethodType.methodType(Object.class, Object.class, long.class))
          .invoke(peek, base, offset);
    } catch (Throwable e) {
      return null; // another JDK keeps it elsewhere
    }
  }

  private static MethodHandle method(
      MethodHandles.Lookup lookup, Class<?> unsafe, String name, Class<?> result, Class<?> argument)
      throws ReflectiveOperationException {
    return lookup.findVirtual(unsafe, name, MethodType.methodType(result, argument));
  }
}

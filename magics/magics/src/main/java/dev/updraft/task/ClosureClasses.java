package dev.updraft.task;

import dev.updraft.types.bundle.EntryPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;

/**
 * Loads a closure's jar over the user's libraries, to look at its types. Nothing of it is run: no
 * class is initialized.
 */
public final class ClosureClasses extends ClassLoader {
  private final Map<String, byte[]> classes = new HashMap<>();

  public ClosureClasses(byte[] jar, ClassLoader userLoader) {
    super("closure-types", userLoader);
    try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".class")) {
          classes.put(
              entry.getName().replace('/', '.').substring(0, entry.getName().length() - 6),
              zip.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A closure's jar cannot be read back.", e);
    }
  }

  /** The method that a worker would call. */
  public Method method(EntryPoint entry) {
    try {
      return entry.in(this);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The closure has no class " + entry.type() + ".", e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}

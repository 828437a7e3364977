package dev.updraft.kernel.boot;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * Loads Updraft's own jars over the platform alone. Three kinds of classes are the notebook's: what
 * user code names, the kernel's, and this package; they must be one class for both sides.
 */
final class IsolatedLoader extends URLClassLoader {
  private static final List<String> SHARED =
      List.of("dev.updraft.api.", "dev.updraft.kernel.boot.", "org.dflib.jjava.");

  private final ClassLoader notebook;

  static {
    registerAsParallelCapable();
  }

  IsolatedLoader(URL[] jars, ClassLoader notebook) {
    super("updraft", jars, ClassLoader.getPlatformClassLoader());
    this.notebook = notebook;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return SHARED.stream().anyMatch(name::startsWith)
        ? notebook.loadClass(name)
        : super.loadClass(name, resolve);
  }
}

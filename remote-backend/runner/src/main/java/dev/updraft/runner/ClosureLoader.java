package dev.updraft.runner;

import java.util.Map;

/**
 * The closure's classes, defined from memory. Its own come first, so that starting a task opens
 * none of the user's jars; anything else is asked of the user's loader.
 */
final class ClosureLoader extends ClassLoader {
  private final Map<String, byte[]> classes;

  /**
   * @param classes by binary name
   */
  ClosureLoader(Map<String, byte[]> classes, ClassLoader userJars) {
    super("updraft-closure", userJars);
    this.classes = classes;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!classes.containsKey(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}

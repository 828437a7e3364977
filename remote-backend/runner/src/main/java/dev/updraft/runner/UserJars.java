package dev.updraft.runner;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The loader of the user's jars, above the JDK and our API alone. Attempts with the same jars share
 * it, so that in a kept JVM a library is loaded, and compiled, once.
 */
final class UserJars {
  private final List<Path> adapters;
  private final ClassLoader beneath = new PlatformAndApi(UserJars.class.getClassLoader());
  private List<Path> known = List.of();
  private ClassLoader loader = beneath;

  /**
   * @param adapters the jars that join the user's own, so that a dataframe library finds its
   *     adapter
   */
  UserJars(List<Path> adapters) {
    this.adapters = List.copyOf(adapters);
  }

  synchronized ClassLoader loader(List<Path> jars) {
    if (!jars.equals(known)) {
      known = List.copyOf(jars);
      loader = jars.isEmpty() ? beneath : open(jars);
    }
    return loader;
  }

  private ClassLoader open(List<Path> jars) {
    List<URL> urls = new ArrayList<>();
    try {
      for (Path jar : jars) {
        urls.add(jar.toUri().toURL());
      }
      for (Path adapter : adapters) {
        urls.add(adapter.toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new IllegalStateException("A path that is no URL among " + jars, e);
    }
    return new URLClassLoader("updraft-user", urls.toArray(URL[]::new), beneath);
  }
}

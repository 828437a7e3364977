package dev.updraft.promote;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The user's libraries as a notebook sees them, over the platform and our API, which is shared with
 * whoever asks; nothing else of this process is visible. Classes are looked at and never run, but
 * for the dataframe adapters and codecs that say which types are theirs.
 */
final class NotebookLoader extends URLClassLoader {
  private static final String API = "dev.updraft.api.";

  NotebookLoader(List<Path> jars) {
    super(
        "notebook",
        jars.stream().map(NotebookLoader::url).toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("No URL for " + jar, e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return name.startsWith(API)
        ? Class.forName(name, false, NotebookLoader.class.getClassLoader())
        : super.loadClass(name, resolve);
  }
}

package dev.updraft.promote;

import dev.updraft.task.closure.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;

/** Where a jar comes from, as far as it says so itself or lies where Maven puts it. */
public final class JarCoordinates {
  private JarCoordinates() {}

  /** {@code group:artifact:version}; empty for a jar of nobody's. */
  public static Optional<String> of(Library jar) {
    return inRepository(jar.path()).or(() -> inside(jar.path()));
  }

  /** {@code ../repository/org/dflib/dflib/2.0/dflib-2.0.jar}. */
  private static Optional<String> inRepository(Path jar) {
    var count = jar.getNameCount();
    if (count < 5) {
      return Optional.empty();
    }
    var version = jar.getName(count - 2).toString();
    var artifact = jar.getName(count - 3).toString();
    var root = count - 4;
    while (root > 0 && !jar.getName(root).toString().equals("repository")) {
      root--;
    }
    if (root == 0
        || root == count - 4
        || !jar.getFileName().toString().startsWith(artifact + "-" + version)) {
      return Optional.empty();
    }
    var group =
        jar.subpath(root + 1, count - 3)
            .toString()
            .replace(jar.getFileSystem().getSeparator(), ".");
    return Optional.of(group + ":" + artifact + ":" + version);
  }

  /** What Maven writes into the jars that it makes; a jar of several says nothing. */
  private static Optional<String> inside(Path path) {
    try (var jar = new JarFile(path.toFile())) {
      var found =
          jar.stream()
              .filter(entry -> entry.getName().matches("META-INF/maven/.+/pom\\.properties"))
              .toList();
      if (found.size() != 1) {
        return Optional.empty();
      }
      var about = new Properties();
      try (var in = jar.getInputStream(found.getFirst())) {
        about.load(in);
      }
      return Optional.of(
          about.getProperty("groupId")
              + ":"
              + about.getProperty("artifactId")
              + ":"
              + about.getProperty("version"));
    } catch (IOException _) {
      return Optional.empty(); // then nothing is known of it
    }
  }
}

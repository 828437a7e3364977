package dev.updraft.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * This test's own class path as the folder of jars that a daemon is installed from: nothing must be
 * packaged for it.
 */
final class BackendJars {
  private BackendJars() {}

  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var number = 0;
    for (var entry : classPath.split(File.pathSeparator)) {
      var path = Path.of(entry);
      var name = "%03d.jar".formatted(number++);
      if (Files.isDirectory(path)) {
        pack(path, folder.resolve(name));
      } else if (entry.endsWith(".jar")) {
        Files.copy(path, folder.resolve(name));
      }
    }
    Files.writeString(folder.resolve("build"), "1-test");
    return folder;
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      out.setLevel(0);
      files.filter(Files::isRegularFile).forEach(file -> pack(classes, file, out));
    }
  }

  private static void pack(Path classes, Path file, JarOutputStream out) {
    try {
      out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
      Files.copy(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

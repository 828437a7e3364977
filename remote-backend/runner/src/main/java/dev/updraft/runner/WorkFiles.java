package dev.updraft.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files in a worker's folder: what its attempt wrote, and the copies of its inputs, which are
 * ours and go with it.
 *
 * @param before the files that were there
 */
record WorkFiles(Path folder, Set<Path> before) {
  static WorkFiles sinceNow() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    return new WorkFiles(folder, Set.copyOf(below(folder)));
  }

  /** Where files for the moment may be. */
  static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** The folder for an attempt's copy of an input. */
  static Path forInput(int number) {
    return temporary().resolve(prefix() + number);
  }

  private static String prefix() {
    return "updraft-" + ProcessHandle.current().pid() + "-";
  }

  /** What the attempt left, a phrase each. */
  List<String> find() throws IOException {
    List<Path> files = below(folder);
    files.removeAll(before);
    List<String> left = new ArrayList<>();
    for (Path file : files.reversed()) {
      Path name = folder.relativize(file);
      if (ours(file)) {
        Files.deleteIfExists(file);
      } else {
        left.add("the file " + name);
      }
    }
    return left;
  }

  private static boolean ours(Path file) {
    Path temporary = temporary().toAbsolutePath();
    return file.startsWith(temporary)
        && !file.equals(temporary)
        && temporary.relativize(file).getName(0).toString().startsWith(prefix());
  }

  /** Folders before what is in them. */
  private static List<Path> below(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> !file.equals(folder))
          .sorted(Comparator.naturalOrder())
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }
}

package dev.updraft.promote;

import dev.updraft.task.closure.CellPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the cells' magics put on the class path, in the order in which the kernel would. */
final class ClassPathLines {
  private final Path folder;
  private final JarSource source;
  private final List<JarSource.Repository> repositories = new ArrayList<>();
  private final Map<Path, UserJar> jars = new LinkedHashMap<>();

  /**
   * @param folder that relative paths begin at
   */
  ClassPathLines(Path folder, JarSource source) {
    this.folder = folder;
    this.source = source;
  }

  List<UserJar> jars() {
    return List.copyOf(jars.values());
  }

  /**
   * Carries out a magic of the class path; any other one is not for here.
   *
   * @return whether it was one
   * @throws NotebookRefused when what it names cannot be had
   */
  boolean take(CellMagics.Line line) {
    switch (line.name()) {
      case "maven", "addMavenDependency" -> maven(line);
      case "mavenRepo" -> repository(line);
      case "classpath", "jars" -> words(line).forEach(word -> files(word, line.at()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void maven(CellMagics.Line line) {
    var from = new ArrayList<>(repositories);
    var coordinates = new ArrayList<String>();
    for (var word : words(line)) {
      if (word.startsWith("--from=")) {
        var url = word.substring("--from=".length());
        from.add(new JarSource.Repository("from-" + from.size(), url));
      } else {
        coordinates.add(word);
      }
    }
    for (var coordinate : coordinates) {
      try {
        source.jars(coordinate, from).forEach(jar -> jars.putIfAbsent(jar.path(), jar));
      } catch (NotebookRefused e) {
        throw new NotebookRefused(line.at() + ": " + e.getMessage());
      }
    }
  }

  private void repository(CellMagics.Line line) {
    var words = words(line);
    if (words.size() != 2) {
      throw new NotebookRefused(
          line.at() + ": %mavenRepo takes a name and an address: %mavenRepo mine https://..");
    }
    repositories.add(new JarSource.Repository(words.get(0), words.get(1)));
  }

  private static List<String> words(CellMagics.Line line) {
    return line.words().stream()
        .map(word -> word.replaceFirst(";$", ""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private void files(String word, CellPosition at) {
    var found = found(word);
    if (found.isEmpty()) {
      throw new NotebookRefused(
          "%s: there is no jar %s (looked in %s). Put it there, or name it as %%maven group:artifact:version does: then everybody has it."
              .formatted(at, word, folder));
    }
    for (var path : found) {
      if (!Files.isRegularFile(path)) {
        throw new NotebookRefused(
            "%s: %s is a folder, and only jars travel with a task. Pack it into a jar."
                .formatted(at, word));
      }
      jars.putIfAbsent(path, new UserJar(path, Optional.empty()));
    }
  }

  /** A file, or those that a pattern with {@code *} in its last part names, by their names. */
  private List<Path> found(String word) {
    var slash = Math.max(word.lastIndexOf('/'), 0);
    if (!word.substring(slash).contains("*")) {
      var path = folder.resolve(word).normalize();
      return Files.exists(path) ? List.of(path) : List.of();
    }
    var parent = folder.resolve(word.substring(0, slash)).normalize();
    var pattern =
        parent.getFileSystem().getPathMatcher("glob:" + word.substring(slash == 0 ? 0 : slash + 1));
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files.filter(each -> pattern.matches(each.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the folder " + parent + ".", e);
    }
  }
}

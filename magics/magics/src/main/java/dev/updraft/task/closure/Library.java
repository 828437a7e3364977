package dev.updraft.task.closure;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A jar of the user's class path, which travels with every task.
 *
 * @param path where it lies on this machine
 * @param sha256 the hash of its content, in hex
 * @param size in bytes
 */
public record Library(Path path, String sha256, long size) {
  private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

  /** The jar's file name. */
  public String fileName() {
    return path.getFileName().toString();
  }

  /** The file name without version and ending: {@code dflib} of {@code dflib-2.0.0-M6.jar}. */
  public String artifact() {
    var versioned = VERSIONED.matcher(fileName());
    return versioned.matches() ? versioned.group(1) : fileName().replaceFirst("\\.jar$", "");
  }

  /** The version in the file name, if it has one. */
  public Optional<String> version() {
    var versioned = VERSIONED.matcher(fileName());
    return versioned.matches() ? Optional.of(versioned.group(2)) : Optional.empty();
  }

  @Override
  public String toString() {
    return version().map(version -> artifact() + " " + version).orElse(artifact());
  }
}

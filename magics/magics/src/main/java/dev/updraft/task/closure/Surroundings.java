package dev.updraft.task.closure;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a task's code is compiled against.
 *
 * @param release the Java release of the closure
 * @param userJars the user's class path in order: hashed into the key, and they travel
 * @param provided on the class path here and in the runner alike (our API and adapters): never part
 *     of a key, never shipped
 * @param notebookOnly on the class path here only (the kernel's own jar): whatever uses it is
 *     refused
 * @param image the user's container image; empty for the default one
 * @param compilerOptions more options for the compiler, e.g. {@code --enable-preview}
 */
public record Surroundings(
    int release,
    List<Path> userJars,
    List<Path> provided,
    List<Path> notebookOnly,
    String image,
    List<String> compilerOptions) {

  public Surroundings {
    userJars = List.copyOf(userJars);
    provided = List.copyOf(provided);
    notebookOnly = List.copyOf(notebookOnly);
    compilerOptions = List.copyOf(compilerOptions);
  }

  /** Code that needs nothing but the JDK. */
  public static Surroundings plain(int release) {
    return new Surroundings(release, List.of(), List.of(), List.of(), "", List.of());
  }

  List<Path> classPath() {
    return Stream.of(notebookOnly, provided, userJars).flatMap(List::stream).distinct().toList();
  }
}

package dev.updraft.task.closure;

import java.io.IOException;
import java.nio.file.Path;

/** A jar of a user's, for tests of other packages. */
public final class TestJar {
  private TestJar() {}

  /** With one class that has a constant {@code VALUE}. */
  public static Path of(Path jar, String type, int value) throws IOException {
    var dot = type.lastIndexOf('.');
    return KernelJar.compiled(
        jar,
        type,
        "package %s; public class %s { public static final int VALUE = Integer.parseInt(\"%d\"); }"
            .formatted(type.substring(0, dot), type.substring(dot + 1), value));
  }
}

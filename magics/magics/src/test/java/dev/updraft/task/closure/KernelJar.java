package dev.updraft.task.closure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A jar with static methods that only a kernel has, as JJava's. */
final class KernelJar {
  private KernelJar() {}

  static Path in(Path folder) throws IOException {
    return compiled(
        folder.resolve("jjava.jar"),
        "kernel.Statics",
        "package kernel; public class Statics { public int q = 1; public static void display(Object o) {} }");
  }

  /** A jar of one class. */
  static Path compiled(Path jar, String type, String source) throws IOException {
    var run =
        new Javac()
            .compiling(
                new Javac.Source(type.substring(type.lastIndexOf('.') + 1), source),
                25,
                List.of(),
                List.of());
    run.task().generate();
    return Files.write(jar, ClosureJar.write(run.classes()));
  }
}

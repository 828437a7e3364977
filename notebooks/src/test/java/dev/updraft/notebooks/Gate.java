package dev.updraft.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds remote bodies until the test lets them go, and counts them outside of any JVM of ours: each
 * body that passes leaves a line with its process in the file {@code runs}.
 */
record Gate(Path folder) {
  /** A helper for cells: a body that calls it with the gate's folder and a name waits there. */
  static final String CELL =
      """
      void pass(String gate, String name) {
        var folder = java.nio.file.Path.of(gate);
        try {
          java.nio.file.Files.writeString(folder.resolve("runs"), name + " " + ProcessHandle.current().pid() + "\\n",
              java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
          while (!java.nio.file.Files.exists(folder.resolve("open"))) Thread.sleep(20);
        } catch (java.io.IOException | InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }""";

  static Gate in(Path folder, String name) {
    try {
      return new Gate(Files.createDirectories(folder.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The gate as a Java literal. */
  String quoted() {
    return '"' + folder.toString() + '"';
  }

  void open() {
    try {
      Files.createFile(folder.resolve("open"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the bodies that came, in order. */
  List<String> runs() {
    return lines().stream().map(line -> line.split(" ")[0]).toList();
  }

  void awaitRuns(int count) {
    Wait.until(count + " bodies have come to the gate", () -> lines().size() >= count);
  }

  /** Whether no process that came is there any more. */
  boolean deserted() {
    return lines().stream()
        .map(line -> Long.parseLong(line.split(" ")[1]))
        .noneMatch(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  private List<String> lines() {
    var runs = folder.resolve("runs");
    try {
      return Files.exists(runs) ? Files.readAllLines(runs) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

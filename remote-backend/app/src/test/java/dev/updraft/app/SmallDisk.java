package dev.updraft.app;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;

/** A small disk that a test may fill or make read-only: root is bound by it too. */
final class SmallDisk implements AutoCloseable {
  /** With room for the workers' AOT cache, which is made in the background. */
  private static final String SIZE = "size=192m";

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  static SmallDisk mount(Path folder) throws Exception {
    Files.createDirectories(folder);
    need(run("mount", "-t", "tmpfs", "-o", SIZE, "none", folder.toString()));
    return new SmallDisk(folder);
  }

  /** A single file that nobody can write, on a folder that everybody may. */
  static SmallDisk readOnlyFile(Path file) throws Exception {
    need(run("mount", "--bind", file.toString(), file.toString()));
    var disk = new SmallDisk(file);
    disk.makeReadOnly();
    return disk;
  }

  private static void need(String problem) {
    if (problem.isEmpty()) {
      return;
    }
    var missing = "This test mounts a small disk, which needs root: " + problem;
    if ("true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    Assumptions.abort(missing);
  }

  void makeReadOnly() throws Exception {
    need(run("mount", "-o", "remount,bind,ro", folder.toString()));
  }

  /** To the last byte. */
  void fill() throws IOException {
    var filler = folder.resolve("filler");
    var bytes = new byte[4096];
    try (var out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(bytes);
      }
    } catch (IOException full) {
      if (Files.getFileStore(folder).getUsableSpace() > 0) {
        throw full;
      }
    }
  }

  /** There is room again. */
  void makeRoom() throws IOException {
    Files.delete(folder.resolve("filler"));
  }

  private static String run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : said.strip() + " (" + String.join(" ", command) + ")";
  }

  /** Lazily: a worker may still be ending in it. */
  @Override
  public void close() throws Exception {
    run("umount", "-l", folder.toString());
  }
}

package dev.updraft.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A session's own folder for files on their way, gone with the session. */
final class Scratch implements AutoCloseable {
  private final Path root;

  Scratch() {
    try {
      root = Files.createTempDirectory("updraft-");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot make a folder in " + System.getProperty("java.io.tmpdir") + ".", e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "updraft-scratch"));
  }

  /** A new empty folder. */
  Path folder(String purpose) {
    try {
      return Files.createTempDirectory(Files.createDirectories(root), purpose + "-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder in " + root + ".", e);
    }
  }

  void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder + ".", e);
    }
  }

  @Override
  public void close() {
    delete(root);
  }
}

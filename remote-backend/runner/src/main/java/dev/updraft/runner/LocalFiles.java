package dev.updraft.runner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files by URI, in the form {@code file:///folder/a name}: nothing is escaped, as the backend's
 * store writes them. A path without a scheme, as flytekit writes it, is one too.
 */
final class LocalFiles {
  private static final String SCHEME = "file://";

  private LocalFiles() {}

  static Path path(String uri) {
    String path = uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : uri;
    if (!path.startsWith("/")) {
      throw new AttemptFailed(
          TaskError.platform(
              "UnknownStore",
              "'"
                  + uri
                  + "' is not in a store that this runner reads: URIs here begin with 'file:///'."));
    }
    return Path.of(path);
  }

  static byte[] read(String uri) {
    try {
      return Files.readAllBytes(path(uri));
    } catch (NoSuchFileException e) {
      throw new AttemptFailed(
          TaskError.platform(
              "BlobNotFound",
              "There is nothing at '" + uri + "': it was never stored, or was deleted since."),
          e);
    } catch (IOException e) {
      throw new AttemptFailed(
          TaskError.platform("StoreUnavailable", "Could not read '" + uri + "': " + e), e);
    }
  }

  /**
   * Writes a file so that it is either there whole, also after a power cut, or not at all. A task
   * may leave its thread interrupted, which would close the file under us.
   */
  static void writeWhole(Path target, byte[] bytes) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      writeUninterrupted(target, bytes);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void writeUninterrupted(Path target, byte[] bytes) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("'" + target + "' lies in no folder");
    }
    Files.createDirectories(folder);
    Path beside = folder.resolve("." + target.getFileName() + ".part");
    try (var channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

package dev.updraft.client.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One client at a time, on this machine, starts or stops the daemon of a data folder. */
final class StartLock {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private final Path file;

  StartLock(Path file) {
    this.file = file;
  }

  /** Waits for the lock, and holds it during the act; the system frees it when the process dies. */
  <T> T during(Supplier<T> act) {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (!taken(channel)) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      return act.get();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + file + ".", e);
    }
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false; // another thread of this process holds it
    }
  }
}

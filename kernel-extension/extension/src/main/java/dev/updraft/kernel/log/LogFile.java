package dev.updraft.kernel.log;

import dev.updraft.client.embedded.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** One process's log, made with its first line. Any thread. */
final class LogFile {
  static final LogFile OF_THIS_PROCESS =
      new LogFile(
          Home.of(System.getenv())
              .log()
              .resolveSibling("client-" + ProcessHandle.current().pid() + ".log"),
          InstantSource.system());

  private final Path file;
  private final InstantSource clock;

  LogFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Drops the line when the file cannot be written: a log must not fail what it tells of. */
  synchronized void add(String level, String logger, String message, @Nullable Throwable thrown) {
    var line = clock.instant() + " " + level + " " + logger + " " + message + "\n" + stack(thrown);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException dropped) {
      return;
    }
  }

  private static String stack(@Nullable Throwable thrown) {
    if (thrown == null) {
      return "";
    }
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}

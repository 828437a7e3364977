package dev.updraft.runner;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * Learns with which status the task's code called {@link System#exit}: the JDK logs it (since 21)
 * before it runs shutdown hooks, and tells it nowhere else. Named by {@code
 * -Djava.util.logging.config.class}, so that it is loaded when something first logs, and costs
 * nothing otherwise; all other logging stays as the JDK has it.
 */
public final class ExitStatus {
  private static final Pattern STATUS = Pattern.compile("status: (-?\\d+)");
  private static volatile OptionalInt status = OptionalInt.empty();

  /** Called by {@link LogManager} in place of reading its configuration. */
  public ExitStatus() throws IOException {
    String ours =
        "\njava.lang.Runtime.level=FINE\njava.lang.Runtime.handlers=" + Watch.class.getName();
    ours += "\njava.lang.Runtime.useParentHandlers=false\n";
    Path standard = Path.of(System.getProperty("java.home"), "conf", "logging.properties");
    try (InputStream text =
        Files.exists(standard) ? Files.newInputStream(standard) : InputStream.nullInputStream()) {
      LogManager.getLogManager()
          .readConfiguration(
              new SequenceInputStream(
                  text, new ByteArrayInputStream(ours.getBytes(StandardCharsets.ISO_8859_1))));
    }
  }

  static OptionalInt known() {
    return status;
  }

  /** Reads the one message that it is there for. */
  public static final class Watch extends Handler {
    @Override
    public void publish(LogRecord entry) {
      var match = STATUS.matcher(entry.getMessage());
      if (match.find()) {
        status = OptionalInt.of(Integer.parseInt(match.group(1)));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

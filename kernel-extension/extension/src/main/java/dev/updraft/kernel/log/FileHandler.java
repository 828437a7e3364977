package dev.updraft.kernel.log;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Takes what our libraries tell the JDK's own logging, which would print it into cells. */
public final class FileHandler extends Handler {
  private static final List<String> LIBRARIES = List.of("io.grpc", "org.apache.parquet");
  private final SimpleFormatter formatter = new SimpleFormatter();

  private FileHandler() {}

  /**
   * Puts a handler in place of the console for our libraries.
   *
   * @return the loggers, to be held as long as the change shall last
   */
  public static List<Logger> takeOver() {
    var handler = new FileHandler();
    return LIBRARIES.stream()
        .map(Logger::getLogger)
        .peek(logger -> logger.setUseParentHandlers(false))
        .peek(logger -> logger.addHandler(handler))
        .toList();
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
      LogFile.OF_THIS_PROCESS.add(
          line.getLevel().getName(),
          String.valueOf(line.getLoggerName()),
          formatter.formatMessage(line),
          line.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}

package dev.updraft.service;

import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.NotFound;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last few lines of an attempt's log, short enough to travel with an event. Calls block. */
record LastLines(LogSource sources, Logs logs) {
  private static final Logger LOG = LoggerFactory.getLogger(LastLines.class);
  private static final int LINES = 10;
  private static final int BYTES = 4 << 10;

  /**
   * Some lines.
   *
   * @param text with line ends between them; may be empty
   * @param upTo where the log ended, in bytes
   */
  record Lines(String text, long upTo) {}

  /** Of the attempt that an event is about; a log that cannot be read keeps no event back. */
  Optional<Lines> of(ExecutionEvent event) {
    try {
      return sources
          .find(event.execution(), event.attempt())
          .flatMap(source -> logs.tail(source.ranAs(), LINES, BYTES))
          .map(tail -> new Lines(String.join("\n", tail.lines()), tail.next()));
    } catch (NotFound _) {
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("execution", event.execution().name())
          .setCause(e)
          .log("A log cannot be read; its last lines are not shown");
      return Optional.empty();
    }
  }
}

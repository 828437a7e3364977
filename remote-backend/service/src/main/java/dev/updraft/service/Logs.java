package dev.updraft.service;

import dev.updraft.model.AttemptId;
import java.util.List;
import java.util.Optional;

/**
 * Where the logs of attempts are read; the executor that runs attempts has them. Calls may block.
 */
public interface Logs {
  /**
   * Reads a part of what an attempt printed; empty when there is no such log (yet).
   *
   * @param attempt by the name under which it ran
   * @param offset in bytes from the log's beginning
   * @param most at most so many bytes
   */
  Optional<Piece> read(AttemptId attempt, long offset, int most);

  /**
   * The last lines of what an attempt printed; empty when there is no such log (yet).
   *
   * @param most at most so many bytes from the end, be it within a line
   */
  Optional<Tail> tail(AttemptId attempt, int lines, int most);

  /**
   * A part of a log.
   *
   * @param text whole characters
   * @param next where to go on reading; equal to what was asked for when there is nothing new
   * @param leftOut bytes between the offset asked for and the text that are not kept
   */
  record Piece(String text, long next, long leftOut) {}

  /**
   * The end of a log.
   *
   * @param lines without line ends
   * @param leftOut bytes before them
   * @param next where to go on reading
   */
  record Tail(List<String> lines, long leftOut, long next) {
    public Tail {
      lines = List.copyOf(lines);
    }
  }
}

package dev.updraft.app;

import dev.updraft.executor.local.LogFiles;
import dev.updraft.model.AttemptId;
import dev.updraft.service.Logs;
import java.util.Optional;

/** The local executor's logs, as the service reads logs. */
record LocalLogs(LogFiles files) implements Logs {
  @Override
  public Optional<Piece> read(AttemptId attempt, long offset, int most) {
    return files
        .read(attempt, offset, most)
        .map(piece -> new Piece(piece.text(), piece.next(), piece.leftOut()));
  }

  @Override
  public Optional<Tail> tail(AttemptId attempt, int lines, int most) {
    return files
        .tail(attempt, lines, most)
        .map(tail -> new Tail(tail.lines(), tail.leftOut(), tail.next()));
  }
}

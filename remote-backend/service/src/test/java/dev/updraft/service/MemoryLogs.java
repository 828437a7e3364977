package dev.updraft.service;

import dev.updraft.model.AttemptId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Logs that a test writes. */
final class MemoryLogs implements Logs {
  private final Map<AttemptId, byte[]> texts = new ConcurrentHashMap<>();
  private final LongAdder read = new LongAdder();

  /** How many bytes have been read of all of them. */
  long read() {
    return read.sum();
  }

  void print(AttemptId attempt, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    texts.merge(
        attempt,
        bytes,
        (old, more) -> {
          var both = Arrays.copyOf(old, old.length + more.length);
          System.arraycopy(more, 0, both, old.length, more.length);
          return both;
        });
  }

  @Override
  public Optional<Piece> read(AttemptId attempt, long offset, int most) {
    return Optional.ofNullable(texts.get(attempt))
        .map(
            text -> {
              var from = (int) Math.min(offset, text.length);
              var to = Math.min(text.length, from + most);
              read.add(to - from);
              return new Piece(new String(text, from, to - from, StandardCharsets.UTF_8), to, 0);
            });
  }

  @Override
  public Optional<Tail> tail(AttemptId attempt, int lines, int most) {
    return Optional.ofNullable(texts.get(attempt))
        .map(
            text -> {
              var from = Math.max(0, text.length - most);
              var all =
                  new String(text, from, text.length - from, StandardCharsets.UTF_8)
                      .lines()
                      .toList();
              var last = all.subList(Math.max(0, all.size() - lines), all.size());
              var kept = String.join("\n", last).length() + 1;
              return new Tail(last, text.length - kept, text.length);
            });
  }
}

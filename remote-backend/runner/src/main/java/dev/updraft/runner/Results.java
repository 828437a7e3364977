package dev.updraft.runner;

import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Where an attempt's result goes: {@code outputs.pb} or {@code error.pb}, whole and durable before
 * anybody is told.
 */
final class Results {
  /** The most that outputs may have inline, in bytes. */
  static final long LARGEST = 10L << 20;

  private final Path prefix;
  private final InstantSource clock;

  Results(String outputPrefix, InstantSource clock) {
    this.prefix = LocalFiles.path(outputPrefix);
    this.clock = clock;
  }

  void succeed(Map<String, Literal> outputs) {
    long size = InlineSize.of(outputs);
    if (size > LARGEST) {
      throw tooLarge(size);
    }
    byte[] bytes = Wire.writeLiterals(outputs);
    if (bytes.length > LARGEST) {
      throw tooLarge(bytes.length);
    }
    try {
      write("outputs.pb", bytes);
    } catch (IOException e) {
      throw new AttemptFailed(
          TaskError.platform(
              "StoreUnavailable", "Could not write outputs.pb to '" + prefix + "': " + e),
          e);
    }
  }

  /**
   * @throws ResultLost when not even that can be written
   */
  void fail(TaskError error) {
    try {
      write("error.pb", Wire.writeError(error.toDocument(clock.instant())));
    } catch (IOException e) {
      throw new ResultLost(error, e);
    }
  }

  /** Where the task's report goes. */
  Deck deck(LongConsumer written) {
    return new Deck(prefix.resolve(Deck.NAME), written);
  }

  private static AttemptFailed tooLarge(long size) {
    return new AttemptFailed(
        TaskError.refused(
            "OutputTooLarge",
            "The task's result has "
                + megabytes(size)
                + " MB; values that travel inline may have "
                + megabytes(LARGEST)
                + " MB in all. Return a DataFrame, or write a file and return its Path: data like that travels by reference."));
  }

  private static String megabytes(long bytes) {
    return Long.toString((bytes + (1 << 19)) >> 20);
  }

  private void write(String name, byte[] bytes) throws IOException {
    LocalFiles.writeWhole(prefix.resolve(name), bytes);
  }
}

package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Ending;
import dev.updraft.executor.plugin.LocalUris;
import dev.updraft.model.Failure;
import dev.updraft.types.wire.ErrorDocument;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What an attempt left at its output prefix. As in Flyte, {@code futures.pb} wins over {@code
 * error.pb}, and that over {@code outputs.pb} (contract 1.7).
 */
final class Outcome {
  private static final int MOST_BYTES = 10 << 20;
  private static final String ERROR = "ErrorFileBadFormat";

  private Outcome() {}

  /** Empty when it left none of them. */
  static Optional<Ending> read(String outputPrefix, Instant now) {
    try {
      Path prefix = LocalUris.path(outputPrefix);
      Path futures = prefix.resolve("futures.pb");
      if (Files.exists(futures, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(
            Files.isRegularFile(futures, LinkOption.NOFOLLOW_LINKS)
                ? new Ending.Succeeded()
                : new Ending.Failed(noFile("FuturesFileBadFormat", futures, now)));
      }
      Path error = prefix.resolve("error.pb");
      if (Files.exists(error, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(new Ending.Failed(failure(error, now)));
      }
      return Files.exists(prefix.resolve("outputs.pb"))
          ? Optional.of(new Ending.Succeeded())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          new Ending.Failed(
              new Failure(
                  Failure.Kind.SYSTEM,
                  "StoreUnavailable",
                  "Could not read the attempt's outcome: " + e,
                  true,
                  now)));
    }
  }

  /** The file is the task's, and may be anything: a pipe, or larger than our memory. */
  private static Failure failure(Path file, Instant now) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return noFile(ERROR, file, now);
    }
    if (Files.size(file) > MOST_BYTES) {
      return bad(
          ERROR,
          file,
          "it has %d bytes; at most %d are read".formatted(Files.size(file), MOST_BYTES),
          now);
    }
    ErrorDocument error;
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      error = Wire.readError(in.readNBytes(MOST_BYTES));
    } catch (Malformed e) {
      return bad(ERROR, file, String.valueOf(e.getMessage()), now);
    }
    Failure.Kind kind =
        switch (error.origin()) {
          case USER -> Failure.Kind.USER;
          case SYSTEM -> Failure.Kind.SYSTEM;
          case UNKNOWN -> Failure.Kind.UNKNOWN;
        };
    return new Failure(
        kind, error.code(), error.message(), error.recoverable(), error.timestamp().orElse(now));
  }

  private static Failure noFile(String code, Path file, Instant now) {
    return bad(code, file, "it is no regular file", now);
  }

  private static Failure bad(String code, Path file, String why, Instant now) {
    return new Failure(
        Failure.Kind.SYSTEM,
        code,
        "%s cannot be read: %s".formatted(file.getFileName(), why),
        true,
        now);
  }
}

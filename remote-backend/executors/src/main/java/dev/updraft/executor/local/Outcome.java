package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Ending;
import dev.updraft.executor.plugin.LocalUris;
import dev.updraft.model.Failure;
import dev.updraft.types.wire.ErrorDocument;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What an attempt left at its output prefix. As in Flyte, {@code futures.pb} wins over {@code
 * error.pb}, and that over {@code outputs.pb} (contract 1.7).
 */
final class Outcome {
  private Outcome() {}

  /** Empty when it left none of them. */
  static Optional<Ending> read(String outputPrefix, Instant now) {
    try {
      Path prefix = LocalUris.path(outputPrefix);
      if (Files.exists(prefix.resolve("futures.pb"))) {
        return Optional.of(new Ending.Succeeded());
      }
      Optional<byte[]> error = bytes(prefix.resolve("error.pb"));
      if (error.isPresent()) {
        return Optional.of(new Ending.Failed(failure(error.get(), now)));
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

  private static Failure failure(byte[] document, Instant now) {
    ErrorDocument error;
    try {
      error = Wire.readError(document);
    } catch (Malformed e) {
      return new Failure(
          Failure.Kind.SYSTEM,
          "ErrorFileBadFormat",
          "error.pb cannot be read: " + e.getMessage(),
          true,
          now);
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

  private static Optional<byte[]> bytes(Path file) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}

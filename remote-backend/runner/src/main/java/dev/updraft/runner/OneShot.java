package dev.updraft.runner;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * A container's way: one attempt, then the end. Status 0 whenever {@code outputs.pb} or {@code
 * error.pb} was written, for Flyte looks at neither after any other (contract 1.7).
 */
final class OneShot {
  private OneShot() {}

  static void run(List<String> words, List<Path> adapters) {
    var attempt =
        new Attempt(
            Arguments.parse(words),
            new UserJars(adapters),
            ExitGuard.install(),
            InstantSource.system());
    attempt.run(() -> {});
  }
}

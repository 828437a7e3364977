package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Ending;
import dev.updraft.model.Failure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why the executor ended a worker, written before it did: a backend that comes after knows that the
 * worker neither crashed nor was killed by somebody else.
 */
sealed interface Verdict {
  /** Somebody asked for it. */
  record Aborted(String reason) implements Verdict {}

  /** It did what no attempt may, such as using more memory than it has. */
  record Condemned(Failure failure) implements Verdict {}

  default Ending ending() {
    return switch (this) {
      case Aborted(String reason) -> new Ending.Killed(reason);
      case Condemned(Failure failure) -> new Ending.Failed(failure);
    };
  }

  default String toJson() {
    Map<String, String> fields = new LinkedHashMap<>();
    switch (this) {
      case Aborted(String reason) -> fields.put("aborted", reason);
      case Condemned(Failure failure) -> {
        fields.put("kind", failure.kind().name());
        fields.put("code", failure.code());
        fields.put("message", failure.message());
        fields.put("retryable", Boolean.toString(failure.retryable()));
        fields.put("at", failure.at().toString());
      }
    }
    return FlatJson.write(fields);
  }

  static Verdict fromJson(String json) {
    Map<String, String> fields = FlatJson.read(json);
    String reason = fields.get("aborted");
    if (reason != null) {
      return new Aborted(reason);
    }
    return new Condemned(
        new Failure(
            Failure.Kind.valueOf(fields.getOrDefault("kind", "UNKNOWN")),
            fields.getOrDefault("code", ""),
            fields.getOrDefault("message", ""),
            Boolean.parseBoolean(fields.get("retryable")),
            Instant.parse(fields.getOrDefault("at", "1970-01-01T00:00:00Z"))));
  }
}

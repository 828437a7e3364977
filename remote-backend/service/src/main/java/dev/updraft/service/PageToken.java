package dev.updraft.service;

import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Query;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where a list goes on: {@code MICROSECONDS.NAME} of the last row shown, the microseconds to the
 * base 36. A number alone is a count of rows to leave out, which Flyte's clients compute for
 * themselves.
 */
record PageToken(int offset, Optional<Query.After> after) {
  private static final int BASE = 36;

  static PageToken read(String token) {
    try {
      int point = token.indexOf('.');
      if (point < 0) {
        return new PageToken(token.isEmpty() ? 0 : Integer.parseInt(token), Optional.empty());
      }
      var moment = Instant.EPOCH.plus(Long.parseLong(token, 0, point, BASE), ChronoUnit.MICROS);
      return new PageToken(0, Optional.of(new Query.After(moment, token.substring(point + 1))));
    } catch (NumberFormatException _) {
      throw new InvalidRequest(
          "The token '%s' is not one that a list gave. Use the token of the page before, or none."
              .formatted(token));
    }
  }

  static String behind(Instant moment, String name) {
    return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, moment), BASE) + "." + name;
  }
}

package dev.updraft.types.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of ticks that came while no backend was there. */
public enum Catchup {
  /** They are lost. */
  SKIP,
  /** The newest of them fires, late. */
  LAST,
  /** Each fires, late, in order: what Flyte does. */
  ALL;

  /** As it is written: in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Catchup of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' does not say what becomes of missed runs. Write one of: %s."
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(Catchup::word)
                                .collect(Collectors.joining(", ")))));
  }
}

package dev.updraft.types.schedule;

import java.util.Locale;

/** What becomes of the moments that passed while no backend ran. */
public enum CatchUp {
  /** Nothing. */
  SKIP,
  /** The newest of them is run. */
  LAST,
  /** Each of them is run, in order; what Flyte does. */
  ALL;

  /** As a person writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws InvalidSchedule naming the choices
   */
  public static CatchUp parse(String word) {
    for (var each : values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new InvalidSchedule(
        "'%s' does not say what becomes of missed moments. Write skip (nothing), last (the newest is run) or all (each is run)."
            .formatted(word));
  }
}

package dev.updraft.engine;

import dev.updraft.engine.Schedules.Planned;
import dev.updraft.model.EntityId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;

/**
 * Which ticks of a schedule are to fire now.
 *
 * @param fire in order
 * @param lost how many that came are not to fire, all older than those
 * @param next the first that is still to come
 */
record Ticks(List<Instant> fire, int lost, Instant next) {
  /** A tick this late is on time: a backend takes a while to start. */
  static final Duration LATE = Duration.ofMinutes(1);

  /** So many missed ticks are caught up with, the newest. */
  static final int MOST = 100;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  Ticks {
    fire = List.copyOf(fire);
  }

  /**
   * @param due the first tick that was not dealt with; not later than {@code now}
   */
  static Ticks of(Planned planned, Instant since, Instant due, Instant now) {
    var keep =
        switch (planned.catchup()) {
          case LAST -> 1;
          case SKIP, ALL -> MOST;
        };
    var fire = new ArrayDeque<Instant>();
    var lost = 0;
    var tick = due;
    for (; !tick.isAfter(now); tick = planned.timing().next(since, tick)) {
      fire.add(tick);
      if (fire.size() > keep) {
        fire.removeFirst();
        lost++;
      }
    }
    if (planned.catchup() == dev.updraft.types.schedule.Catchup.SKIP) {
      while (!fire.isEmpty() && fire.getFirst().isBefore(now.minus(LATE))) {
        fire.removeFirst();
        lost++;
      }
    }
    return new Ticks(List.copyOf(fire), lost, tick);
  }

  /**
   * The name of a tick's execution, as Flyte makes it: whoever fires a tick a second time meets the
   * first (contract 2.6).
   */
  static String name(EntityId plan, Instant tick) {
    var text =
        "%s:%s:%s:%s:%d"
            .formatted(
                plan.project(), plan.domain(), plan.name(), plan.version(), tick.getEpochSecond());
    var hash = FNV_OFFSET;
    for (var b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = hash * FNV_PRIME ^ (b & 0xff);
    }
    return "f" + HexFormat.of().toHexDigits(Long.reverseBytes(hash)) + "000";
  }
}

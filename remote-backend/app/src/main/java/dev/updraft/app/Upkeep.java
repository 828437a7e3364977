package dev.updraft.app;

import dev.updraft.executor.local.LocalExecutor;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.store.sql.SqlStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done every hour beside the engine's own housekeeping: what ended attempts left in the
 * workers' folders goes, as soon as the catalog would forget their outputs.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final Configuration.Retention retention;
  private final LocalExecutor executor;
  private final SqlStore store;
  private final InstantSource clock;
  private final ScheduledExecutorService hours =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("upkeep").factory());

  private Upkeep(
      Configuration.Retention retention,
      LocalExecutor executor,
      SqlStore store,
      InstantSource clock) {
    this.retention = retention;
    this.executor = executor;
    this.store = store;
    this.clock = clock;
  }

  /** Soon for the first time: a backend that is started daily may never be an hour old. */
  static Upkeep start(
      Configuration.Retention retention,
      LocalExecutor executor,
      SqlStore store,
      InstantSource clock) {
    var upkeep = new Upkeep(retention, executor, store, clock);
    var _ =
        upkeep.hours.scheduleWithFixedDelay(
            upkeep::tidy, FIRST.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
    return upkeep;
  }

  private void tidy() {
    try {
      var tidied =
          executor.tidy(
              clock.instant().minus(retention.age()), retention.logBytes(), this::unended);
      if (tidied.folders() > 0) {
        LOG.atInfo()
            .addKeyValue("folders", tidied.folders())
            .addKeyValue("freed", tidied.freed())
            .log("Removed the logs of old attempts");
      }
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("The workers' folders were not tidied; tried again in an hour");
    }
  }

  private Set<AttemptId> unended() {
    return store.live().stream()
        .flatMap(live -> live.attempt().stream())
        .map(Attempt::runsAs)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    hours.close();
  }
}

package dev.updraft.app;

import dev.updraft.engine.Engine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/** How the engine does, under the names that {@code /metrics} gives. */
final class EngineMeters {
  private EngineMeters() {}

  static void register(Engine engine, MeterRegistry meters) {
    Gauge.builder("updraft.engine.attempts", engine, e -> e.stats().attempts())
        .description("Attempts underway")
        .register(meters);
    Gauge.builder("updraft.engine.backlog", engine, e -> e.stats().backlog())
        .description("Commands that wait for the engine's loop")
        .register(meters);
    FunctionCounter.builder("updraft.engine.writes", engine, e -> e.stats().writes())
        .description("Changes written in the engine's transactions")
        .register(meters);
    FunctionTimer.builder(
            "updraft.engine.commits",
            engine,
            e -> e.stats().commits(),
            e -> e.stats().committing().toNanos(),
            TimeUnit.NANOSECONDS)
        .description("The engine's transactions")
        .register(meters);
  }
}

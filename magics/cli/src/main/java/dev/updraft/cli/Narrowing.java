package dev.updraft.cli;

import dev.updraft.client.model.Labels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By whom, from where and since when: what a list can be narrowed by, and where it goes on. */
final class Narrowing {
  @Option(names = "--by", paramLabel = "USER", description = "Only those of somebody.")
  private @Nullable String by;

  @Option(names = "--notebook", paramLabel = "NAME", description = "Only those of a notebook.")
  private @Nullable String notebook;

  @Option(
      names = "--since",
      paramLabel = "SPAN",
      converter = Since.class,
      description = "Only those of the last 30m, 6h, 2d..")
  private @Nullable Duration since;

  @Option(
      names = "--before",
      paramLabel = "TOKEN",
      description = "The page that a list's last line names.")
  private @Nullable String before;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most N (default: 20).")
  private int limit;

  /** As a label's value; empty = everybody. */
  String by() {
    return by == null ? "" : Labels.value(by);
  }

  /** As a label's value; empty = every notebook. */
  String notebook() {
    return notebook == null ? "" : Labels.value(notebook);
  }

  Optional<Instant> since(Clock clock) {
    return Optional.ofNullable(since).map(clock.instant()::minus);
  }

  String before() {
    return before == null ? "" : before;
  }

  int limit() {
    if (limit < 1) {
      throw new IllegalArgumentException("-n is " + limit + ", but must be at least 1.");
    }
    return limit;
  }

  /** What to write for the next page; empty after the last. */
  static String older(String next) {
    return next.isEmpty() ? "" : "older: the same with --before " + next;
  }
}

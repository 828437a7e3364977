package dev.updraft.engine;

import java.time.Duration;
import java.util.List;

/**
 * What an operator may set of the engine.
 *
 * @param owner who this process is, in the shards' rows and in logs
 * @param systemRetries attempts that the platform pays for, beyond the first
 * @param inlineBytes outputs up to here travel in events and lie in the database
 * @param outputBytes an {@code outputs.pb} beyond this fails its attempt
 * @param maxLive executions that may be unfinished at once; more are refused
 * @param domains of every project
 * @param retention how long and how much is kept
 * @param rest between two rounds of the loop; zero = it goes on as soon as something has happened
 */
public record Settings(
    String owner,
    Layout layout,
    int systemRetries,
    int inlineBytes,
    int outputBytes,
    int maxLive,
    List<String> domains,
    Retention retention,
    Duration rest) {

  /** formats.md's limits. */
  public static Settings of(String owner, Layout layout) {
    return new Settings(
        owner,
        layout,
        3,
        64 << 10,
        10 << 20,
        20_000,
        List.of("development", "staging", "production"),
        new Retention(20L << 30, Duration.ofDays(30)),
        Duration.ZERO);
  }

  /** Beyond either, what was used longest ago goes. */
  public record Retention(long bytes, Duration age) {}
}

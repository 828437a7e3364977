package dev.updraft.app;

import dev.updraft.executor.local.PythonEnvironment;
import dev.updraft.model.Nearest;
import dev.updraft.service.Limits;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * What an operator has set: the file {@code config} in the data folder, and over it the
 * environment's {@code UPDRAFT_*}. Wrong settings stop the start, all of them named together.
 */
record Configuration(
    int port,
    Limits limits,
    long logBytes,
    int live,
    Retention retention,
    int systemRetries,
    Workers workers,
    boolean flyteOnly) {

  /** Variables of clients and kernels, which a backend that one of them starts inherits. */
  private static final Set<String> CLIENTS =
      Set.of(
          "HOME",
          "LIB",
          "KERNEL_LIB",
          "SESSION",
          "ENDPOINT",
          "TOKEN",
          "INSECURE",
          "PROJECT",
          "DOMAIN",
          "USER",
          "DEBUG");

  /** A log's first part is an eighth of it, and no disk gives back less than a block. */
  private static final long LEAST_LOG = 64 << 10;

  /**
   * How much and how long is kept.
   *
   * @param bytes of the catalog and the blobs
   * @param logBytes of the logs of ended attempts
   */
  record Retention(long bytes, Duration age, long logBytes) {}

  /**
   * The worker processes.
   *
   * @param most 0 = as many as fit
   * @param memory of a task that does not say
   * @param keep how long the JVM of a task that may share one waits
   * @param environments where the commands of tasks may run
   */
  record Workers(
      int spare, int most, long memory, Duration keep, List<PythonEnvironment> environments) {
    Workers {
      environments = List.copyOf(environments);
    }
  }

  static Configuration read(Home home, Map<String, String> environment) {
    var problems = new ArrayList<String>();
    var set = new EnumMap<Property, String>(Property.class);
    for (var property : Property.values()) {
      set.put(property, property.byDefault());
    }
    file(home, set, problems);
    environment(environment, set, problems);
    var values = new Values(set, problems);
    var d = Limits.defaults();
    var configuration =
        new Configuration(
            (int) values.count(Property.PORT, 0, 65_535),
            new Limits(
                (int) values.bytes(Property.MESSAGE, Integer.MAX_VALUE / 2),
                (int) values.bytes(Property.LITERAL_MAP, Integer.MAX_VALUE / 2),
                values.bytes(Property.UPLOAD, Long.MAX_VALUE),
                d.inlineOutputs(),
                d.signedUrl()),
            values.bytes(Property.LOG, LEAST_LOG, Long.MAX_VALUE),
            (int) values.count(Property.LIVE, 1, 1_000_000),
            new Retention(
                values.bytes(Property.KEEP_BYTES, Long.MAX_VALUE),
                values.span(Property.KEEP_AGE),
                values.bytes(Property.KEEP_LOGS, Long.MAX_VALUE)),
            (int) values.count(Property.SYSTEM_RETRIES, 0, 100),
            new Workers(
                (int) values.count(Property.SPARES, 0, 1_000),
                (int) values.count(Property.WORKERS, 0, 10_000),
                values.bytes(Property.MEMORY, Long.MAX_VALUE),
                values.span(Property.KEEP),
                values.environments(Property.ENVIRONMENTS)),
            values.choice(Property.OFFERS, List.of("updraft", "flyte")).equals("flyte"));
    if (!problems.isEmpty()) {
      throw new StartRefused(
          Exit.WRONG_SETTINGS,
          "The backend's settings are wrong (%s, and UPDRAFT_* in the environment):\n- %s"
              .formatted(home.config(), String.join("\n- ", problems)));
    }
    return configuration;
  }

  private static void file(Home home, Map<Property, String> set, List<String> problems) {
    if (!Files.exists(home.config())) {
      return;
    }
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(home.config())) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      problems.add("the file cannot be read: " + e.getMessage());
      return;
    }
    for (var key : properties.stringPropertyNames().stream().sorted().toList()) {
      Values.property(key)
          .ifPresentOrElse(
              property -> set.put(property, properties.getProperty(key).strip()),
              () -> problems.add(Values.unknown(key, Property.keys())));
    }
  }

  /** Other variables begin with UPDRAFT_ too, and are not ours to judge; near misses are. */
  private static void environment(
      Map<String, String> environment, Map<Property, String> set, List<String> problems) {
    for (var property : Property.values()) {
      var value = environment.get(property.variable());
      if (value != null) {
        set.put(property, value.strip());
      }
    }
    var known = Arrays.stream(Property.values()).map(Configuration::afterPrefix).toList();
    environment.keySet().stream()
        .filter(name -> name.startsWith(Property.PREFIX))
        .map(name -> name.substring(Property.PREFIX.length()))
        .filter(name -> !known.contains(name) && !CLIENTS.contains(name))
        .sorted()
        .forEach(
            name ->
                Nearest.to(name, known)
                    .ifPresent(
                        near ->
                            problems.add(
                                "%s%s is no setting. Did you mean %s%s?"
                                    .formatted(Property.PREFIX, name, Property.PREFIX, near))));
  }

  private static String afterPrefix(Property property) {
    return property.variable().substring(Property.PREFIX.length());
  }
}

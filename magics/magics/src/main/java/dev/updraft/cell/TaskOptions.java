package dev.updraft.cell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.SourceVersion;

/**
 * What the line of a {@code %%task} cell says, checked.
 *
 * @param name the method that is the task, or a name for it
 * @param labels in the order given
 */
public record TaskOptions(
    Optional<String> name,
    Caching caching,
    Attempts attempts,
    Resources resources,
    Environment environment,
    Map<String, String> labels) {

  /** Whether outputs are remembered, and under which version. */
  public sealed interface Caching {
    /** Not remembered: the default. */
    record Off() implements Caching {}

    /** By the code's own key; the {@code ignored} inputs do not count. */
    record ByCode(List<String> ignored) implements Caching {
      public ByCode {
        ignored = List.copyOf(ignored);
      }
    }

    /** By a version that the user keeps. */
    record ByVersion(String version, List<String> ignored) implements Caching {
      public ByVersion {
        ignored = List.copyOf(ignored);
      }
    }
  }

  /**
   * How attempts are made: user retries, the limit of each attempt, whether on nodes that may
   * vanish, whether in a kept JVM.
   */
  public record Attempts(
      OptionalInt retries, Optional<Duration> timeout, boolean interruptible, boolean reuse) {}

  /** What an attempt gets. */
  public record Resources(Optional<Cpu> cpu, Optional<Memory> memory, OptionalInt gpu) {}

  /** Where an attempt runs: the user's image, environment variables, secrets by reference. */
  public record Environment(
      Optional<String> image, Map<String, String> variables, List<Secret> secrets) {
    public Environment {
      variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
      secrets = List.copyOf(secrets);
    }
  }

  /** A secret by reference. */
  public record Secret(String group, String key) {
    @Override
    public String toString() {
      return group + "/" + key;
    }
  }

  public TaskOptions {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /**
   * A worker's JVM and what it needs beside its heap; with less its attempts end before the code.
   */
  private static final Memory LEAST_MEMORY = new Memory(128L << 20);

  /** What a {@code %%task} line takes. */
  public static final Grammar GRAMMAR =
      new Grammar(
          "%%task",
          List.of("[name]"),
          List.of(
              Option.optionalValue(
                  "--cache", "VERSION", "remember outputs, by the code or by a version of yours"),
              Option.flag("--no-cache", "do not remember outputs (the default)"),
              Option.value("--ignore", "a,b", "inputs that do not count for the cache"),
              Option.flag("--reuse", "keep the worker's JVM between attempts"),
              Option.value("--retries", "N", "how often a failure of your code is tried again"),
              Option.value("--timeout", "10m", "the limit of one attempt"),
              Option.value("--cpu", "500m", "processor cores"),
              Option.value("--mem", "1Gi", "memory, child processes included"),
              Option.value("--gpu", "N", "graphics processors"),
              Option.flag("--interruptible", "may run on nodes that can vanish"),
              Option.value("--image", "I", "a container image of yours"),
              Option.value("--env", "K=V", "an environment variable").repeated(),
              Option.value("--secret", "G/K", "a secret, by group and key").repeated(),
              Option.value("--label", "k=v", "a label of its executions").repeated()));

  /** No options at all. */
  public static TaskOptions none() {
    return parse(List.of());
  }

  /**
   * Reads the line.
   *
   * @param arguments as the kernel has split them
   * @throws InvalidLine with all that is wrong
   */
  public static TaskOptions parse(List<String> arguments) {
    var line = GRAMMAR.read(arguments);
    var options =
        new TaskOptions(
            name(line),
            caching(line),
            new Attempts(
                line.whole("--retries", 0, 100),
                line.value("--timeout", Durations::parse),
                line.has("--interruptible"),
                line.has("--reuse")),
            new Resources(
                line.value("--cpu", Cpu::parse),
                line.value("--mem", TaskOptions::memory),
                line.whole("--gpu", 1, 64)),
            new Environment(
                line.value("--image", TaskOptions::image),
                pairs(line, "--env", "[A-Za-z_][A-Za-z0-9_]*", "NAME=value"),
                line.values("--secret", TaskOptions::secret)),
            labels(line));
    line.check();
    return options;
  }

  private static Optional<String> name(Line line) {
    var name = line.word(0);
    name.filter(each -> !SourceVersion.isName(each) || each.contains("."))
        .ifPresent(
            each ->
                line.problem(
                    "'"
                        + each
                        + "' cannot name a task: its handle is a Java type of that name. Use letters, digits and _."));
    return name;
  }

  private static Caching caching(Line line) {
    var ignored =
        line.text("--ignore").stream()
            .flatMap(text -> List.of(text.split(",", -1)).stream())
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList();
    if (line.has("--cache") && line.has("--no-cache")) {
      line.problem("--cache and --no-cache exclude each other.");
    }
    if (!line.has("--cache")) {
      if (line.has("--ignore")) {
        line.problem("--ignore says which inputs do not count for the cache, so it needs --cache.");
      }
      return new Caching.Off();
    }
    var version = line.value("--cache", TaskOptions::cacheVersion).orElse("");
    return version.isEmpty()
        ? new Caching.ByCode(ignored)
        : new Caching.ByVersion(version, ignored);
  }

  private static Memory memory(String text) {
    var memory = Memory.parse(text);
    if (memory.bytes() < LEAST_MEMORY.bytes()) {
      throw new IllegalArgumentException(
          "expects at least " + LEAST_MEMORY + ", below which the task's JVM does not start");
    }
    return memory;
  }

  private static String cacheVersion(String text) {
    if (!text.matches("[A-Za-z0-9._+-]{0,64}")) {
      throw new IllegalArgumentException(
          "expects a version of at most 64 letters, digits and . _ + -");
    }
    return text;
  }

  private static String image(String text) {
    if (!text.matches("[a-z0-9][A-Za-z0-9._:/@-]{0,254}")) {
      throw new IllegalArgumentException(
          "expects the name of a container image, such as ghcr.io/me/python:3");
    }
    return text;
  }

  private static Secret secret(String text) {
    if (!text.matches("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException("expects GROUP/KEY");
    }
    var parts = List.of(text.split("/", -1));
    return new Secret(parts.getFirst(), parts.getLast());
  }

  private static Map<String, String> labels(Line line) {
    var labels =
        pairs(line, "--label", "[a-z0-9A-Z]([a-z0-9A-Z._-]{0,61}[a-z0-9A-Z])?", "name=value");
    labels.forEach(
        (key, value) -> {
          if (key.startsWith("updraft-")) {
            line.problem(
                "--label " + key + ": names that begin with updraft- are set by Updraft itself.");
          }
          if (!value.matches("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?")) {
            line.problem(
                "--label "
                    + key
                    + " expects a value of at most 63 letters, digits and . _ - with a letter or digit at both ends, but got '"
                    + value
                    + "'.");
          }
        });
    return labels;
  }

  private static Map<String, String> pairs(Line line, String option, String key, String form) {
    var pairs = new LinkedHashMap<String, String>();
    for (var text : line.texts(option)) {
      int equals = text.indexOf('=');
      if (equals < 0 || !text.substring(0, equals).matches(key)) {
        line.problem(option + " expects " + form + ", but got '" + text + "'.");
      } else if (pairs.put(text.substring(0, equals), text.substring(equals + 1)) != null) {
        line.problem(option + " gives " + text.substring(0, equals) + " twice.");
      }
    }
    return pairs;
  }

  /**
   * The options that only a cluster can honour, in the order of the usage: they are recorded and
   * sent all the same.
   */
  public List<String> needCluster() {
    var names = new ArrayList<String>();
    resources.gpu().ifPresent(gpu -> names.add("--gpu"));
    if (attempts.interruptible()) {
      names.add("--interruptible");
    }
    environment.image().ifPresent(image -> names.add("--image"));
    if (!environment.secrets().isEmpty()) {
      names.add("--secret");
    }
    return names;
  }
}

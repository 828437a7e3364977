package dev.updraft.client.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code %%task} says of a task beside its code. Those that need a cluster are carried
 * whatever the backend does with them.
 *
 * @param ignored inputs that are not part of the catalog's key
 * @param timeout of one attempt
 * @param cpu, memory, gpu as Kubernetes quantities, e.g. {@code 500m}, {@code 1Gi}; empty = the
 *     backend's default
 * @param reuse whether an attempt may run in a JVM that had another attempt at the same code
 * @param image empty = Updraft's own runner
 * @param secrets as {@code group/key}
 */
public record TaskOptions(
    Cache cache,
    List<String> ignored,
    int retries,
    Optional<Duration> timeout,
    String cpu,
    String memory,
    String gpu,
    boolean interruptible,
    boolean reuse,
    String image,
    Map<String, String> environment,
    List<String> secrets) {
  public TaskOptions {
    ignored = List.copyOf(ignored);
    environment = Map.copyOf(environment);
    secrets = List.copyOf(secrets);
  }

  /** No cache, no retries, the backend's resources. */
  public static TaskOptions plain() {
    return new TaskOptions(
        new Cache.Off(),
        List.of(),
        0,
        Optional.empty(),
        "",
        "",
        "",
        false,
        false,
        "",
        Map.of(),
        List.of());
  }

  public TaskOptions cache(Cache theCache) {
    return new TaskOptions(
        theCache,
        ignored,
        retries,
        timeout,
        cpu,
        memory,
        gpu,
        interruptible,
        reuse,
        image,
        environment,
        secrets);
  }

  public TaskOptions retries(int theRetries) {
    return new TaskOptions(
        cache,
        ignored,
        theRetries,
        timeout,
        cpu,
        memory,
        gpu,
        interruptible,
        reuse,
        image,
        environment,
        secrets);
  }
}

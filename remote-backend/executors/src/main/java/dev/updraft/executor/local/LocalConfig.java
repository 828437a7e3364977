package dev.updraft.executor.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How attempts run on this machine.
 *
 * @param workers the folder of the workers' folders, made when missing; its path may be long
 * @param aot where the AOT cache of the runner lies; one file per build and JDK
 * @param java the {@code java} program of a JDK 25 or later
 * @param classPath the runner's jars, in order: copies that stay while workers run
 * @param adapters jars that join the user's own, such as the one that adapts DFLib
 * @param build this build's name; another build makes another AOT cache
 * @param spares workers kept ready
 * @param concurrent attempts that run at the same time
 * @param memory what an attempt may use in bytes when it does not say; spares are started with it
 * @param log what is kept of an attempt's log in bytes, at least 64 KiB
 * @param keep how long the JVM of a {@code --reuse} task waits for its next attempt; zero = not at
 *     all
 * @param jvmOptions more options for every worker
 * @param environments in which commands of tasks may run; the first that stands for the image
 */
public record LocalConfig(
    Path workers,
    Path aot,
    Path java,
    List<Path> classPath,
    List<Path> adapters,
    String build,
    int spares,
    int concurrent,
    long memory,
    long log,
    Duration keep,
    List<String> jvmOptions,
    List<PythonEnvironment> environments) {
  /** As long as people think between two cells. */
  private static final Duration KEEP = Duration.ofMinutes(5);

  public LocalConfig {
    classPath = List.copyOf(classPath);
    adapters = List.copyOf(adapters);
    jvmOptions = List.copyOf(jvmOptions);
    environments = List.copyOf(environments);
    if (spares < 0 || concurrent < 1 || memory < 64L << 20 || log < LogLimit.LEAST) {
      throw new IllegalArgumentException(
          "spares=%d, concurrent=%d, memory=%d, log=%d: expected at least 0, 1, 64 MiB and 64 KiB"
              .formatted(spares, concurrent, memory, log));
    }
  }

  /**
   * The defaults of {@code formats.md}: 2 spares, as many attempts as cores but at least 2, 1 GiB
   * and 64 MiB of log each.
   */
  public static LocalConfig of(
      Path workers, Path aot, Path java, List<Path> classPath, List<Path> adapters, String build) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new LocalConfig(
        workers,
        aot,
        java,
        classPath,
        adapters,
        build,
        2,
        Math.max(2, cores),
        1L << 30,
        LogLimit.DEFAULT.bytes(),
        KEEP,
        List.of(),
        List.of());
  }

  Optional<PythonEnvironment> environment(String image) {
    return environments.stream().filter(each -> each.standsFor(image)).findFirst();
  }
}

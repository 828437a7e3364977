package dev.updraft.executor.local;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.updraft.dflib.DFLibAdapter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An executor's settings for tests, and what its workers are to this system.
 *
 * @param home the test's folder
 */
record Machine(Path home) {
  /** The image whose tasks' commands run here. */
  static final String IMAGE = "updraft.test/commands:1";

  LocalConfig config() {
    return config(home.resolve("workers of mine"), 64 << 20);
  }

  LocalConfig config(Path workers, long log) {
    return config(workers, log, Duration.ofMinutes(5));
  }

  LocalConfig config(Path workers, long log, Duration keep) {
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    return new LocalConfig(
        workers,
        home.resolve("aot"),
        Path.of(System.getProperty("java.home"), "bin", "java"),
        classPath,
        List.of(home(DFLibAdapter.class), home(CsvReader.class)),
        "test",
        2,
        2,
        ExecutorContract.GIB,
        log,
        keep,
        List.of("-XX:TieredStopAtLevel=1"),
        List.of(new PythonEnvironment(IMAGE, home.resolve("venv"))));
  }

  /** Where a class lies: a jar, or a folder while the reactor tests. */
  static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JVMs of this test's workers. */
  List<Long> workers() {
    return marked(entry -> entry.name().equals("java"));
  }

  /** What else runs and was started by one of them, however far away. */
  List<Long> others() {
    return marked(entry -> !entry.name().equals("java"));
  }

  private List<Long> marked(Predicate<ProcessTable.Entry> which) {
    var table = ProcessTable.ofThisSystem();
    List<String> marks = ids().map(id -> WorkerCommand.MARK + "=" + id).toList();
    return table.all().stream()
        .filter(which)
        .map(ProcessTable.Entry::pid)
        .filter(pid -> marks.stream().anyMatch(mark -> table.carries(pid, mark)))
        .toList();
  }

  private Stream<String> ids() {
    try {
      return WorkerFolder.all(config().workers()).stream().map(WorkerFolder::worker);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.updraft.executor.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command lines of worker JVMs. */
record WorkerCommand(LocalConfig config, Optional<Path> setsid) {
  /** The variable that every process of a worker inherits, and is found by. */
  static final String MARK = "UPDRAFT_WORKER";

  private static final String MAIN = "dev.updraft.runner.Main";
  private static final int HEAP_PERCENT = 70;

  static WorkerCommand of(LocalConfig config) {
    return new WorkerCommand(config, find("setsid"));
  }

  /**
   * The program, if this system has it. A session led from outside costs 1 ms, by FFM from within
   * 25 ms of CPU.
   */
  private static Optional<Path> find(String program) {
    for (String folder :
        System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator, -1)) {
      Path path = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /**
   * A worker.
   *
   * @param memory of its attempt, in bytes; the heap gets 70 %
   */
  List<String> worker(
      String id,
      WorkerFolder folder,
      Path socketFile,
      long memory,
      Optional<AotCache.Trained> trained) {
    List<String> command = new ArrayList<>();
    setsid.ifPresent(program -> command.add(program.toString()));
    command.addAll(jvm(memory));
    trained.ifPresent(cache -> command.add("-XX:AOTCache=" + cache.file()));
    command.add("-Djava.io.tmpdir=" + folder.work().resolve("tmp"));
    command.add(MAIN);
    command.add("spare");
    LogLimit kept = LogLimit.of(config.log());
    command.addAll(
        List.of(
            "--worker",
            id,
            "--socket-file",
            socketFile.toString(),
            "--log",
            folder.log().toString(),
            "--log-first",
            Long.toString(kept.first()),
            "--log-last",
            Long.toString(kept.last())));
    trained.ifPresent(cache -> command.addAll(List.of("--self-test", cache.selfTest().toString())));
    if (setsid.isEmpty()) {
      command.addAll(List.of("--lead", "true"));
    }
    return command;
  }

  /** A run of the self-test whose loaded classes become the AOT cache. */
  List<String> training(Path cache, Path selfTest) {
    List<String> command = new ArrayList<>(jvm(config.memory()));
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(List.of(MAIN, "train", selfTest.toString()));
    return command;
  }

  private List<String> jvm(long memory) {
    List<String> command = new ArrayList<>();
    command.add(config.java().toString());
    command.addAll(
        List.of(
            "-Xmx" + memory / 100 * HEAP_PERCENT / 1024 + "k",
            "-Xms48m",
            "-XX:CompileThresholdScaling=3",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.config.class=dev.updraft.runner.ExitStatus",
            "-Dslf4j.internal.verbosity=ERROR",
            "-Dupdraft.adapters=" + join(config.adapters())));
    command.addAll(config.jvmOptions());
    command.addAll(List.of("-cp", join(config.classPath())));
    return command;
  }

  private static String join(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}

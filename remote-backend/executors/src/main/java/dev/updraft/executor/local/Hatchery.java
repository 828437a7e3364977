package dev.updraft.executor.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Starts worker JVMs. Calls block for a few milliseconds. */
final class Hatchery {
  private final LocalConfig config;
  private final WorkerCommand command;
  private final AotCache cache;
  private final ProcessTable table;
  private final Path socketFile;

  Hatchery(
      LocalConfig config,
      WorkerCommand command,
      AotCache cache,
      ProcessTable table,
      Path socketFile) {
    this.config = config;
    this.command = command;
    this.cache = cache;
    this.table = table;
    this.socketFile = socketFile;
  }

  ProcessTable table() {
    return table;
  }

  /** The process of a task that is a command, at its gate. */
  Worker start(String id, OwnCommand own) throws IOException {
    WorkerFolder folder = WorkerFolder.create(config.workers(), id);
    return Worker.started(id, folder, own.start(id, folder), table);
  }

  /** The program {@code setsid}, if this system has it. */
  Optional<Path> setsid() {
    return command.setsid();
  }

  /** A name for the next worker. */
  static String newId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /**
   * A worker that will connect when it is ready.
   *
   * @param memory of its attempt, in bytes
   * @param environment what its attempt wants beside this process's own
   */
  Worker start(String id, long memory, Map<String, String> environment) throws IOException {
    WorkerFolder folder = WorkerFolder.create(config.workers(), id);
    var builder =
        new ProcessBuilder(command.worker(id, folder, socketFile, memory, cache.trained()))
            .directory(folder.work().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
    builder.environment().putAll(environment);
    builder.environment().put(WorkerCommand.MARK, id);
    return Worker.started(id, folder, builder.start(), table);
  }
}

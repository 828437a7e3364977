package dev.updraft.executor.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What processes there are. Reading it costs about 10 microseconds per process of the machine. */
interface ProcessTable {

  /**
   * A process.
   *
   * @param session the process that leads its session
   * @param started a number that, with {@code pid}, names the process for good; its unit is the
   *     system's
   */
  record Entry(long pid, long parent, long group, long session, long started, String name) {}

  /** All that run; those that have ended and only wait for their parent to notice are left out. */
  List<Entry> all();

  Optional<Entry> find(long pid);

  /**
   * What a process has in memory of its own, in bytes; 0 when it is gone. Mapped files do not
   * count.
   */
  long memory(long pid);

  /**
   * Whether the process was started with this variable in its environment, or below one that was;
   * false when unknown.
   */
  boolean carries(long pid, String variable);

  /** The table of this system. */
  static ProcessTable ofThisSystem() {
    return Files.exists(Path.of("/proc/self/stat"))
        ? new ProcTable(Path.of("/proc"))
        : new PsTable();
  }
}

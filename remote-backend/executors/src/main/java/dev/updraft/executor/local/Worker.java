package dev.updraft.executor.local;

import dev.updraft.executor.local.ProcessTable.Entry;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker JVM, started by this backend or found again. Its mutable part belongs to the executor's
 * loop.
 */
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final String id;
  private final WorkerFolder home;
  private final ProcessTree tree;
  private final Optional<Process> process;
  private volatile WorkerFolder folder;
  private int turns;
  private @Nullable Connection connection;

  /**
   * @param home where it works
   * @param folder of the attempt that it has
   * @param process empty when another backend started it
   */
  private Worker(
      String id,
      WorkerFolder home,
      WorkerFolder folder,
      ProcessTree tree,
      Optional<Process> process) {
    this.id = id;
    this.home = home;
    this.folder = folder;
    this.tree = tree;
    this.process = process;
  }

  static Worker started(String id, WorkerFolder folder, Process process, ProcessTable table) {
    long started = table.find(process.pid()).map(Entry::started).orElse(0L);
    return new Worker(
        id, folder, folder, tree(id, process.pid(), started, table), Optional.of(process));
  }

  static Worker found(Claim claim, WorkerFolder folder, ProcessTable table) {
    return new Worker(
        claim.worker(),
        folder.home(),
        folder,
        tree(claim.worker(), claim.pid(), claim.started(), table),
        Optional.empty());
  }

  private static ProcessTree tree(String id, long pid, long started, ProcessTable table) {
    return new ProcessTree(table, pid, started, WorkerCommand.MARK + "=" + id);
  }

  String id() {
    return id;
  }

  /** Of its attempt: the one that it has, or had last. */
  WorkerFolder folder() {
    return folder;
  }

  /** A kept worker gets another attempt: in a folder of its own. */
  void turnOver() throws IOException {
    turns++;
    folder = home.next(turns);
  }

  /** The names of the folders that it needs. */
  Set<String> folders() {
    return home.equals(folder) ? Set.of(home.name()) : Set.of(home.name(), folder.name());
  }

  /** It is gone: what only it needed goes too. */
  void tidy() throws IOException {
    home.tidy();
  }

  ProcessTree tree() {
    return tree;
  }

  long pid() {
    return tree.pid();
  }

  void connected(Connection theConnection) {
    connection = theConnection;
  }

  /** Whether it is this worker that spoke last through a connection. */
  boolean speaksThrough(Connection theConnection) {
    return theConnection.equals(connection);
  }

  /** Lets a command go on that waits at its gate. One that is gone shows that by its end. */
  void open() {
    try {
      OwnCommand.open(process.orElseThrow());
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("worker", id).setCause(e).log("A command was gone at its gate");
    }
  }

  boolean send(Frame frame) {
    Connection present = connection;
    return present != null && present.send(frame);
  }

  /** What it ended with; empty while it runs, and for processes that are not our children. */
  Optional<Integer> exitStatus() {
    return process.filter(own -> !own.isAlive()).map(Process::exitValue);
  }

  /** Runs something once the process has ended. */
  void onExit(Runnable then) {
    Optional<ProcessHandle> handle =
        process.map(Process::toHandle).or(() -> ProcessHandle.of(pid()));
    if (handle.isEmpty() || (process.isEmpty() && !tree.alive())) {
      then.run();
      return;
    }
    var ignored = handle.get().onExit().thenRun(then);
  }

  /** Waits for the end of its process. */
  void awaitExit(long time, TimeUnit unit) throws InterruptedException {
    Optional<ProcessHandle> handle =
        process.map(Process::toHandle).or(() -> ProcessHandle.of(pid()));
    if (handle.isEmpty() || !tree.alive()) {
      return;
    }
    try {
      handle.get().onExit().get(time, unit);
    } catch (ExecutionException | TimeoutException e) {
      return; // whoever asked ends it now
    }
  }

  /** Ends an idle worker. */
  void dismiss() {
    process.ifPresent(Process::destroyForcibly);
  }
}

package dev.updraft.magics;

import dev.updraft.client.Session;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.WarmDrawing;
import dev.updraft.task.closure.CaptureClosure;
import dev.updraft.task.closure.ClosureWatch;
import dev.updraft.task.closure.JShellCode;
import dev.updraft.task.closure.NotebookCode;
import dev.updraft.task.closure.Surroundings;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the magics of one notebook share: its cells, its declared tasks, its connection. */
final class Workbench implements AutoCloseable {
  /** The release that closures are compiled for. */
  static final int RELEASE = 25;

  private final Notebook notebook;
  private final Clock clock;
  private final Cells cells;
  private final ClosureWatch watch;
  private final NotebookCode code;
  private final CaptureClosure capture = new CaptureClosure();
  private final Map<String, NotebookTask> tasks = new ConcurrentHashMap<>();
  private final Map<String, NotebookWorkflow> workflows = new ConcurrentHashMap<>();
  private final Connection connection;
  private final List<Path> provided = provided();
  private volatile @Nullable ExecutionId last;

  Workbench(Notebook notebook, Map<String, String> environment, Clock clock) {
    this.notebook = notebook;
    this.clock = clock;
    this.cells = new Cells(notebook);
    this.watch = new ClosureWatch(notebook.jshell());
    this.code = new JShellCode(notebook.jshell(), cells);
    this.connection = new Connection(notebook, environment, WarmDrawing::begin);
  }

  Notebook notebook() {
    return notebook;
  }

  Clock clock() {
    return clock;
  }

  Cells cells() {
    return cells;
  }

  /** What has changed in the notebook since a moment. */
  ClosureWatch watch() {
    return watch;
  }

  NotebookCode code() {
    return code;
  }

  CaptureClosure capture() {
    return capture;
  }

  Connection connection() {
    return connection;
  }

  Session session() {
    return connection.session();
  }

  Map<String, NotebookTask> tasks() {
    return tasks;
  }

  /** The workflows that this notebook declared, by name. */
  Map<String, NotebookWorkflow> workflows() {
    return workflows;
  }

  /** The declared task of that name, or an error that names the nearest. */
  NotebookTask task(String name) {
    var found = tasks.get(name);
    if (found == null && workflows.containsKey(name)) {
      throw new NotebookError(
          "'"
              + name
              + "' is a workflow, and this is of tasks alone. %run "
              + name
              + " runs it, %workflow "
              + name
              + " shows it.");
    }
    if (found == null) {
      throw new NotebookError(undeclared(name));
    }
    return found;
  }

  /** That a name is none of this notebook's, and which are. */
  String undeclared(String name) {
    return tasks.isEmpty()
        ? "No task '" + name + "' is declared in this notebook yet. Declare one with %%task."
        : "No task '"
            + name
            + "' is declared in this notebook. There are: "
            + String.join(", ", tasks.keySet().stream().sorted().toList())
            + ".";
  }

  /** What tasks of this notebook are compiled against, at the moment. */
  Surroundings surroundings(String image) {
    var users = notebook.userJars();
    return new Surroundings(RELEASE, users, provided, kernelJars(users), image, List.of());
  }

  /**
   * The kernel's own jars: the JVM's class path, to which the kernel adds all that the user and we
   * have added.
   */
  private List<Path> kernelJars(List<Path> users) {
    return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .filter(entry -> !entry.isBlank())
        .map(Path::of)
        .filter(Files::exists)
        .filter(entry -> !users.contains(entry) && !provided.contains(entry))
        .toList();
  }

  /** Our API and adapters: the jars that lie beside the one that user code names. */
  private static List<Path> provided() {
    try {
      var api =
          Path.of(
              dev.updraft.api.Handles.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
      if (Files.isDirectory(api)) {
        return List.of(api);
      }
      try (var beside = Files.list(api.resolveSibling(""))) {
        return beside.filter(path -> path.toString().endsWith(".jar")).sorted().toList();
      }
    } catch (URISyntaxException | java.io.IOException e) {
      throw new IllegalStateException("Cannot find Updraft's own API jar.", e);
    }
  }

  /** The execution that was started last; what a magic without an argument means. */
  Optional<ExecutionId> last() {
    return Optional.ofNullable(last);
  }

  void started(ExecutionId execution) {
    last = execution;
  }

  @Override
  public void close() {
    watch.close();
    connection.close();
  }
}

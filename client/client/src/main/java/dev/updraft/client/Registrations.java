package dev.updraft.client;

import dev.updraft.client.grpc.Content;
import dev.updraft.client.grpc.Tasks;
import dev.updraft.client.model.TaskId;
import dev.updraft.client.model.TaskOptions;
import dev.updraft.types.TypedInterface;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tasks made known to the backend, their code uploaded first; each content once in a session. */
final class Registrations {
  private final Tasks tasks;
  private final Uploads uploads;
  private final String project;
  private final String domain;
  private final Map<Key, TaskId> known = new ConcurrentHashMap<>();

  /** Everything that the version depends on. */
  private record Key(String name, String codeKey, TaskOptions options, TypedInterface type) {
    static Key of(RemoteTask task) {
      return new Key(
          task.name(), task.code().key(), task.options(), task.mapping().typedInterface());
    }
  }

  Registrations(Tasks tasks, Uploads uploads, String project, String domain) {
    this.tasks = tasks;
    this.uploads = uploads;
    this.project = project;
    this.domain = domain;
  }

  TaskId register(RemoteTask task) {
    return known.computeIfAbsent(Key.of(task), key -> send(task));
  }

  /** The backend does not know a task that we registered: its data folder was emptied, say. */
  void forget(RemoteTask task) {
    known.remove(Key.of(task));
    uploads.forget();
  }

  private TaskId send(RemoteTask task) {
    var files = new CodeFiles(task.code());
    var json = files.bundle(upload(task.code(), files.closure()));
    var uri = uploads.upload(CodeFiles.BUNDLE, json);
    return tasks.register(project, domain, files.spec(task, uri, json.sha256()));
  }

  /** Where the closure lies, then each library in order. */
  private List<String> upload(RemoteTask.Code code, Content jar) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new java.util.ArrayList<Future<String>>();
      all.add(threads.submit(() -> uploads.upload(CodeFiles.CLOSURE, jar)));
      for (var library : code.libraries()) {
        all.add(threads.submit(() -> uploads.upload(library.path(), library.sha256())));
      }
      return all.stream().map(Registrations::done).toList();
    }
  }

  private static String done(Future<String> upload) {
    try {
      return upload.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new dev.updraft.client.model.BackendException.GivenUp("Interrupted.", e);
    }
  }
}

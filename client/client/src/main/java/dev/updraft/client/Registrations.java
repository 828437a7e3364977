package dev.updraft.client;

import dev.updraft.client.grpc.Content;
import dev.updraft.client.grpc.Tasks;
import dev.updraft.client.model.TaskId;
import dev.updraft.client.model.TaskOptions;
import dev.updraft.client.model.TaskSpec;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.bundle.Bundle;
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
    var code = task.code();
    var jar = Content.of(code.jar());
    var bundle = bundle(code, jar, upload(code, jar));
    var json = Content.of(bundle.toJson());
    var uri = uploads.upload("bundle.json", json);
    var digest = Content.of(bundle(code, jar, digests(code, jar)).toJson()).sha256();
    return tasks.register(
        project,
        domain,
        new TaskSpec(
            task.name(),
            task.description(),
            task.mapping().typedInterface(),
            task.options(),
            code.key(),
            new TaskSpec.BundleRef(uri, json.sha256(), digest)));
  }

  /** Where the closure lies, then each library in order. */
  private List<String> upload(RemoteTask.Code code, Content jar) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new java.util.ArrayList<Future<String>>();
      all.add(threads.submit(() -> uploads.upload("closure.jar", jar)));
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

  private static List<String> digests(RemoteTask.Code code, Content jar) {
    var digests = new java.util.ArrayList<String>();
    digests.add(jar.sha256());
    code.libraries().forEach(library -> digests.add(library.sha256()));
    return digests;
  }

  private static Bundle bundle(RemoteTask.Code code, Content jar, List<String> places) {
    var libraries = new java.util.ArrayList<Bundle.Library>();
    for (var i = 0; i < code.libraries().size(); i++) {
      var library = code.libraries().get(i);
      libraries.add(
          new Bundle.Library(
              library.path().getFileName().toString(), library.sha256(), places.get(i + 1)));
    }
    return new Bundle(
        code.entry(),
        code.release(),
        new Bundle.Blob(jar.sha256(), places.getFirst()),
        libraries,
        code.segments(),
        code.members());
  }
}

package dev.updraft.client;

import dev.updraft.client.grpc.Content;
import dev.updraft.client.model.TaskSpec;
import dev.updraft.types.bundle.Bundle;
import java.util.ArrayList;
import java.util.List;

/** The files that a task's code travels in: its closure, the user's jars, and what names them. */
final class CodeFiles {
  static final String BUNDLE = "bundle.json";
  static final String CLOSURE = "closure.jar";

  private final RemoteTask.Code code;
  private final Content closure;

  CodeFiles(RemoteTask.Code code) {
    this.code = code;
    this.closure = Content.of(code.jar());
  }

  /** The closure's jar. */
  Content closure() {
    return closure;
  }

  /**
   * What names the files.
   *
   * @param places of the closure, then of each library in order
   */
  Content bundle(List<String> places) {
    return Content.of(bundleBytes(places));
  }

  /** The same as bytes. */
  byte[] bundleBytes(List<String> places) {
    var libraries = new ArrayList<Bundle.Library>();
    for (var i = 0; i < code.libraries().size(); i++) {
      var library = code.libraries().get(i);
      libraries.add(
          new Bundle.Library(
              library.path().getFileName().toString(), library.sha256(), places.get(i + 1)));
    }
    return new Bundle(
            code.entry(),
            code.release(),
            new Bundle.Blob(closure.sha256(), places.getFirst()),
            libraries,
            code.segments(),
            code.members())
        .toJson();
  }

  /** The task as it is registered when its bundle lies at an address. */
  TaskSpec spec(RemoteTask task, String uri, String sha256) {
    return new TaskSpec(
        task.name(),
        task.description(),
        task.mapping().typedInterface(),
        task.options(),
        code.key(),
        new TaskSpec.BundleRef(uri, sha256, bundle(digests()).sha256()));
  }

  /** In place of addresses: the same on every machine. */
  private List<String> digests() {
    var digests = new ArrayList<String>();
    digests.add(closure.sha256());
    code.libraries().forEach(library -> digests.add(library.sha256()));
    return digests;
  }
}

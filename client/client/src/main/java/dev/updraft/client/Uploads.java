package dev.updraft.client;

import dev.updraft.client.grpc.Content;
import dev.updraft.client.grpc.DataProxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Content-addressed bytes on their way up: the same content never twice in a session. */
final class Uploads {
  private final DataProxy proxy;
  private final String project;
  private final String domain;
  private final Map<Name, String> known = new ConcurrentHashMap<>();

  /**
   * What a stored file is called: the store keeps names, so that equal content may lie under two of
   * them.
   */
  private record Name(String sha256, String fileName) {}

  Uploads(DataProxy proxy, String project, String domain) {
    this.proxy = proxy;
    this.project = project;
    this.domain = domain;
  }

  /** Answers where the bytes lie. */
  String upload(String fileName, Content content) {
    return upload(fileName, content.sha256(), () -> content);
  }

  /** As {@link #upload(String, Content)}, for a file whose digest is known already. */
  String upload(Path file, String sha256) {
    return upload(file.getFileName().toString(), sha256, () -> Content.of(file));
  }

  private String upload(String fileName, String sha256, Supplier<Content> content) {
    return known.computeIfAbsent(
        new Name(sha256, fileName), name -> proxy.upload(project, domain, fileName, content.get()));
  }

  /** The backend does not have what we thought it has. */
  void forget() {
    known.clear();
  }
}

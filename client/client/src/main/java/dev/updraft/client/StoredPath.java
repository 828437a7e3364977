package dev.updraft.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Stored files that lie on this machine. */
final class StoredPath {
  private static final String SCHEME = "file://";

  private StoredPath() {}

  /**
   * The file or folder itself, when this user can read it; nothing in such a uri is escaped. A path
   * without a scheme, as flytekit writes it, is one too.
   */
  static Optional<Path> local(String uri) {
    return Optional.of(uri)
        .map(text -> text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text)
        .filter(text -> text.startsWith("/"))
        .map(Path::of)
        .filter(Files::isReadable);
  }
}

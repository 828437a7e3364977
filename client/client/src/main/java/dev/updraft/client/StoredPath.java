package dev.updraft.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Stored files that lie on this machine. */
final class StoredPath {
  private static final String SCHEME = "file://";

  private StoredPath() {}

  /** The file or folder itself, when this user can read it; nothing in such a uri is escaped. */
  static Optional<Path> local(String uri) {
    return Optional.of(uri)
        .filter(text -> text.startsWith(SCHEME + "/"))
        .map(text -> Path.of(text.substring(SCHEME.length())))
        .filter(Files::isReadable);
  }
}

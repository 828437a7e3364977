package dev.updraft.client;

import dev.updraft.client.grpc.DataProxy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of the backend's store, by their URIs: those of this machine's own backend are read
 * where they lie, all others through the data proxy. Another backend's {@code file://} is its own
 * disk, even when there is such a file here.
 */
final class StoredFiles {
  private static final String SCHEME = "file://";
  private final DataProxy proxy;
  private final boolean here;

  /**
   * @param here whether the backend is one that this machine's user runs
   */
  StoredFiles(DataProxy proxy, boolean here) {
    this.proxy = proxy;
    this.here = here;
  }

  /** Opens a file; whoever asked closes it. */
  InputStream open(String uri) throws IOException {
    var path = path(uri);
    return path.isPresent() ? Files.newInputStream(path.get()) : proxy.open(uri);
  }

  /**
   * The file or folder itself, when it lies here and this user can read it; nothing in such a uri
   * is escaped. A path without a scheme, as flytekit writes it, is one too.
   */
  Optional<Path> path(String uri) {
    return Optional.of(uri)
        .filter(_ -> here)
        .map(text -> text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text)
        .filter(text -> text.startsWith("/"))
        .map(Path::of)
        .filter(Files::isReadable);
  }
}

package dev.updraft.executor.plugin;

import java.io.IOException;
import java.nio.file.Path;

/** Files by URI, in the form {@code file:///folder/a name}: nothing is escaped. */
public final class LocalUris {
  private static final String SCHEME = "file://";

  private LocalUris() {}

  /** The path that a URI names. */
  public static Path path(String uri) throws IOException {
    if (!uri.startsWith(SCHEME + "/")) {
      throw new IOException(
          "'" + uri + "' is not on this machine: URIs here begin with 'file:///'");
    }
    return Path.of(uri.substring(SCHEME.length()));
  }
}

package dev.updraft.executor.plugin;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Files by URI, in the form {@code file:///folder/a name}: nothing is escaped. A path without a
 * scheme is one too.
 */
public final class LocalUris {
  private static final String SCHEME = "file://";

  private LocalUris() {}

  /** The path that a URI names. */
  public static Path path(String uri) throws IOException {
    String path = withoutScheme(uri);
    if (!path.startsWith("/")) {
      throw new IOException(
          "'" + uri + "' is not on this machine: URIs here begin with 'file:///'");
    }
    return Path.of(path);
  }

  /** The path alone; of another store's URI all of it. */
  public static String withoutScheme(String uri) {
    return uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : uri;
  }
}

package dev.updraft.blobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The way from a URI to a path that is certainly below one folder. A path without a scheme, as
 * flytekit writes it, is one too.
 */
final class Confined {
  private static final String SCHEME = "file://";
  private final Path root;
  private final Path realRoot;

  /** The folder is made when it is missing. */
  Confined(Path root) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    Files.createDirectories(this.root);
    this.realRoot = this.root.toRealPath();
  }

  String rootUri() {
    return SCHEME + root;
  }

  String uri(Path path) {
    return SCHEME + path;
  }

  Path path(String uri) {
    var plain = uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : uri;
    if (!plain.startsWith("/")) {
      throw refused(uri, "this store knows only URIs such as 'file:///folder/name'");
    }
    Path path;
    try {
      path = Path.of(plain);
    } catch (InvalidPathException e) {
      throw refused(uri, "it is not a path (" + e.getReason() + ")");
    }
    for (var name : path) {
      if (name.toString().equals("..") || name.toString().equals(".")) {
        throw refused(uri, "'" + name + "' may not be part of a name");
      }
    }
    if (path.startsWith(realRoot) && !root.equals(realRoot)) {
      path = root.resolve(realRoot.relativize(path));
    }
    if (!path.startsWith(root) || path.equals(root)) {
      throw refused(uri, "it lies outside");
    }
    refuseLinksOut(uri, path);
    return path;
  }

  /**
   * A link below the root that leads elsewhere would open the whole disk to whoever may name a
   * blob.
   */
  private void refuseLinksOut(String uri, Path path) {
    try {
      var existing = path;
      while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
        existing = existing.getParent();
        if (existing == null || !existing.startsWith(root)) {
          return;
        }
      }
      if (!existing.toRealPath().startsWith(realRoot)) {
        throw refused(uri, "a link in it leads outside");
      }
    } catch (IOException e) {
      throw refused(uri, "a link in it leads nowhere (" + e.getMessage() + ")");
    }
  }

  private OutsideRoot refused(String uri, String reason) {
    return new OutsideRoot(uri, reason, rootUri());
  }
}

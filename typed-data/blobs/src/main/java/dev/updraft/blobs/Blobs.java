package dev.updraft.blobs;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store of named bytes under one root. A name is a URI; a folder is a prefix and needs no making.
 * Safe for any number of threads and processes: a reader sees a put wholly or not at all, and the
 * last of two puts wins.
 */
public interface Blobs {
  /** The URI under which everything lies; it has no trailing slash. */
  String root();

  /** The URI of a name below the root, e.g. {@code uri("up", "fraud", "00000")}. */
  default String uri(String... names) {
    return root() + "/" + String.join("/", names);
  }

  /**
   * Stores a file, replacing what was there. When the stream fails half way, nothing has changed.
   *
   * @return the number of bytes
   */
  long put(String uri, InputStream bytes);

  /** Stores small bytes. */
  default long put(String uri, byte[] bytes) {
    return put(uri, new java.io.ByteArrayInputStream(bytes));
  }

  /** Stores a file, or a folder with everything in it. The source stays. */
  void putFrom(String uri, Path source);

  /** Opens a file; whoever asked closes it. */
  InputStream open(String uri);

  /** A small file, whole. */
  byte[] read(String uri);

  /** What is known of a file; empty when there is no such file (a folder is not a file). */
  Optional<Blob> find(String uri);

  /** Whether there is a file of this name, or a folder with at least one file. */
  boolean exists(String uri);

  /** All files below a folder, sorted by URI; empty when there is none. */
  List<Blob> list(String folder);

  /** Deletes a file, or a folder with everything in it. What is not there needs no deleting. */
  void delete(String uri);

  /**
   * A file or folder of this machine that holds these bytes: on disk the stored one itself (read
   * it, do not write it), else a copy made at {@code copy}.
   */
  Path local(String uri, Path copy);

  /** A stored file. */
  record Blob(String uri, long bytes, Instant modified) {}
}

package dev.updraft.store.sql;

import dev.updraft.model.ExecutionId;

/** An execution's name as the key of a row. */
final class Keys {
  private Keys() {}

  static String of(ExecutionId id) {
    return id.project() + "/" + id.domain() + "/" + id.name();
  }

  static ExecutionId execution(String key) {
    var parts = key.split("/", 3);
    return new ExecutionId(parts[0], parts[1], parts[2]);
  }

  /** Who holds on to an artifact's blobs. */
  static String artifact(String keyHash) {
    return "artifact " + keyHash;
  }
}

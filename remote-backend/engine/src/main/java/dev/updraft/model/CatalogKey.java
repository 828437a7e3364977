package dev.updraft.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * By what a task's outputs are remembered, in Flyte's own parts (contract 4.1): equal keys, equal
 * outputs.
 *
 * @param task the task's name; its version is not in the key
 * @param datasetVersion {@code <cache version>-<inputs' interface>-<outputs' interface>}
 * @param tag {@code flyte_cached-<hash of the inputs>}
 */
public record CatalogKey(
    String project, String domain, String task, String datasetVersion, String tag) {
  /** 64 hex letters over all parts; what people type is a prefix of it: {@code delays@3f2a}. */
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : List.of(project, domain, task, datasetVersion, tag)) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) (bytes.length >>> 8));
        digest.update((byte) bytes.length);
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256; this one says it has not.", e);
    }
  }

  /** The dataset's name in Flyte's catalog. */
  public String datasetName() {
    return "flyte_task-" + task;
  }
}

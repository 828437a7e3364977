package dev.updraft.engine;

import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Flyte's rule for ids of bounded length (contract 1.4), so that paths and ids are the ones its
 * clients know.
 */
public final class UniqueId {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz123456";
  private static final String SHARD_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  private UniqueId() {}

  /** A node's unique id at the top level: itself up to 20 letters, else a hash. */
  public static String ofNode(String nodeId) {
    return fixed(nodeId, 20);
  }

  /**
   * A node's unique id by its place: each level's is made of its parent's, which has one attempt.
   *
   * @param path the nodes' ids from the top down, with slashes between
   */
  public static String ofPath(String path) {
    var id = "";
    for (var node : path.split("/")) {
      id = ofNode(id.isEmpty() ? node : id + "-0-" + node);
    }
    return id;
  }

  /** An attempt's generated name. */
  public static String ofAttempt(AttemptId attempt) {
    return fixed(attempt.generatedName(), 50);
  }

  /**
   * The id of the one node that runs a task by itself: the last 63 letters, digits and dashes of
   * its name (contract 3.2). A name of another script has none of these, and is hashed.
   */
  public static String nodeOfTask(String taskName) {
    var kept = new StringBuilder();
    taskName
        .codePoints()
        .filter(
            c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-')
        .forEach(kept::appendCodePoint);
    if (kept.isEmpty()) {
      return "f" + base32(fnv(taskName));
    }
    var whole = kept.toString();
    return whole.length() <= 63 ? whole : whole.substring(whole.length() - 63);
  }

  /**
   * The name of the execution that stands for a node of a graph: always the same for the same
   * place, and not to be guessed by whoever names executions.
   */
  static ExecutionId ofChild(ExecutionId graph, String node) {
    try {
      var place = String.join("/", graph.project(), graph.domain(), graph.name(), node);
      var hash =
          MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      var name = "g" + HexFormat.of().formatHex(hash).substring(0, 30);
      return new ExecutionId(graph.project(), graph.domain(), name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256; use a complete JDK 25.", e);
    }
  }

  /** The name of the execution of the graph that an attempt made: always the same, too. */
  static ExecutionId ofUnfolded(AttemptId runsAs) {
    return ofChild(runsAs.execution(), runsAs.node() + " " + runsAs.number());
  }

  static String shard(String uniqueId) {
    var n = Integer.remainderUnsigned(fnv(uniqueId), 36 * 36);
    return "" + SHARD_ALPHABET.charAt(n / 36) + SHARD_ALPHABET.charAt(n % 36);
  }

  private static String fixed(String id, int max) {
    return id.length() <= max ? id : "f" + base32(fnv(id));
  }

  private static int fnv(String text) {
    var hash = 0x811c9dc5;
    for (var b : text.getBytes(StandardCharsets.UTF_8)) {
      hash ^= b & 0xff;
      hash *= 0x01000193;
    }
    return hash;
  }

  /** Unpadded base32 of the four bytes, big end first: seven letters. */
  private static String base32(int bits) {
    var letters = new StringBuilder(7);
    var wide = (bits & 0xffffffffL) << 3;
    for (var shift = 30; shift >= 0; shift -= 5) {
      letters.append(ALPHABET.charAt((int) (wide >>> shift) & 31));
    }
    return letters.toString();
  }
}

package dev.updraft.task.closure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The version of a task's code: equal keys mean equal meaning. {@code c1-} and 52 letters of
 * base32, 256 bits.
 *
 * @param text the key, whole
 */
public record CodeKey(String text) {
  /** The format of what is hashed; a change of it changes every key. */
  static final String FORMAT = "c1";

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

  public CodeKey {
    if (!text.matches("c1-[a-z2-7]{52}")) {
      throw new IllegalArgumentException(
          "A code key is 'c1-' and 52 letters of [a-z2-7], not '" + text + "'.");
    }
  }

  /**
   * Hashes fields, each preceded by its length: release, libraries in order, image, canonical tree.
   */
  static CodeKey of(int release, List<String> jarHashes, String image, String canonicalTree) {
    var digest = sha256();
    field(digest, FORMAT);
    field(digest, Integer.toString(release));
    field(digest, Integer.toString(jarHashes.size()));
    jarHashes.forEach(hash -> field(digest, hash));
    field(digest, image);
    field(digest, canonicalTree);
    return new CodeKey(FORMAT + "-" + base32(digest.digest()));
  }

  /** The first 8 letters, as {@code code 3f2a91c4} shows them. */
  public String brief() {
    return text.substring(3, 11);
  }

  /** The name of the class that holds this code. */
  String typeName() {
    return "Cell_" + text.substring(3, 15);
  }

  @Override
  public String toString() {
    return text;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static void field(MessageDigest digest, String text) {
    var bytes = text.getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static String base32(byte[] bytes) {
    var out = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte each : bytes) {
      buffer = ((buffer << 8) | (each & 0xff)) & 0xfff;
      for (bits += 8; bits >= 5; bits -= 5) {
        out.append(LETTERS.charAt((buffer >> (bits - 5)) & 31));
      }
    }
    return bits == 0
        ? out.toString()
        : out.append(LETTERS.charAt((buffer << (5 - bits)) & 31)).toString();
  }
}

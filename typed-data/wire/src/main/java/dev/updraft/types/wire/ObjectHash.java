package dev.updraft.types.wire;

import dev.updraft.types.StructValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The hash of a JSON value that Flyte uses (objecthash): SHA-256 over a letter for the kind and the
 * content, whatever the order of an object's fields. Contract 4.1.
 */
final class ObjectHash {
  private final MessageDigest sha256;

  private ObjectHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  static byte[] of(StructValue json) {
    return new ObjectHash().hash(json);
  }

  private byte[] hash(StructValue json) {
    return switch (json) {
      case StructValue.Null() -> digest('n', new byte[0]);
      case StructValue.Bool(boolean b) -> digest('b', text(b ? "1" : "0"));
      case StructValue.Whole(long w) -> digest('f', text(number(w)));
      case StructValue.Real(double r) -> digest('f', text(number(r)));
      case StructValue.Text(String t) -> digest('u', text(t));
      case StructValue.Bytes(byte[] b) -> throw new IllegalArgumentException("JSON has no bytes.");
      case StructValue.Items(List<StructValue> items) -> {
        var all = new ByteArrayOutputStream();
        items.forEach(item -> all.writeBytes(hash(item)));
        yield digest('l', all.toByteArray());
      }
      case StructValue.Fields(Map<String, StructValue> fields) -> digest('d', sorted(fields));
    };
  }

  private byte[] sorted(Map<String, StructValue> fields) {
    var pairs = new ArrayList<byte[]>();
    fields.forEach(
        (name, value) -> {
          var pair = new ByteArrayOutputStream();
          pair.writeBytes(hash(new StructValue.Text(name)));
          pair.writeBytes(hash(value));
          pairs.add(pair.toByteArray());
        });
    pairs.sort(Arrays::compareUnsigned);
    var all = new ByteArrayOutputStream();
    pairs.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** Sign, binary exponent and mantissa in (0.5, 1], as objecthash spells numbers. */
  private static String number(double number) {
    if (number == 0) {
      return "+0:";
    }
    double rest = Math.abs(number);
    int exponent = 0;
    for (; rest > 1; rest /= 2) {
      exponent++;
    }
    for (; rest <= 0.5; rest *= 2) {
      exponent--;
    }
    var spelt = new StringBuilder(number < 0 ? "-" : "+").append(exponent).append(':');
    for (; rest != 0; rest *= 2) {
      boolean one = rest >= 1;
      spelt.append(one ? '1' : '0');
      rest = one ? rest - 1 : rest;
    }
    return spelt.toString();
  }

  private byte[] digest(char kind, byte[] content) {
    sha256.update((byte) kind);
    return sha256.digest(content);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

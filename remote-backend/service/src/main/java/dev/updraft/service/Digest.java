package dev.updraft.service;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A message's digest: over all of its bytes, unknown fields too, with maps in the order of their
 * keys.
 */
final class Digest {
  private Digest() {}

  static String of(MessageLite message) {
    try {
      var bytes = new byte[message.getSerializedSize()];
      var out = CodedOutputStream.newInstance(bytes);
      out.useDeterministicSerialization();
      message.writeTo(out);
      out.flush();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256; use a complete JDK 25.", e);
    }
  }
}

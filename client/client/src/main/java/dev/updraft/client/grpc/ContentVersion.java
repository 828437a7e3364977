package dev.updraft.client.grpc;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A version that follows from the content of messages, whatever the order of their maps. */
final class ContentVersion {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

  private ContentVersion() {}

  static String of(Message... content) {
    var digest = sha256(content);
    var version = new StringBuilder("v");
    for (var i = 0; i < 26; i++) {
      version.append(LETTERS.charAt(digest[i] & 31));
    }
    return version.toString();
  }

  private static byte[] sha256(Message... messages) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var message : messages) {
        digest.update(bytes(message));
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256; use a complete JDK 25.", e);
    }
  }

  /** The bytes of a message, the same for equal messages. */
  static byte[] bytes(Message message) {
    var bytes = new byte[message.getSerializedSize()];
    var out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
      return bytes;
    } catch (IOException e) {
      throw new IllegalStateException("A message does not fit its own size.", e);
    }
  }
}

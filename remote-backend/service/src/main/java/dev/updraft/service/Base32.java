package dev.updraft.service;

import com.google.protobuf.ByteString;

/** RFC 4648's base32 with padding: how Flyte writes an MD5 as a folder's name. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  static String encode(ByteString bytes) {
    var text = new StringBuilder();
    long buffer = 0;
    var bits = 0;
    for (var b : bytes) {
      buffer = (buffer << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt((int) (buffer >> bits) & 31));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt((int) (buffer << (5 - bits)) & 31));
    }
    while (text.length() % 8 != 0) {
      text.append('=');
    }
    return text.toString();
  }
}

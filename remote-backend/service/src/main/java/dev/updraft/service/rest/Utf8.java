package dev.updraft.service.rest;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Texts from bytes and from addresses, read strictly: what is no UTF-8 is not read as U+FFFD. */
final class Utf8 {
  private Utf8() {}

  /**
   * @param place whose bytes they are, for the message of what is wrong with them
   */
  static String read(byte[] bytes, String place) {
    var from = ByteBuffer.wrap(bytes);
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      return decoder.decode(from).toString();
    } catch (CharacterCodingException e) {
      throw new BadRequest(
          "%s: byte %d (0x%02x) is not UTF-8"
              .formatted(place, from.position(), bytes[from.position()] & 0xff));
    }
  }

  /** A part of an address without its escapes. */
  static String unescaped(String part, String place) {
    if (part.indexOf('%') < 0) {
      return part;
    }
    try {
      // Letter for byte, so that the bytes are looked at before they become a text.
      var bytes = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
      return read(bytes.getBytes(StandardCharsets.ISO_8859_1), place + " '" + part + "'");
    } catch (IllegalArgumentException e) {
      throw new BadRequest(
          "%s '%s' has an escape that is none: write %%25 for %%".formatted(place, part));
    }
  }
}

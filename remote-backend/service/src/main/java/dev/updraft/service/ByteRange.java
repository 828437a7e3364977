package dev.updraft.service;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a Range header asks for; a header that is not understood asks for all.
 */
record ByteRange(long from, long length, boolean whole) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  static ByteRange of(@Nullable String header, long size) {
    var text = header == null ? "" : header.strip();
    var match = ONE.matcher(text);
    if (!match.matches() || text.equals("bytes=-")) {
      return new ByteRange(0, size, true);
    }
    if (match.group(1).isEmpty()) {
      var last = Math.min(size, Long.parseLong(match.group(2)));
      return new ByteRange(size - last, last, false);
    }
    var from = Long.parseLong(match.group(1));
    var to =
        match.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(match.group(2)));
    return new ByteRange(from, Math.max(0, to - from + 1), false);
  }

  boolean isEmpty() {
    return length == 0;
  }
}

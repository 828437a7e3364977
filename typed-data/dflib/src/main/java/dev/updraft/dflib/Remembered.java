package dev.updraft.dflib;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values by their text, so that a text that comes again and again is parsed and allocated once. A
 * table of fixed size in which a newcomer replaces whom it hits: columns of ever new texts cost
 * little more than without it.
 */
final class Remembered<T> {
  private static final int SIZE = 1 << 13;
  private final @Nullable Known<T>[] known = newTable();
  private final Function<String, T> make;

  Remembered(Function<String, T> make) {
    this.make = make;
  }

  T of(char[] buffer, int from, int length) {
    int hash = length;
    for (int at = from; at < from + length; at++) {
      hash = hash * 31 + buffer[at];
    }
    int slot = (hash ^ hash >>> 13) & (SIZE - 1);
    var before = known[slot];
    if (before != null && isSame(before.text, buffer, from, length)) {
      return before.value;
    }
    var text = new String(buffer, from, length);
    var value = make.apply(text);
    known[slot] = new Known<>(text, value);
    return value;
  }

  private record Known<T>(String text, T value) {}

  @SuppressWarnings("unchecked")
  private static <T> @Nullable Known<T>[] newTable() {
    return (@Nullable Known<T>[]) new Known<?>[SIZE];
  }

  private static boolean isSame(String text, char[] buffer, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int at = 0; at < length; at++) {
      if (text.charAt(at) != buffer[from + at]) {
        return false;
      }
    }
    return true;
  }
}

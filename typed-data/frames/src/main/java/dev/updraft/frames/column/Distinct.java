package dev.updraft.frames.column;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers values by their first appearance. A table of ints, for a map of boxes costs more than all
 * the rest of a write.
 */
final class Distinct<T> {
  private final Function<T, byte[]> encode;
  private @Nullable Object[] keys = new Object[64];
  private byte[][] words = new byte[64][];
  private int[] slots = new int[256];
  private int size;
  private @Nullable T last;
  private int lastId;

  Distinct(Function<T, byte[]> encode) {
    this.encode = encode;
  }

  int idOf(T value) {
    if (value != last) {
      last = value;
      lastId = find(value);
    }
    return lastId;
  }

  byte[][] words() {
    return Arrays.copyOf(words, size);
  }

  private int find(T value) {
    int mask = slots.length - 1;
    int at = spread(value.hashCode()) & mask;
    while (slots[at] != 0) {
      int id = slots[at] - 1;
      if (value.equals(keys[id])) {
        return id;
      }
      at = (at + 1) & mask;
    }
    slots[at] = size + 1;
    return add(value);
  }

  private int add(T value) {
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
      keys = Arrays.copyOf(keys, size * 2);
    }
    keys[size] = value;
    words[size] = encode.apply(value);
    size++;
    if (size * 3 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    slots = new int[slots.length * 4];
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      var key = keys[id];
      int at = spread(key == null ? 0 : key.hashCode()) & mask;
      while (slots[at] != 0) {
        at = (at + 1) & mask;
      }
      slots[at] = id + 1;
    }
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }
}

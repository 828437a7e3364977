package dev.updraft.frames.parquet;

import dev.updraft.frames.column.StoredColumn;
import dev.updraft.frames.column.StoredValues;

/**
 * Puts the rows of one page into bytes: definition levels when nulls may occur, then the values of
 * the rows that have one.
 */
final class PageBody {
  /** Beyond this a dictionary page costs more than it saves. */
  private static final int DICTIONARY_BYTES = 1 << 20;

  private final StoredColumn column;
  private final Bytes out;
  private final int fixedWidth;
  private final int dictionaryWidth;

  PageBody(StoredColumn column, Bytes out) {
    this.column = column;
    this.out = out;
    this.fixedWidth = SchemaElements.width(column);
    this.dictionaryWidth = dictionaryWidth(column);
  }

  boolean hasDictionary() {
    return dictionaryWidth > 0;
  }

  /** All words, for the dictionary page. */
  int writeDictionary() {
    var words = ((StoredValues.Words) column.values()).dictionary();
    for (var word : words) {
      word(word);
    }
    return words.length;
  }

  void write(int from, int count) {
    int absent = column.absentBetween(from, from + count);
    if (!column.required()) {
      levels(from, count, absent);
    }
    if (column.values() instanceof StoredValues.Words words) {
      words(words.at(presentRows(from, count, absent)));
    } else if (absent == 0) {
      out.values(column.values(), from, count);
    } else {
      out.values(column.values().at(presentRows(from, count, absent)), 0, count - absent);
    }
  }

  private void levels(int from, int count, int absent) {
    int start = out.size();
    out.room(4).putInt(0);
    if (absent == 0) {
      out.repeated(1, count, 1);
    } else {
      var present = new boolean[(count + 7) / 8 * 8];
      for (int i = 0; i < count; i++) {
        present[i] = !column.absent()[from + i];
      }
      out.unsignedVarint(present.length / 8 << 1 | 1);
      out.bits(present, 0, present.length);
    }
    out.room(0).putInt(start, out.size() - start - 4);
  }

  /** The rows of the page that hold a value. */
  private int[] presentRows(int from, int count, int absent) {
    var rows = new int[count - absent];
    int to = 0;
    for (int row = from; row < from + count; row++) {
      if (!column.isAbsent(row)) {
        rows[to++] = row;
      }
    }
    return rows;
  }

  private void words(StoredValues.Words words) {
    if (dictionaryWidth > 0) {
      out.room(1).put((byte) dictionaryWidth);
      out.hybrid(words.ids(), words.rows(), dictionaryWidth);
      return;
    }
    for (int id : words.ids()) {
      word(words.dictionary()[id]);
    }
  }

  private void word(byte[] word) {
    var to = out.room(word.length + 4);
    if (fixedWidth == 0) {
      to.putInt(word.length);
    }
    to.put(word);
  }

  private static int dictionaryWidth(StoredColumn column) {
    if (!(column.values() instanceof StoredValues.Words(var words, var ids))
        || words.length == 0
        || words.length > ids.length / 2 + 1) {
      return 0;
    }
    long bytes = 0;
    for (var word : words) {
      bytes += word.length + 4;
    }
    return bytes > DICTIONARY_BYTES
        ? 0
        : Math.max(1, 32 - Integer.numberOfLeadingZeros(words.length - 1));
  }
}

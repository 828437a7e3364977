package dev.updraft.frames.parquet;

import dev.updraft.frames.column.StoredValues;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.format.Type;

/**
 * Where the values of a column go while its pages are decoded, one implementation per physical
 * type. Values arrive densely, at the position of their page's first row; {@link #spread} then
 * moves them to the rows that have one.
 */
sealed interface Target {
  /** Values that follow each other in the buffer. */
  void plain(ByteBuffer in, int at, int count);

  /** The dictionary of the chunk, in plain encoding. */
  void dictionary(ByteBuffer in, int count);

  /** Values by their place in the dictionary. */
  void indexed(int[] ids, int at, int count);

  /** Values in any other encoding, one by one. */
  void each(ValuesReader in, int at, int count);

  /** Moves {@code count - absent} dense values to the present ones of {@code count} rows. */
  void spread(boolean[] absent, int at, int count, int present);

  StoredValues values();

  static Target of(Type type, int width, int rows) {
    return switch (type) {
      case BOOLEAN -> new Bits(new boolean[rows]);
      case INT32 -> new Ints(rows);
      case INT64 -> new Longs(rows);
      case FLOAT -> new Floats(rows);
      case DOUBLE -> new Doubles(rows);
      case INT96 -> new Words(rows, 12);
      case FIXED_LEN_BYTE_ARRAY -> new Words(rows, width);
      case BYTE_ARRAY -> new Words(rows, 0);
    };
  }

  /** A count of values, checked before memory is taken for them. */
  private static int fitting(ByteBuffer in, int count, int width) {
    if (count < 0 || count > in.remaining() / width) {
      throw new IllegalArgumentException(
          "%,d bytes hold no %,d values".formatted(in.remaining(), count));
    }
    return count;
  }

  /** BOOLEAN; Parquet has no dictionary for it. */
  record Bits(boolean[] rows) implements Target {
    @Override
    public void plain(ByteBuffer in, int at, int count) {
      int from = in.position();
      for (int i = 0; i < count; i++) {
        rows[at + i] = (in.get(from + (i >> 3)) >> (i & 7) & 1) != 0;
      }
    }

    @Override
    public void dictionary(ByteBuffer in, int count) {
      throw new IllegalArgumentException("A dictionary of booleans");
    }

    @Override
    public void indexed(int[] ids, int at, int count) {
      throw new IllegalArgumentException("A dictionary of booleans");
    }

    @Override
    public void each(ValuesReader in, int at, int count) {
      for (int i = at; i < at + count; i++) {
        rows[i] = in.readBoolean();
      }
    }

    @Override
    public void spread(boolean[] absent, int at, int count, int present) {
      int from = at + present;
      for (int row = at + count - 1; row >= at; row--) {
        rows[row] = !absent[row] && rows[--from];
      }
    }

    @Override
    public StoredValues values() {
      return new StoredValues.Bits(rows);
    }
  }

  /** INT32. */
  final class Ints implements Target {
    private final int[] rows;
    private int[] dictionary = {};

    private Ints(int rows) {
      this.rows = new int[rows];
    }

    @Override
    public void plain(ByteBuffer in, int at, int count) {
      in.asIntBuffer().get(rows, at, count);
    }

    @Override
    public void dictionary(ByteBuffer in, int count) {
      dictionary = new int[fitting(in, count, 4)];
      in.asIntBuffer().get(dictionary);
    }

    @Override
    public void indexed(int[] ids, int at, int count) {
      for (int i = 0; i < count; i++) {
        rows[at + i] = dictionary[ids[i]];
      }
    }

    @Override
    public void each(ValuesReader in, int at, int count) {
      for (int i = at; i < at + count; i++) {
        rows[i] = in.readInteger();
      }
    }

    @Override
    public void spread(boolean[] absent, int at, int count, int present) {
      int from = at + present;
      for (int row = at + count - 1; row >= at; row--) {
        rows[row] = absent[row] ? 0 : rows[--from];
      }
    }

    @Override
    public StoredValues values() {
      return new StoredValues.Ints(rows);
    }
  }

  /** INT64. */
  final class Longs implements Target {
    private final long[] rows;
    private long[] dictionary = {};

    private Longs(int rows) {
      this.rows = new long[rows];
    }

    @Override
    public void plain(ByteBuffer in, int at, int count) {
      in.asLongBuffer().get(rows, at, count);
    }

    @Override
    public void dictionary(ByteBuffer in, int count) {
      dictionary = new long[fitting(in, count, 8)];
      in.asLongBuffer().get(dictionary);
    }

    @Override
    public void indexed(int[] ids, int at, int count) {
      for (int i = 0; i < count; i++) {
        rows[at + i] = dictionary[ids[i]];
      }
    }

    @Override
    public void each(ValuesReader in, int at, int count) {
      for (int i = at; i < at + count; i++) {
        rows[i] = in.readLong();
      }
    }

    @Override
    public void spread(boolean[] absent, int at, int count, int present) {
      int from = at + present;
      for (int row = at + count - 1; row >= at; row--) {
        rows[row] = absent[row] ? 0 : rows[--from];
      }
    }

    @Override
    public StoredValues values() {
      return new StoredValues.Longs(rows);
    }
  }

  /** FLOAT. */
  final class Floats implements Target {
    private final float[] rows;
    private float[] dictionary = {};

    private Floats(int rows) {
      this.rows = new float[rows];
    }

    @Override
    public void plain(ByteBuffer in, int at, int count) {
      in.asFloatBuffer().get(rows, at, count);
    }

    @Override
    public void dictionary(ByteBuffer in, int count) {
      dictionary = new float[fitting(in, count, 4)];
      in.asFloatBuffer().get(dictionary);
    }

    @Override
    public void indexed(int[] ids, int at, int count) {
      for (int i = 0; i < count; i++) {
        rows[at + i] = dictionary[ids[i]];
      }
    }

    @Override
    public void each(ValuesReader in, int at, int count) {
      for (int i = at; i < at + count; i++) {
        rows[i] = in.readFloat();
      }
    }

    @Override
    public void spread(boolean[] absent, int at, int count, int present) {
      int from = at + present;
      for (int row = at + count - 1; row >= at; row--) {
        rows[row] = absent[row] ? 0 : rows[--from];
      }
    }

    @Override
    public StoredValues values() {
      return new StoredValues.Floats(rows);
    }
  }

  /** DOUBLE. */
  final class Doubles implements Target {
    private final double[] rows;
    private double[] dictionary = {};

    private Doubles(int rows) {
      this.rows = new double[rows];
    }

    @Override
    public void plain(ByteBuffer in, int at, int count) {
      in.asDoubleBuffer().get(rows, at, count);
    }

    @Override
    public void dictionary(ByteBuffer in, int count) {
      dictionary = new double[fitting(in, count, 8)];
      in.asDoubleBuffer().get(dictionary);
    }

    @Override
    public void indexed(int[] ids, int at, int count) {
      for (int i = 0; i < count; i++) {
        rows[at + i] = dictionary[ids[i]];
      }
    }

    @Override
    public void each(ValuesReader in, int at, int count) {
      for (int i = at; i < at + count; i++) {
        rows[i] = in.readDouble();
      }
    }

    @Override
    public void spread(boolean[] absent, int at, int count, int present) {
      int from = at + present;
      for (int row = at + count - 1; row >= at; row--) {
        rows[row] = absent[row] ? 0 : rows[--from];
      }
    }

    @Override
    public StoredValues values() {
      return new StoredValues.Doubles(rows);
    }
  }

  /**
   * Byte strings: the dictionaries of all chunks one behind the other, and every value that stood
   * in none.
   */
  final class Words implements Target {
    private final int[] rows;
    private final int width;
    private byte[][] words = new byte[16][];
    private int size;
    private int dictionaryStart;

    private Words(int rows, int width) {
      this.rows = new int[rows];
      this.width = width;
    }

    @Override
    public void plain(ByteBuffer in, int at, int count) {
      for (int i = at; i < at + count; i++) {
        rows[i] = add(next(in));
      }
    }

    @Override
    public void dictionary(ByteBuffer in, int count) {
      dictionaryStart = size;
      for (int i = 0; i < count; i++) {
        add(next(in));
      }
    }

    @Override
    public void indexed(int[] ids, int at, int count) {
      for (int i = 0; i < count; i++) {
        rows[at + i] = dictionaryStart + ids[i];
      }
    }

    @Override
    public void each(ValuesReader in, int at, int count) {
      for (int i = at; i < at + count; i++) {
        rows[i] = add(in.readBytes().getBytes());
      }
    }

    @Override
    public void spread(boolean[] absent, int at, int count, int present) {
      int from = at + present;
      for (int row = at + count - 1; row >= at; row--) {
        rows[row] = absent[row] ? 0 : rows[--from];
      }
    }

    @Override
    public StoredValues values() {
      return new StoredValues.Words(Arrays.copyOf(words, size), rows);
    }

    private byte[] next(ByteBuffer in) {
      var word = new byte[fitting(in, width > 0 ? width : in.getInt(), 1)];
      in.get(word);
      return word;
    }

    private int add(byte[] word) {
      if (size == words.length) {
        words = Arrays.copyOf(words, size * 2);
      }
      words[size] = word;
      return size++;
    }
  }
}

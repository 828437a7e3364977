package dev.updraft.frames.column;

/**
 * One value per row in a physical type; what stands at a row without a value is zero and means
 * nothing.
 */
public sealed interface StoredValues {
  int rows();

  /** The values of these rows, in this order. */
  StoredValues at(int[] rows);

  /** BOOLEAN. */
  record Bits(boolean[] values) implements StoredValues {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public Bits at(int[] rows) {
      var taken = new boolean[rows.length];
      for (int i = 0; i < rows.length; i++) {
        taken[i] = values[rows[i]];
      }
      return new Bits(taken);
    }
  }

  /** INT32. */
  record Ints(int[] values) implements StoredValues {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public Ints at(int[] rows) {
      var taken = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        taken[i] = values[rows[i]];
      }
      return new Ints(taken);
    }
  }

  /** INT64. */
  record Longs(long[] values) implements StoredValues {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public Longs at(int[] rows) {
      var taken = new long[rows.length];
      for (int i = 0; i < rows.length; i++) {
        taken[i] = values[rows[i]];
      }
      return new Longs(taken);
    }
  }

  /** FLOAT. */
  record Floats(float[] values) implements StoredValues {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public Floats at(int[] rows) {
      var taken = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        taken[i] = values[rows[i]];
      }
      return new Floats(taken);
    }
  }

  /** DOUBLE. */
  record Doubles(double[] values) implements StoredValues {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public Doubles at(int[] rows) {
      var taken = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        taken[i] = values[rows[i]];
      }
      return new Doubles(taken);
    }
  }

  /** BYTE_ARRAY, FIXED and INT96: the byte strings that occur, and which of them a row holds. */
  record Words(byte[][] dictionary, int[] ids) implements StoredValues {
    @Override
    public int rows() {
      return ids.length;
    }

    @Override
    public Words at(int[] rows) {
      return new Words(dictionary, new Ints(ids).at(rows).values());
    }
  }
}

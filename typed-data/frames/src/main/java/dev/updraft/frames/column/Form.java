package dev.updraft.frames.column;

/**
 * How a column's type is stored, where its values decide. Equal values always get the same form.
 */
public sealed interface Form {
  /** As {@code ColumnType} says. */
  record Plain() implements Form {
    @Override
    public String toString() {
      return "";
    }
  }

  /** A time counted in units. */
  record Ticks(Unit unit) implements Form {
    @Override
    public String toString() {
      return "[" + unit + "]";
    }
  }

  /**
   * A number of {@code precision} digits, {@code scale} of them after the point, as {@code width}
   * bytes, big end first.
   */
  record Decimal(int precision, int scale, int width) implements Form {
    @Override
    public String toString() {
      return "[" + precision + "," + scale + "]";
    }
  }

  /** A number as its exact text: scales differ, or there are too many digits. */
  record Text() implements Form {
    @Override
    public String toString() {
      return "[text]";
    }
  }

  Form PLAIN = new Plain();
  Form TEXT = new Text();
}

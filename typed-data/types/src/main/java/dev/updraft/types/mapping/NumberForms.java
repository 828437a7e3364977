package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import java.util.function.DoubleFunction;
import java.util.function.LongFunction;

/** Whole numbers, reals and truth. */
final class NumberForms {
  /** The largest doubles of which each is a whole number that a long holds exactly. */
  private static final double LONGS = 0x1p63;

  private NumberForms() {}

  static Form bool() {
    return new Bool();
  }

  static Form ofLong() {
    return new Whole(
        Long.class,
        "long",
        LiteralType.simple(SimpleKind.INTEGER),
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        v -> v);
  }

  static Form ofInt() {
    return new Whole(
        Integer.class, "int", tagged("int"), Integer.MIN_VALUE, Integer.MAX_VALUE, v -> (int) v);
  }

  static Form ofShort() {
    return new Whole(
        Short.class, "short", tagged("short"), Short.MIN_VALUE, Short.MAX_VALUE, v -> (short) v);
  }

  static Form ofByte() {
    return new Whole(
        Byte.class, "byte", tagged("byte"), Byte.MIN_VALUE, Byte.MAX_VALUE, v -> (byte) v);
  }

  static Form ofDouble() {
    return new Real(
        Double.class, "double", LiteralType.simple(SimpleKind.FLOAT), Double.MAX_VALUE, v -> v);
  }

  static Form ofFloat() {
    return new Real(
        Float.class,
        "float",
        LiteralType.simple(SimpleKind.FLOAT, "float"),
        Float.MAX_VALUE,
        v -> (float) v);
  }

  private static LiteralType tagged(String tag) {
    return LiteralType.simple(SimpleKind.INTEGER, tag);
  }

  private static final class Bool extends Form {
    Bool() {
      super(Boolean.class, "boolean", LiteralType.simple(SimpleKind.BOOLEAN));
    }

    @Override
    Literal write(Object value, Place at, Transfers transfers) {
      return new Literal.Bool((Boolean) value);
    }

    @Override
    Object read(Literal literal, Place at, Transfers transfers) {
      if (literal instanceof Literal.Bool(boolean b)) {
        return b;
      }
      throw unexpected(literal, at);
    }

    @Override
    StructValue write(Object value, Place at) {
      return new StructValue.Bool((Boolean) value);
    }

    @Override
    Object read(StructValue component, Place at) {
      if (component instanceof StructValue.Bool(boolean b)) {
        return b;
      }
      throw unexpected(component, at);
    }
  }

  private static final class Whole extends Form {
    private final long least;
    private final long largest;
    private final LongFunction<Object> back;

    Whole(
        Class<?> box,
        String name,
        LiteralType type,
        long least,
        long largest,
        LongFunction<Object> back) {
      super(box, name, type);
      this.least = least;
      this.largest = largest;
      this.back = back;
    }

    @Override
    Literal write(Object value, Place at, Transfers transfers) {
      return new Literal.Integer(((Number) value).longValue());
    }

    @Override
    Object read(Literal literal, Place at, Transfers transfers) {
      if (literal instanceof Literal.Integer(long v)) {
        return inRange(v, at);
      }
      throw unexpected(literal, at);
    }

    @Override
    StructValue write(Object value, Place at) {
      return new StructValue.Whole(((Number) value).longValue());
    }

    /** JSON knows doubles only: a whole one is taken. */
    @Override
    Object read(StructValue component, Place at) {
      if (component instanceof StructValue.Whole(long v)) {
        return inRange(v, at);
      } else if (component instanceof StructValue.Real(double v)
          && v == Math.rint(v)
          && v >= -LONGS
          && v < LONGS) {
        return inRange((long) v, at);
      }
      throw unexpected(component, at);
    }

    private Object inRange(long value, Place at) {
      if (value < least || value > largest) {
        throw new ValueRefused(
            at,
            value
                + " is out of the range of "
                + article()
                + " ("
                + least
                + " to "
                + largest
                + "). Declare it as long.");
      }
      return back.apply(value);
    }
  }

  private static final class Real extends Form {
    private final double largest;
    private final DoubleFunction<Object> back;

    Real(Class<?> box, String name, LiteralType type, double largest, DoubleFunction<Object> back) {
      super(box, name, type);
      this.largest = largest;
      this.back = back;
    }

    @Override
    Literal write(Object value, Place at, Transfers transfers) {
      return new Literal.Float(((Number) value).doubleValue());
    }

    @Override
    Object read(Literal literal, Place at, Transfers transfers) {
      if (literal instanceof Literal.Float(double v)) {
        return inRange(v, at);
      }
      throw unexpected(literal, at);
    }

    @Override
    StructValue write(Object value, Place at) {
      return new StructValue.Real(((Number) value).doubleValue());
    }

    /** Python writes {@code {"a": 2}} for a dict of floats. */
    @Override
    Object read(StructValue component, Place at) {
      if (component instanceof StructValue.Real(double v)) {
        return inRange(v, at);
      } else if (component instanceof StructValue.Whole(long v)) {
        return inRange(v, at);
      }
      throw unexpected(component, at);
    }

    private Object inRange(double value, Place at) {
      if (Double.isFinite(value) && Math.abs(value) > largest) {
        throw new ValueRefused(
            at,
            value
                + " is out of the range of "
                + article()
                + " (-"
                + (float) largest
                + " to "
                + (float) largest
                + "). Declare it as double.");
      }
      return back.apply(value);
    }
  }
}

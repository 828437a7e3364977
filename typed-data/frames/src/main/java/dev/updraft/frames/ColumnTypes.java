package dev.updraft.frames;

import dev.updraft.api.frames.ColumnType;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import java.lang.reflect.Type;
import java.util.Optional;

/** What a column is to Flyte, which knows fewer types. */
public final class ColumnTypes {
  private ColumnTypes() {}

  /** The type of a column in a dataframe's literal type. */
  public static LiteralType literalType(ColumnType type) {
    return LiteralType.simple(kind(type));
  }

  /**
   * The type of the column that a component of a {@link dev.updraft.api.frames.Frame}'s record
   * declares; empty if no column holds such values.
   */
  public static Optional<LiteralType> ofComponent(Type component) {
    return ColumnType.ofComponent(component).map(ColumnTypes::literalType);
  }

  private static SimpleKind kind(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> SimpleKind.BOOLEAN;
      case BYTE, SHORT, INT, LONG -> SimpleKind.INTEGER;
      case FLOAT, DOUBLE -> SimpleKind.FLOAT;
      case CHAR, STRING, TIME, DECIMAL, BIG_INTEGER, UUID -> SimpleKind.STRING;
      case BYTES -> SimpleKind.BINARY;
      case DATE, DATETIME, INSTANT -> SimpleKind.DATETIME;
      case DURATION -> SimpleKind.DURATION;
      case NULL -> SimpleKind.NONE;
    };
  }
}

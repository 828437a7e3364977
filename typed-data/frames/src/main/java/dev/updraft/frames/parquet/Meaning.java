package dev.updraft.frames.parquet;

import dev.updraft.api.frames.ColumnType;
import dev.updraft.frames.column.Unit;
import java.util.Optional;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;

/**
 * What the values of a Parquet column mean in Java.
 *
 * @param unit of a time
 * @param scale of a decimal
 * @param unsigned whether the highest bit is no sign
 * @param text whether a number is written as text
 */
record Meaning(ColumnType type, Unit unit, int scale, boolean unsigned, boolean text) {
  private static Meaning plain(ColumnType type) {
    return new Meaning(type, Unit.MICROS, 0, false, false);
  }

  private static Meaning time(ColumnType type, Unit unit) {
    return new Meaning(type, unit, 0, false, false);
  }

  /**
   * @param hint {@link SchemaElements#hint} of our own files
   * @return empty for a type we do not read
   */
  static Optional<Meaning> of(SchemaElement element, Optional<String> hint) {
    var known = known(element);
    var natural = known.isPresent() ? logical(known.get()) : converted(element);
    return natural.map(meaning -> hint.map(meaning::as).orElse(meaning));
  }

  /** The hint is a type's name and perhaps its form: {@code DURATION[NANOS]}. */
  private Meaning as(String hint) {
    int form = hint.indexOf('[');
    var type = ColumnType.valueOf(form < 0 ? hint : hint.substring(0, form));
    var unit =
        type == ColumnType.DURATION
            ? Unit.valueOf(hint.substring(form + 1, hint.length() - 1))
            : this.unit;
    return new Meaning(type, unit, scale, unsigned, this.type == ColumnType.STRING);
  }

  /**
   * A later version of the format may know more annotations; a value is then what its physical type
   * says.
   */
  private static Optional<LogicalType> known(SchemaElement element) {
    return Optional.ofNullable(element.getLogicalType()).filter(type -> type.getSetField() != null);
  }

  private static Optional<Meaning> logical(LogicalType logical) {
    return switch (logical.getSetField()) {
      case STRING, ENUM, JSON -> Optional.of(plain(ColumnType.STRING));
      case BSON -> Optional.of(plain(ColumnType.BYTES));
      case DATE -> Optional.of(plain(ColumnType.DATE));
      case UUID -> Optional.of(plain(ColumnType.UUID));
      case UNKNOWN -> Optional.of(plain(ColumnType.NULL));
      case FLOAT16 -> Optional.of(plain(ColumnType.FLOAT));
      case DECIMAL ->
          Optional.of(
              new Meaning(
                  ColumnType.DECIMAL, Unit.MICROS, logical.getDECIMAL().getScale(), false, false));
      case TIME ->
          Optional.of(
              time(ColumnType.TIME, unit(Required.field(logical.getTIME().getUnit(), "unit"))));
      case TIMESTAMP ->
          Optional.of(
              time(
                  logical.getTIMESTAMP().isIsAdjustedToUTC()
                      ? ColumnType.INSTANT
                      : ColumnType.DATETIME,
                  unit(Required.field(logical.getTIMESTAMP().getUnit(), "unit"))));
      case INTEGER -> Optional.of(integer(logical));
      case MAP, LIST, VARIANT, GEOMETRY, GEOGRAPHY -> Optional.empty();
    };
  }

  private static Optional<Meaning> converted(SchemaElement element) {
    var converted = element.getConverted_type();
    if (converted == null) {
      return physical(Required.field(element.getType(), "type"));
    }
    return switch (converted) {
      case UTF8, ENUM, JSON -> Optional.of(plain(ColumnType.STRING));
      case BSON -> Optional.of(plain(ColumnType.BYTES));
      case DATE -> Optional.of(plain(ColumnType.DATE));
      case DECIMAL ->
          Optional.of(
              new Meaning(ColumnType.DECIMAL, Unit.MICROS, element.getScale(), false, false));
      case TIME_MILLIS -> Optional.of(time(ColumnType.TIME, Unit.MILLIS));
      case TIME_MICROS -> Optional.of(time(ColumnType.TIME, Unit.MICROS));
      case TIMESTAMP_MILLIS -> Optional.of(time(ColumnType.INSTANT, Unit.MILLIS));
      case TIMESTAMP_MICROS -> Optional.of(time(ColumnType.INSTANT, Unit.MICROS));
      case INT_8, INT_16, INT_32 -> Optional.of(integer(32, true));
      case INT_64 -> Optional.of(integer(64, true));
      case UINT_8, UINT_16 -> Optional.of(integer(16, false));
      case UINT_32 -> Optional.of(integer(32, false));
      case UINT_64 -> Optional.of(integer(64, false));
      case MAP, MAP_KEY_VALUE, LIST, INTERVAL -> Optional.empty();
    };
  }

  private static Optional<Meaning> physical(Type type) {
    return Optional.of(
        switch (type) {
          case BOOLEAN -> plain(ColumnType.BOOLEAN);
          case INT32 -> plain(ColumnType.INT);
          case INT64 -> plain(ColumnType.LONG);
          case INT96 -> time(ColumnType.INSTANT, Unit.NANOS);
          case FLOAT -> plain(ColumnType.FLOAT);
          case DOUBLE -> plain(ColumnType.DOUBLE);
          case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> plain(ColumnType.BYTES);
        });
  }

  private static Meaning integer(LogicalType logical) {
    return integer(logical.getINTEGER().getBitWidth(), logical.getINTEGER().isIsSigned());
  }

  /**
   * The smallest class that holds all values of the type; small integers of other writers become
   * {@code int}.
   */
  private static Meaning integer(int bits, boolean signed) {
    if (bits == 64) {
      return signed
          ? plain(ColumnType.LONG)
          : new Meaning(ColumnType.BIG_INTEGER, Unit.MICROS, 0, true, false);
    }
    return bits == 32 && !signed
        ? new Meaning(ColumnType.LONG, Unit.MICROS, 0, true, false)
        : plain(ColumnType.INT);
  }

  private static Unit unit(TimeUnit unit) {
    return switch (unit.getSetField()) {
      case MILLIS -> Unit.MILLIS;
      case MICROS -> Unit.MICROS;
      case NANOS -> Unit.NANOS;
    };
  }

  /** How a person would name the type that we do not read. */
  static String describe(SchemaElement element) {
    var known = known(element);
    if (known.isPresent()) {
      return known.get().getSetField().name();
    }
    return element.isSetConverted_type()
        ? String.valueOf(element.getConverted_type())
        : String.valueOf(element.getType());
  }
}

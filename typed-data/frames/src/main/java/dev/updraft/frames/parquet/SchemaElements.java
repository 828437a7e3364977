package dev.updraft.frames.parquet;

import dev.updraft.frames.column.Form;
import dev.updraft.frames.column.StoredColumn;
import dev.updraft.frames.column.StoredValues;
import dev.updraft.frames.column.Unit;
import java.util.Optional;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.NullType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.UUIDType;

/**
 * A stored column as an element of Parquet's schema, with the older annotation wherever it says the
 * same.
 */
final class SchemaElements {
  /** Precedes a column's name in the footer: the Java type that Parquet has no word for. */
  static final String TYPE_KEY = "updraft.type:";

  private SchemaElements() {}

  static SchemaElement of(StoredColumn column) {
    var element =
        new SchemaElement(column.name())
            .setType(physical(column))
            .setRepetition_type(
                column.required() ? FieldRepetitionType.REQUIRED : FieldRepetitionType.OPTIONAL);
    annotate(element, column);
    return element;
  }

  /** What the schema leaves open of a column; empty when it says everything. */
  static Optional<String> hint(StoredColumn column) {
    return switch (column.type()) {
      case BYTE, SHORT, CHAR, DURATION, BIG_INTEGER -> Optional.of(column.tag());
      case DECIMAL ->
          column.form().equals(Form.TEXT) ? Optional.of(column.tag()) : Optional.empty();
      case BOOLEAN,
          INT,
          LONG,
          FLOAT,
          DOUBLE,
          STRING,
          BYTES,
          DATE,
          TIME,
          DATETIME,
          INSTANT,
          UUID,
          NULL ->
          Optional.empty();
    };
  }

  static Type physical(StoredColumn column) {
    return switch (column.values()) {
      case StoredValues.Bits _ -> Type.BOOLEAN;
      case StoredValues.Ints _ -> Type.INT32;
      case StoredValues.Longs _ -> Type.INT64;
      case StoredValues.Floats _ -> Type.FLOAT;
      case StoredValues.Doubles _ -> Type.DOUBLE;
      case StoredValues.Words _ -> width(column) > 0 ? Type.FIXED_LEN_BYTE_ARRAY : Type.BYTE_ARRAY;
    };
  }

  /** The length of each word, or 0 when they differ. */
  static int width(StoredColumn column) {
    return switch (column.form()) {
      case Form.Decimal(_, _, var width) -> width;
      case Form.Plain _ -> column.type() == dev.updraft.api.frames.ColumnType.UUID ? 16 : 0;
      case Form.Ticks _, Form.Text _ -> 0;
    };
  }

  private static void annotate(SchemaElement element, StoredColumn column) {
    switch (column.type()) {
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE, BYTES, DURATION -> {}
      case BYTE ->
          element
              .setConverted_type(ConvertedType.INT_8)
              .setLogicalType(LogicalType.INTEGER(new IntType((byte) 8, true)));
      case SHORT ->
          element
              .setConverted_type(ConvertedType.INT_16)
              .setLogicalType(LogicalType.INTEGER(new IntType((byte) 16, true)));
      case CHAR, STRING -> text(element);
      case DATE ->
          element
              .setConverted_type(ConvertedType.DATE)
              .setLogicalType(LogicalType.DATE(new DateType()));
      case TIME ->
          element.setLogicalType(LogicalType.TIME(new TimeType(false, unit(column.form()))));
      case DATETIME ->
          element.setLogicalType(
              LogicalType.TIMESTAMP(new TimestampType(false, unit(column.form()))));
      case INSTANT -> {
        element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(true, unit(column.form()))));
        if (column.form().equals(new Form.Ticks(Unit.MICROS))) {
          element.setConverted_type(ConvertedType.TIMESTAMP_MICROS);
        }
      }
      case DECIMAL, BIG_INTEGER -> number(element, column.form());
      case UUID -> element.setType_length(16).setLogicalType(LogicalType.UUID(new UUIDType()));
      case NULL -> element.setLogicalType(LogicalType.UNKNOWN(new NullType()));
    }
  }

  private static void text(SchemaElement element) {
    element
        .setConverted_type(ConvertedType.UTF8)
        .setLogicalType(LogicalType.STRING(new StringType()));
  }

  private static void number(SchemaElement element, Form form) {
    if (form instanceof Form.Decimal(var precision, var scale, var width)) {
      element
          .setType_length(width)
          .setPrecision(precision)
          .setScale(scale)
          .setConverted_type(ConvertedType.DECIMAL)
          .setLogicalType(LogicalType.DECIMAL(new DecimalType(scale, precision)));
    } else {
      text(element);
    }
  }

  private static TimeUnit unit(Form form) {
    return form.equals(new Form.Ticks(Unit.NANOS))
        ? TimeUnit.NANOS(new NanoSeconds())
        : TimeUnit.MICROS(new MicroSeconds());
  }
}

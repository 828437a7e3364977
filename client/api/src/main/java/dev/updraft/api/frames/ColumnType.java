package dev.updraft.api.frames;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a column holds: the Java class of its values. The comment says how Parquet stores it, which
 * is what other languages see.
 */
public enum ColumnType {
  /** BOOLEAN. */
  BOOLEAN(Boolean.class),
  /** INT32, INT(8). */
  BYTE(Byte.class),
  /** INT32, INT(16). */
  SHORT(Short.class),
  /** INT32. */
  INT(Integer.class),
  /** INT64. */
  LONG(Long.class),
  /** FLOAT. */
  FLOAT(Float.class),
  /** DOUBLE. */
  DOUBLE(Double.class),
  /** BYTE_ARRAY, STRING of one letter. */
  CHAR(Character.class),
  /** BYTE_ARRAY, STRING. */
  STRING(String.class),
  /** BYTE_ARRAY. */
  BYTES(byte[].class),
  /** INT32, DATE. */
  DATE(LocalDate.class),
  /** INT64, TIME: micros, or nanos when a value of the column has them. */
  TIME(LocalTime.class),
  /** INT64, TIMESTAMP not adjusted to UTC: micros, or nanos when a value of the column has them. */
  DATETIME(LocalDateTime.class),
  /** INT64, TIMESTAMP adjusted to UTC: micros, or nanos when a value of the column has them. */
  INSTANT(Instant.class),
  /** INT64: micros, or nanos when a value of the column has them. */
  DURATION(Duration.class),
  /** FIXED, DECIMAL when all values have one scale and at most 38 digits; exact text otherwise. */
  DECIMAL(BigDecimal.class),
  /** FIXED, DECIMAL of scale 0 when all values have at most 38 digits; exact text otherwise. */
  BIG_INTEGER(BigInteger.class),
  /** FIXED(16), UUID. */
  UUID(java.util.UUID.class),
  /** INT32, UNKNOWN: a column of nulls whose class nobody knows. */
  NULL(Void.class);

  private final Class<?> javaClass;

  ColumnType(Class<?> javaClass) {
    this.javaClass = javaClass;
  }

  /** The class of this column's values. */
  public Class<?> javaClass() {
    return javaClass;
  }

  /** The type of a column of such values; empty if they cannot travel. */
  public static Optional<ColumnType> of(Class<?> javaClass) {
    return Arrays.stream(values()).filter(t -> t.javaClass == javaClass).findFirst();
  }

  /**
   * The type of the column that a component of a {@link Frame}'s record declares: a class of
   * values, its primitive, or an {@code Optional} of it. Empty if no column holds such values.
   */
  public static Optional<ColumnType> ofComponent(Type component) {
    if (component instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
      return generic.getActualTypeArguments()[0] instanceof Class<?> value
          ? ofValues(value)
          : Optional.empty();
    }
    return component instanceof Class<?> value ? ofValues(value) : Optional.empty();
  }

  private static Optional<ColumnType> ofValues(Class<?> javaClass) {
    return of(MethodType.methodType(javaClass).wrap().returnType()).filter(t -> t != NULL);
  }
}

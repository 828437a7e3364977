package dev.updraft.api.frames;

/** What a column holds. The comment names the Java class of its values, and how Parquet stores them. */
public enum ColumnType {
  /** {@code Boolean}; BOOLEAN. */
  BOOLEAN,
  /** {@code Integer}; INT32. */
  INT,
  /** {@code Long}; INT64. */
  LONG,
  /** {@code Float}; FLOAT. */
  FLOAT,
  /** {@code Double}; DOUBLE. */
  DOUBLE,
  /** {@code String}; BYTE_ARRAY (STRING). */
  STRING,
  /** {@code byte[]}; BYTE_ARRAY. */
  BYTES,
  /** {@code LocalDate}; INT32 (DATE). */
  DATE,
  /** {@code LocalTime}; INT64 (TIME, micros, not adjusted to UTC; nanos are refused when lost). */
  TIME,
  /** {@code LocalDateTime}; INT64 (TIMESTAMP, micros, not adjusted to UTC). */
  DATETIME,
  /** {@code Instant}; INT64 (TIMESTAMP, micros, adjusted to UTC). */
  INSTANT,
  /** {@code BigDecimal}; FIXED (DECIMAL) with the column's own precision and scale. */
  DECIMAL
}

package dev.updraft.dflib;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the fields of a column are. */
enum CsvType {
  /** Nothing but nulls so far. */
  NULL(Void.class, Void.class),
  BOOLEAN(boolean.class, Boolean.class),
  INT(int.class, Integer.class),
  LONG(long.class, Long.class),
  DOUBLE(double.class, Double.class),
  DECIMAL(BigDecimal.class, BigDecimal.class),
  DATE(LocalDate.class, LocalDate.class),
  DATETIME(LocalDateTime.class, LocalDateTime.class),
  INSTANT(Instant.class, Instant.class),
  TEXT(String.class, String.class);

  private final Class<?> asked;
  private final Class<?> box;

  CsvType(Class<?> asked, Class<?> box) {
    this.asked = asked;
    this.box = box;
  }

  static CsvType of(Class<?> type) {
    return Arrays.stream(values())
        .filter(t -> t != NULL && (t.asked == type || t.box == type))
        .findFirst()
        .orElseThrow(
            () ->
                new CsvRefused(
                    "A CSV column cannot be read as %s. Choose one of %s."
                        .formatted(
                            type.getTypeName(),
                            Arrays.stream(values())
                                .filter(t -> t != NULL)
                                .map(CsvType::word)
                                .collect(Collectors.joining(", ")))));
  }

  /** The name of the type that a user gives. */
  String word() {
    return asked.getSimpleName();
  }

  /** The narrowest type that holds values of both. */
  CsvType or(CsvType other) {
    if (this == other || other == NULL) {
      return this;
    }
    if (this == NULL) {
      return other;
    }
    return isNumber() && other.isNumber() ? values()[Math.max(ordinal(), other.ordinal())] : TEXT;
  }

  /** INT, LONG, DOUBLE: each holds, near enough, what stands before it. */
  private boolean isNumber() {
    return this == INT || this == LONG || this == DOUBLE;
  }
}

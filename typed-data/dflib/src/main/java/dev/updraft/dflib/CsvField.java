package dev.updraft.dflib;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/**
 * Looks at one field in the parser's own buffer: numbers are read without making a String of them.
 */
final class CsvField {
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  /** The value of the field last seen as INT or LONG. */
  long integer;

  /** The value of the field last seen as a number. */
  double number;

  /** The narrowest type of the field, which is no null. */
  CsvType look(char[] buffer, int from, int length) {
    char first = buffer[from];
    if (first == '-' || first == '.' || isDigit(first)) {
      var type = number(buffer, from, length);
      return type == CsvType.TEXT ? date(buffer, from, length) : type;
    }
    return switch (first) {
      case 't', 'T', 'f', 'F' ->
          isBoolean(new String(buffer, from, length)) ? CsvType.BOOLEAN : CsvType.TEXT;
      case 'N' -> nan(length == 3 && buffer[from + 1] == 'a' && buffer[from + 2] == 'N');
      default -> CsvType.TEXT;
    };
  }

  static boolean isBoolean(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  static Instant instant(String text) {
    return OffsetDateTime.parse(withT(text)).toInstant();
  }

  static LocalDateTime dateTime(String text) {
    return LocalDateTime.parse(withT(text));
  }

  private CsvType nan(boolean is) {
    number = Double.NaN;
    return is ? CsvType.DOUBLE : CsvType.TEXT;
  }

  private CsvType number(char[] buffer, int from, int length) {
    int end = from + length;
    int at = from;
    boolean negative = buffer[at] == '-';
    at += negative ? 1 : 0;
    int start = at;
    long value = 0;
    while (at < end && isDigit(buffer[at]) && at - start < 19) {
      value = value * 10 + (buffer[at++] - '0');
    }
    int digits = at - start;
    if (digits > 1 && buffer[start] == '0') {
      return CsvType.TEXT;
    }
    if (at == end && digits > 0) {
      return integer(value, negative, digits);
    }
    return digits < 19 ? fraction(buffer, from, at, end, value, negative) : CsvType.TEXT;
  }

  private CsvType integer(long value, boolean negative, int digits) {
    if (digits == 19 && value < 0 || digits == 1 && value == 0 && negative) {
      number = -0.0;
      return digits == 1 ? CsvType.DOUBLE : CsvType.TEXT;
    }
    integer = negative ? -value : value;
    number = integer;
    return integer == (int) integer ? CsvType.INT : CsvType.LONG;
  }

  /** What follows the digits before the point. */
  private CsvType fraction(
      char[] buffer, int from, int point, int end, long whole, boolean negative) {
    int at = point;
    long value = whole;
    boolean exact = true;
    int scale = 0;
    int digits = at - from - (negative ? 1 : 0);
    if (at < end && buffer[at] == '.') {
      at++;
      int start = at;
      while (at < end && isDigit(buffer[at])) {
        if (value < EXACT_IN_DOUBLE / 10) {
          value = value * 10 + (buffer[at] - '0');
          scale++;
        } else {
          exact = false;
        }
        at++;
      }
      digits += at - start;
    }
    if (digits == 0) {
      return CsvType.TEXT;
    }
    if (at < end && (buffer[at] == 'e' || buffer[at] == 'E')) {
      exact = false;
      at += at + 1 < end && (buffer[at + 1] == '-' || buffer[at + 1] == '+') ? 2 : 1;
      int start = at;
      while (at < end && isDigit(buffer[at])) {
        at++;
      }
      if (at == start) {
        return CsvType.TEXT;
      }
    }
    if (at < end) {
      return CsvType.TEXT;
    }
    if (exact && value < EXACT_IN_DOUBLE && scale < POWERS.length) {
      // Both are exact as doubles, so that the quotient is the nearest double to the text.
      number = negative ? -(value / POWERS[scale]) : value / POWERS[scale];
    } else {
      number = Double.parseDouble(new String(buffer, from, end - from));
    }
    return CsvType.DOUBLE;
  }

  /** ISO only, and years of four digits. */
  private static CsvType date(char[] buffer, int from, int length) {
    if (length < 10
        || buffer[from + 4] != '-'
        || buffer[from + 7] != '-'
        || !isDigit(buffer[from])) {
      return CsvType.TEXT;
    }
    var text = new String(buffer, from, length);
    try {
      if (length == 10) {
        LocalDate.parse(text);
        return CsvType.DATE;
      }
      if (hasZone(text)) {
        instant(text);
        return CsvType.INSTANT;
      }
      dateTime(text);
      return CsvType.DATETIME;
    } catch (DateTimeException _) {
      return CsvType.TEXT;
    }
  }

  private static boolean hasZone(String text) {
    return text.endsWith("Z") || text.indexOf('+', 10) > 0 || text.indexOf('-', 10) > 0;
  }

  private static String withT(String text) {
    return text.length() > 10 && text.charAt(10) == ' '
        ? text.substring(0, 10) + "T" + text.substring(11)
        : text;
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }
}

package dev.updraft.cell;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An amount of memory, written as Kubernetes writes it: {@code 512Mi}, {@code 1.5Gi}, {@code 2G},
 * or bytes.
 *
 * @param bytes at least 1
 */
public record Memory(long bytes) {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,3})?)([A-Za-z]*)");
  private static final Map<String, Long> UNITS = units();

  public Memory {
    if (bytes < 1) {
      throw new IllegalArgumentException("must be more than nothing");
    }
  }

  /** Reads an amount; the exception's message says what is expected. */
  public static Memory parse(String text) {
    var amount = AMOUNT.matcher(text);
    if (!amount.matches() || !UNITS.containsKey(amount.group(2))) {
      throw new IllegalArgumentException(
          "expects an amount of memory such as 512Mi, 1.5Gi or 2G" + hint(text));
    }
    var bytes =
        new BigDecimal(amount.group(1))
            .multiply(BigDecimal.valueOf(UNITS.get(amount.group(2))))
            .toBigInteger();
    if (bytes.compareTo(BigInteger.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("expects less than 8 EiB");
    }
    return new Memory(bytes.longValueExact());
  }

  private static String hint(String text) {
    var unit = text.replaceFirst("^[\\d.]+", "");
    if (!unit.matches("(?i)[kmgt]i?b?")) {
      return "";
    }
    var letter = unit.substring(0, 1).toUpperCase(Locale.ROOT);
    return " (units are "
        + letter
        + "i, by 1024, or "
        + (letter.equals("K") ? "k" : letter)
        + ", by 1000)";
  }

  private static Map<String, Long> units() {
    var units = new LinkedHashMap<String, Long>();
    units.put("", 1L);
    long binary = 1;
    long decimal = 1;
    for (var prefix : List.of("k", "M", "G", "T", "P")) {
      binary *= 1024;
      decimal *= 1000;
      units.put(prefix, decimal);
      units.put((prefix.equals("k") ? "K" : prefix) + "i", binary);
    }
    return units;
  }

  /** In the largest binary unit that is exact. */
  @Override
  public String toString() {
    var exact = Long.toString(bytes);
    for (var unit : UNITS.entrySet()) {
      if (unit.getKey().endsWith("i") && bytes % unit.getValue() == 0) {
        exact = bytes / unit.getValue() + unit.getKey();
      }
    }
    return exact;
  }
}

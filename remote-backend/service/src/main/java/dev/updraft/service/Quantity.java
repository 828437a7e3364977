package dev.updraft.service;

import dev.updraft.model.InvalidRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;

/** Kubernetes quantities such as {@code 1Gi} or {@code 500M}, as bytes. */
final class Quantity {
  private static final Pattern FORM =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(?:[eE]([0-9]{1,2}))?([A-Za-z]{0,2})");
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("", BigDecimal.ONE),
          Map.entry("m", new BigDecimal("0.001")),
          Map.entry("k", BigDecimal.TEN.pow(3)),
          Map.entry("M", BigDecimal.TEN.pow(6)),
          Map.entry("G", BigDecimal.TEN.pow(9)),
          Map.entry("T", BigDecimal.TEN.pow(12)),
          Map.entry("Ki", BigDecimal.TWO.pow(10)),
          Map.entry("Mi", BigDecimal.TWO.pow(20)),
          Map.entry("Gi", BigDecimal.TWO.pow(30)),
          Map.entry("Ti", BigDecimal.TWO.pow(40)));

  private Quantity() {}

  static long bytes(String text) {
    var match = FORM.matcher(text.strip());
    var unit = match.matches() ? UNITS.get(match.group(3)) : null;
    if (unit == null) {
      throw new InvalidRequest(
          "'%s' is not an amount of memory. Write a number and a unit, such as 512Mi or 2Gi."
              .formatted(text));
    }
    var exponent = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
    return new BigDecimal(match.group(1))
        .scaleByPowerOfTen(exponent)
        .multiply(unit)
        .setScale(0, RoundingMode.CEILING)
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValue();
  }
}

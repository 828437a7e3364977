package dev.updraft.cell;

import java.math.BigDecimal;

/**
 * An amount of processor time, written as Kubernetes writes it: {@code 2}, {@code 0.5}, {@code
 * 500m}.
 *
 * @param millicores thousandths of a core, at least 1
 */
public record Cpu(int millicores) {
  public Cpu {
    if (millicores < 1) {
      throw new IllegalArgumentException("must be more than nothing");
    }
  }

  /** Reads an amount; the exception's message says what is expected. */
  public static Cpu parse(String text) {
    if (text.matches("\\d{1,7}m")) {
      return new Cpu(Integer.parseInt(text.substring(0, text.length() - 1)));
    }
    if (!text.matches("\\d{1,5}(\\.\\d{1,3})?")) {
      throw new IllegalArgumentException("expects cores (2, 0.5) or thousandths of one (500m)");
    }
    return new Cpu(new BigDecimal(text).movePointRight(3).intValueExact());
  }

  @Override
  public String toString() {
    return millicores % 1000 == 0 ? Integer.toString(millicores / 1000) : millicores + "m";
  }
}

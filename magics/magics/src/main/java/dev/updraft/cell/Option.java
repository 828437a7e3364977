package dev.updraft.cell;

/**
 * An option that a magic knows.
 *
 * @param spelling with its dashes: {@code --retries}, {@code -f}
 * @param arity how it takes a value
 * @param valueName what the value is called in the usage; empty for a flag
 * @param repeatable whether it may be given more than once
 * @param meaning a few words for the help
 */
public record Option(
    String spelling, Arity arity, String valueName, boolean repeatable, String meaning) {

  /** How an option takes a value. */
  public enum Arity {
    /** Never. */
    FLAG,
    /** Always: {@code --k=v} or {@code --k v}. */
    VALUE,
    /** Only as {@code --k=v}. */
    OPTIONAL_VALUE
  }

  public Option {
    if (!spelling.matches("--[a-z][a-z-]+|-[a-z]")) {
      throw new IllegalArgumentException(
          "An option is spelled --word or -letter, not '" + spelling + "'.");
    }
  }

  public static Option flag(String spelling, String meaning) {
    return new Option(spelling, Arity.FLAG, "", false, meaning);
  }

  public static Option value(String spelling, String valueName, String meaning) {
    return new Option(spelling, Arity.VALUE, valueName, false, meaning);
  }

  public static Option optionalValue(String spelling, String valueName, String meaning) {
    return new Option(spelling, Arity.OPTIONAL_VALUE, valueName, false, meaning);
  }

  /** The same option, given as often as wanted. */
  public Option repeated() {
    return new Option(spelling, arity, valueName, true, meaning);
  }

  /** As the usage shows it: {@code --cache[=VERSION]}. */
  public String usage() {
    return switch (arity) {
      case FLAG -> spelling;
      case VALUE -> spelling + " " + valueName + (repeatable ? ".." : "");
      case OPTIONAL_VALUE -> spelling + "[=" + valueName + "]";
    };
  }
}

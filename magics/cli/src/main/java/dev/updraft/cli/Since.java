package dev.updraft.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A span of time as people type it: {@code 90s}, {@code 30m}, {@code 6h}, {@code 2d}. */
final class Since implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    if (!text.matches("[0-9]{1,6}[smhd]")) {
      throw new TypeConversionException(
          "'" + text + "' is no span of time. Write a number and s, m, h or d, e.g. 30m or 2d.");
    }
    var number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}

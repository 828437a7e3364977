package dev.updraft.app;

import dev.updraft.executor.local.PythonEnvironment;
import dev.updraft.model.Nearest;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings' texts read as numbers, amounts and spans; what is wrong is noted and the default taken.
 */
final class Values {
  private static final Pattern AMOUNT =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?)\\s*(Ki|Mi|Gi|Ti|)");
  private static final Map<String, Long> UNITS =
      Map.of("", 1L, "Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30, "Ti", 1L << 40);
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*([smhd])");

  private final Map<Property, String> set;
  private final List<String> problems;

  Values(Map<Property, String> set, List<String> problems) {
    this.set = set;
    this.problems = problems;
  }

  long count(Property property, long least, long most) {
    var text = text(property);
    if (text.matches("\\d{1,9}")) {
      var number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    problems.add(
        "%s = '%s': wants a whole number from %d to %d (%s)"
            .formatted(property.key(), text, least, most, property.meaning()));
    return least;
  }

  long bytes(Property property, long most) {
    return bytes(property, 1, most);
  }

  long bytes(Property property, long least, long most) {
    var text = text(property);
    var match = AMOUNT.matcher(text);
    if (match.matches()) {
      var bytes =
          new BigDecimal(match.group(1))
              .multiply(BigDecimal.valueOf(UNITS.getOrDefault(match.group(2), 1L)));
      if (bytes.compareTo(BigDecimal.valueOf(least)) >= 0
          && bytes.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return bytes.longValue();
      }
    }
    problems.add(
        "%s = '%s': wants an amount such as 512Mi or 2Gi%s (%s)"
            .formatted(
                property.key(),
                text,
                least > 1 ? ", at least " + least + " bytes" : "",
                property.meaning()));
    return least;
  }

  Duration span(Property property) {
    var text = text(property);
    var match = SPAN.matcher(text);
    if (match.matches()) {
      var count = Long.parseLong(match.group(1));
      return switch (match.group(2)) {
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }
    problems.add(
        "%s = '%s': wants a span such as 12h or 30d (%s)"
            .formatted(property.key(), text, property.meaning()));
    return Duration.ZERO;
  }

  String choice(Property property, List<String> choices) {
    var text = text(property);
    if (!choices.contains(text)) {
      problems.add(
          "%s = '%s': wants %s (%s)"
              .formatted(property.key(), text, String.join(" or ", choices), property.meaning()));
    }
    return text;
  }

  /** Those whose folder is no virtual environment are noted and left out. */
  List<PythonEnvironment> environments(Property property) {
    var found = new ArrayList<PythonEnvironment>();
    for (var entry : text(property).split(",", -1)) {
      var at = entry.indexOf('=');
      if (entry.isBlank()) {
        continue;
      }
      if (at < 1) {
        problems.add(
            "%s = '%s': wants IMAGE=FOLDER (%s)"
                .formatted(property.key(), entry.strip(), property.meaning()));
        continue;
      }
      var named =
          new PythonEnvironment(
              entry.substring(0, at).strip(), Path.of(entry.substring(at + 1).strip()));
      if (named.folder().isAbsolute() && Files.isExecutable(named.python())) {
        found.add(named);
      } else {
        problems.add(
            "%s: '%s', for the image '%s', is no virtual environment: there is no %s. Make one with 'python3 -m venv', and give its absolute path"
                .formatted(property.key(), named.folder(), named.image(), named.python()));
      }
    }
    return found;
  }

  private String text(Property property) {
    return set.getOrDefault(property, property.byDefault());
  }

  static Optional<Property> property(String key) {
    return Arrays.stream(Property.values()).filter(one -> one.key().equals(key)).findFirst();
  }

  static String unknown(String key, Collection<String> known) {
    return Nearest.to(key, known)
        .map(near -> "'%s' is no setting. Did you mean '%s'?".formatted(key, near))
        .orElseGet(
            () -> "'%s' is no setting. There are: %s".formatted(key, String.join(", ", known)));
  }
}

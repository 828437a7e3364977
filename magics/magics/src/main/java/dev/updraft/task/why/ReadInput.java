package dev.updraft.task.why;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * A value as people write it in a magic's line, read by the input's type: {@code minDistance=500},
 * {@code month=2013-02}. A string takes the text as it stands.
 */
public final class ReadInput {
  private ReadInput() {}

  /**
   * @throws IllegalArgumentException saying what the type expects; the message goes on from the
   *     input's name
   */
  public static Literal of(String text, LiteralType type) {
    return switch (type) {
      case LiteralType.Simple(var kind, var tag) -> simple(text, kind, tag.orElse(""));
      case LiteralType.Enumeration(var values) -> constant(text, values);
      case LiteralType.Union union -> optional(text, union);
      default ->
          throw new IllegalArgumentException(
              "is " + type.inWords() + ", which has no form in a line");
    };
  }

  private static Literal simple(String text, SimpleKind kind, String tag) {
    try {
      return switch (kind) {
        case INTEGER -> new Literal.Integer(Long.parseLong(text.replace("_", "")));
        case FLOAT -> new Literal.Float(Double.parseDouble(text));
        case STRING -> new Literal.Text(text);
        case BOOLEAN -> new Literal.Bool(bool(text));
        case DATETIME -> new Literal.Datetime(moment(text));
        case DURATION -> new Literal.Span(Duration.parse(text));
        case NONE -> new Literal.None();
        case BINARY, ERROR ->
            throw new IllegalArgumentException("is bytes, which have no form in a line");
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new IllegalArgumentException(
          "is "
              + LiteralType.simple(kind).inWords()
              + (tag.isEmpty() ? "" : " (" + tag + ")")
              + ", but got '"
              + text
              + "'",
          e);
    }
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is true or false, but got '" + text + "'");
    };
  }

  private static Instant moment(String text) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : Instant.parse(text.endsWith("Z") ? text : text + "Z");
  }

  private static Literal constant(String text, List<String> values) {
    if (!values.contains(text)) {
      throw new IllegalArgumentException(
          "is one of " + String.join(", ", values) + ", but got '" + text + "'");
    }
    return new Literal.Text(text);
  }

  private static Literal optional(String text, LiteralType.Union union) {
    var variant =
        union.variants().stream()
            .filter(each -> !each.equals(LiteralType.simple(SimpleKind.NONE)))
            .findFirst();
    if (text.equals("none") || variant.isEmpty()) {
      return new Literal.Union(new Literal.None(), LiteralType.simple(SimpleKind.NONE));
    }
    return new Literal.Union(of(text, variant.get()), variant.get());
  }
}

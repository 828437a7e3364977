package dev.updraft.magics.view;

import dev.updraft.cell.Columns;
import dev.updraft.types.Literal;
import dev.updraft.types.StructValue;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values that nobody's Java class is known for, as lines of a terminal: what a task took and made.
 */
public final class LiteralText {
  private static final int LONGEST = 200;
  private static final int SHORT_ADDRESS = 45;
  private static final Pattern ADDRESS = Pattern.compile("\\b[a-z][a-z0-9+.-]*:/[^\\s,\\])}\"]+");

  private LiteralText() {}

  /**
   * A named value, indented; a dataframe that lies on this machine with its first rows.
   *
   * @param rows of a dataframe, at most
   */
  public static String of(String name, Literal literal, int rows) {
    return switch (literal) {
      case Literal.StructuredDataset frame ->
          "  %s  %s\n%s".formatted(name, frame.uri(), frame(frame, rows));
      default -> "  %s  %s".formatted(name, of(literal));
    };
  }

  /** A value in one line, cut where it is long. */
  public static String of(Literal literal) {
    return cut(text(literal));
  }

  /**
   * As {@link #of(Literal)}, for a line that has other things to say: addresses lose their middle.
   */
  public static String brief(Literal literal) {
    return cut(ADDRESS.matcher(text(literal)).replaceAll(address -> elided(address.group())));
  }

  /** Values in one line, each by its name. */
  public static String preview(Map<String, Literal> values) {
    return values.entrySet().stream()
        .map(value -> value.getKey() + "=" + preview(value.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** As {@link #brief}, but of a dataframe the columns and not where it lies. */
  public static String preview(Literal literal) {
    return switch (literal) {
      case Literal.StructuredDataset frame when !frame.type().columns().isEmpty() ->
          frame.type().columns().stream()
              .map(column -> column.name())
              .collect(Collectors.joining(", ", "frame(", ")"));
      case Literal.Hashed hashed -> preview(hashed.value());
      default -> brief(literal);
    };
  }

  /** Both ends of an address tell more than its middle: the store, and what lies there. */
  private static String elided(String address) {
    var whole = address.length() <= SHORT_ADDRESS;
    return Matcher.quoteReplacement(
        whole
            ? address
            : address.substring(0, SHORT_ADDRESS / 3)
                + "…"
                + address.substring(address.length() - SHORT_ADDRESS * 2 / 3));
  }

  private static String frame(Literal.StructuredDataset frame, int rows) {
    return FirstRows.of(frame, rows)
        .map(FrameTable::text)
        .orElseGet(
            () ->
                frame.type().columns().stream()
                    .map(column -> "    " + column.name() + "  " + column.type().inWords())
                    .collect(Collectors.joining("\n")));
  }

  private static String text(Literal literal) {
    return switch (literal) {
      case Literal.Integer(var value) -> Long.toString(value);
      case Literal.Float(var value) -> Double.toString(value);
      case Literal.Text(var value) -> '"' + value + '"';
      case Literal.Bool(var value) -> Boolean.toString(value);
      case Literal.Datetime(var value) -> value.toString();
      case Literal.Span(var value) -> value.toString();
      case Literal.None() -> "none";
      case Literal.Binary(var value, var tag) ->
          Words.size(value.length) + (tag.isEmpty() ? "" : " of " + tag);
      case Literal.Struct(var fields) -> text(new StructValue.Fields(fields));
      case Literal.Collection(var elements) ->
          elements.stream().map(LiteralText::text).collect(Collectors.joining(", ", "[", "]"));
      case Literal.MapOf(var entries) ->
          entries.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Literal.Union union -> text(union.value());
      case Literal.Blob blob -> blob.uri();
      case Literal.StructuredDataset frame -> frame.uri();
      case Literal.Hashed hashed -> text(hashed.value());
      case Literal.Foreign foreign -> foreign.description();
    };
  }

  private static String text(StructValue value) {
    return switch (value) {
      case StructValue.Null() -> "null";
      case StructValue.Bool(var truth) -> Boolean.toString(truth);
      case StructValue.Whole(var number) -> Long.toString(number);
      case StructValue.Real(var number) -> Double.toString(number);
      case StructValue.Text(var text) -> '"' + text + '"';
      case StructValue.Bytes(var bytes) -> Words.size(bytes.length);
      case StructValue.Items(var items) ->
          items.stream().map(LiteralText::text).collect(Collectors.joining(", ", "[", "]"));
      case StructValue.Fields(var fields) ->
          fields.entrySet().stream()
              .map(field -> field.getKey() + "=" + text(field.getValue()))
              .collect(Collectors.joining(", ", "(", ")"));
    };
  }

  private static String cut(String text) {
    return Columns.cut(text.replace("\n", "\\n"), LONGEST);
  }
}

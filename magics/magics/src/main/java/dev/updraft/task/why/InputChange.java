package dev.updraft.task.why;

import dev.updraft.types.Literal;
import dev.updraft.types.Literal.StructuredDataset;
import dev.updraft.types.LiteralType;
import dev.updraft.types.StructValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the inputs of two calls, a sentence for each input: {@code minDistance 500
 * -> 600}, {@code flights has other content (19 columns)}. What the catalog does not look at (an
 * address of equal content, an ignored input) is no difference.
 */
final class InputChange {
  private static final int LONGEST = 40;

  private InputChange() {}

  /** A sentence for each input that differs, in the order of {@code now}. */
  static List<String> between(
      Map<String, Literal> before, Map<String, Literal> now, Set<String> ignored) {
    var names = new LinkedHashSet<>(now.keySet());
    names.addAll(before.keySet());
    names.removeAll(ignored);
    var sentences = new ArrayList<String>();
    for (var name : names) {
      var earlier = before.get(name);
      var later = now.get(name);
      if (earlier == null) {
        sentences.add("input " + name + " is new");
      } else if (later == null) {
        sentences.add("input " + name + " is gone");
      } else {
        difference(name, earlier, later).ifPresent(sentences::add);
      }
    }
    return sentences;
  }

  private static Optional<String> difference(String name, Literal before, Literal now) {
    if (before.equals(now)) {
      return Optional.empty();
    }
    return switch (now) {
      case Literal.Union(var value, var type) -> difference(name, plain(before), value);
      case Literal.Hashed(var value, var hash) ->
          before instanceof Literal.Hashed(var earlier, var h)
              ? h.equals(hash) ? Optional.empty() : difference(name, earlier, value)
              : difference(name, before, value);
      case StructuredDataset frame when before instanceof StructuredDataset earlier ->
          frames(name, earlier, frame);
      case Literal.Blob file when before instanceof Literal.Blob earlier ->
          sameContent(earlier.hash(), file.hash())
              ? Optional.empty()
              : Optional.of(name + " is a file with other content");
      case Literal.Struct(var fields) when before instanceof Literal.Struct(var earlier) ->
          Optional.of(structs(name, earlier, fields));
      case Literal.Collection(var elements)
          when before instanceof Literal.Collection(var earlier) ->
          Optional.of(sizes(name, earlier.size(), elements.size(), "element"));
      case Literal.MapOf(var entries) when before instanceof Literal.MapOf(var earlier) ->
          Optional.of(sizes(name, earlier.size(), entries.size(), "entry"));
      default -> Optional.of(name + " " + shown(before) + " -> " + shown(now));
    };
  }

  private static Literal plain(Literal literal) {
    return literal instanceof Literal.Union(var value, var type) ? value : literal;
  }

  private static boolean sameContent(Optional<String> before, Optional<String> now) {
    return before.isPresent() && before.equals(now);
  }

  private static Optional<String> frames(
      String name, StructuredDataset before, StructuredDataset now) {
    if (sameContent(before.hash(), now.hash())) {
      return Optional.empty();
    }
    var changes = new ArrayList<String>();
    var earlier = columns(before);
    var later = columns(now);
    later.forEach(
        (column, type) -> {
          if (!earlier.containsKey(column)) {
            changes.add("+" + column);
          } else if (!Objects.equals(earlier.get(column), type)) {
            changes.add(column + " is of another type");
          }
        });
    earlier.keySet().stream()
        .filter(column -> !later.containsKey(column))
        .forEach(column -> changes.add("-" + column));
    return Optional.of(
        changes.isEmpty()
            ? name + " has other content"
            : name + " has other columns: " + cut(String.join(", ", changes)));
  }

  private static Map<String, LiteralType> columns(StructuredDataset frame) {
    var columns = new LinkedHashMap<String, LiteralType>();
    frame.type().columns().forEach(column -> columns.put(column.name(), column.type()));
    return columns;
  }

  private static String structs(
      String name, Map<String, StructValue> before, Map<String, StructValue> now) {
    var names = new LinkedHashSet<>(now.keySet());
    names.addAll(before.keySet());
    var changes = new ArrayList<String>();
    for (var field : names) {
      var earlier = before.get(field);
      var later = now.get(field);
      if (!Objects.equals(earlier, later)) {
        changes.add(name + "." + field + " " + shown(earlier) + " -> " + shown(later));
      }
    }
    return cut(String.join(", ", changes));
  }

  private static String sizes(String name, int before, int now, String noun) {
    return before == now
        ? name + " has other " + (noun.equals("entry") ? "entries" : noun + "s")
        : name
            + " "
            + before
            + " -> "
            + now
            + " "
            + (noun.equals("entry") ? "entries" : noun + "s");
  }

  private static String shown(@Nullable StructValue value) {
    return switch (value) {
      case null -> "nothing";
      case StructValue.Null() -> "nothing";
      case StructValue.Bool(boolean held) -> Boolean.toString(held);
      case StructValue.Whole(long held) -> Long.toString(held);
      case StructValue.Real(double held) -> Double.toString(held);
      case StructValue.Text(String text) -> '"' + cut(text) + '"';
      case StructValue.Bytes(byte[] held) -> held.length + " bytes";
      case StructValue.Items(var items) -> "a list of " + items.size();
      case StructValue.Fields _ -> "a record";
    };
  }

  private static String shown(Literal literal) {
    return switch (literal) {
      case Literal.Integer(long value) -> Long.toString(value);
      case Literal.Float(double value) -> Double.toString(value);
      case Literal.Bool(boolean value) -> Boolean.toString(value);
      case Literal.Text(String value) -> '"' + cut(value) + '"';
      case Literal.Datetime(var value) -> value.toString();
      case Literal.Span(var value) -> value.toString();
      case Literal.None() -> "nothing";
      case Literal.Union(var value, var type) -> shown(value);
      default -> literal.inWords();
    };
  }

  private static String cut(String text) {
    return text.length() <= LONGEST * 2 ? text : text.substring(0, LONGEST * 2) + "…";
  }
}

package dev.updraft.service;

import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Nearest;
import dev.updraft.model.Query.Field;
import dev.updraft.model.Query.Filter;
import dev.updraft.model.Query.Op;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Flyte's filter language: {@code func(field,value)} joined with {@code +} (contract 3.5). */
final class Filters {
  private static final Pattern ONE = Pattern.compile("([a-z_]+)\\(([^,()]+),(.*)\\)");
  private static final Pattern BETWEEN = Pattern.compile("(?<=\\))\\+(?=[a-z_]+\\()");

  /** The prefix that names the listed entity itself means nothing. */
  private static final Pattern OWN =
      Pattern.compile("^(entities|named_entity_metadata|project|workflow|launch_plan)\\.");

  /** Of an execution the task and the workflow stand in one column: what ran. */
  private static final Pattern RAN = Pattern.compile("^workflow\\.(?=(name|version)$)");

  private static final Map<String, Op> FUNCTIONS =
      new TreeMap<>(
          Map.of(
              "contains", Op.CONTAINS,
              "not_like", Op.NOT_LIKE,
              "gt", Op.GT,
              "gte", Op.GTE,
              "lt", Op.LT,
              "lte", Op.LTE,
              "eq", Op.EQ,
              "ne", Op.NE,
              "value_in", Op.IN,
              "value_not_in", Op.NOT_IN));

  private Filters() {}

  static List<Filter> parse(String text, Set<Field> fields) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(BETWEEN.split(text)).map(one -> filter(one.strip(), fields)).toList();
  }

  private static Filter filter(String text, Set<Field> fields) {
    var match = ONE.matcher(text);
    var op = match.matches() ? FUNCTIONS.get(match.group(1)) : null;
    if (op == null) {
      throw new InvalidRequest(
          "'%s' is not a filter. Write func(field,value), with one of %s, and join several with +."
              .formatted(text, String.join(", ", FUNCTIONS.keySet())));
    }
    var field = field(match.group(2).strip(), fields, "filter");
    var several = op == Op.IN || op == Op.NOT_IN;
    var values = several ? List.of(match.group(3).split(";")) : List.of(match.group(3));
    return new Filter(
        field, op, values.stream().map(value -> value(field, value.strip())).toList());
  }

  static Field field(String name, Set<Field> fields, String as) {
    var own = own(name, fields);
    var words = fields.stream().map(Field::word).toList();
    return fields.stream()
        .filter(field -> field.word().equals(own))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequest(
                    "'%s' is no %s here.%s There are: %s."
                        .formatted(name, as, Nearest.hint(own, words), String.join(", ", words))));
  }

  private static String own(String name, Set<Field> fields) {
    if (fields == Pages.EXECUTION) {
      return RAN.matcher(name.replaceFirst("^execution\\.", "")).replaceFirst("task.");
    }
    if (fields == Pages.PROJECT && name.equals("identifier")) {
      return Field.PROJECT.word();
    }
    return OWN.matcher(name).replaceFirst("");
  }

  private static Object value(Field field, String text) {
    if (field == Field.STATE) {
      return States.inFilter(text).name();
    }
    try {
      return switch (field.kind()) {
        case TEXT -> text;
        case TIME -> Instant.parse(text);
        case NUMBER -> Long.valueOf(text);
      };
    } catch (DateTimeParseException | NumberFormatException _) {
      return text; // the filter itself refuses it, and says what it wants
    }
  }
}

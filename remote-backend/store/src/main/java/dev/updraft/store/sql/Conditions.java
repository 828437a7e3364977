package dev.updraft.store.sql;

import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link Query} as the end of a SELECT: only columns named here ever reach the text. */
final class Conditions {
  static final Map<Field, String> EXECUTION =
      Map.ofEntries(
          Map.entry(Field.PROJECT, "project"),
          Map.entry(Field.DOMAIN, "domain"),
          Map.entry(Field.NAME, "name"),
          Map.entry(Field.PHASE, "phase"),
          Map.entry(Field.CREATED_AT, "created"),
          Map.entry(Field.UPDATED_AT, "updated"),
          Map.entry(Field.STARTED_AT, "started"),
          Map.entry(Field.DURATION, "duration / 1000000"),
          Map.entry(Field.TASK_NAME, "task_name"),
          Map.entry(Field.TASK_VERSION, "task_version"),
          Map.entry(Field.ERROR_CODE, "error_code"),
          Map.entry(Field.ERROR_KIND, "error_kind"),
          Map.entry(Field.SESSION, "session"),
          Map.entry(Field.USER, "user_label"),
          Map.entry(Field.NOTEBOOK, "notebook"),
          Map.entry(Field.CATALOG, "catalog"));
  static final Map<Field, String> ENTITY =
      Map.of(
          Field.PROJECT, "project",
          Field.DOMAIN, "domain",
          Field.NAME, "name",
          Field.VERSION, "version",
          Field.CREATED_AT, "created");

  private final Map<Field, String> columns;
  private final String entity;
  private final List<String> all = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  Conditions(Map<Field, String> columns, String entity) {
    this.columns = columns;
    this.entity = entity;
  }

  Conditions and(String condition) {
    all.add(condition);
    return this;
  }

  Conditions and(String condition, Object value) {
    all.add(condition);
    values.add(value);
    return this;
  }

  /** The query's conditions, order and page; {@code tie} breaks ties so that pages are stable. */
  String of(Query query, String tie) {
    if (!query.project().isEmpty()) {
      and("project = ?", query.project());
    }
    if (!query.domain().isEmpty()) {
      and("domain = ?", query.domain());
    }
    query.filters().forEach(this::add);
    var order =
        query.sort().isEmpty()
            ? "created DESC"
            : query.sort().stream()
                .map(sort -> column(sort.field()) + (sort.descending() ? " DESC" : " ASC"))
                .collect(Collectors.joining(", "));
    values.add(query.limit());
    values.add(query.offset());
    return "%s ORDER BY %s, %s LIMIT ? OFFSET ?".formatted(where(), order, tie);
  }

  private String where() {
    return all.isEmpty() ? "" : "WHERE " + String.join(" AND ", all);
  }

  @Nullable Object[] values() {
    return values.toArray();
  }

  private String column(Field field) {
    return Optional.ofNullable(columns.get(field))
        .orElseThrow(
            () ->
                new InvalidRequest(
                    "There is no field '%s' to filter or sort a list of %ss by."
                        .formatted(field.word(), entity)));
  }

  private void add(Query.Filter filter) {
    var column = column(filter.field());
    var value = filter.values().getFirst();
    switch (filter.op()) {
      case EQ -> and(column + " = ?", value);
      case NE -> and(column + " <> ?", value);
      case GT -> and(column + " > ?", value);
      case GTE -> and(column + " >= ?", value);
      case LT -> and(column + " < ?", value);
      case LTE -> and(column + " <= ?", value);
      case CONTAINS -> and(column + " LIKE ? ESCAPE '\\'", like(value));
      case NOT_LIKE -> and(column + " NOT LIKE ? ESCAPE '\\'", like(value));
      case IN -> in(column, "IN", filter.values());
      case NOT_IN -> in(column, "NOT IN", filter.values());
    }
  }

  private void in(String column, String word, List<Object> wanted) {
    all.add(
        "%s %s (%s)"
            .formatted(column, word, String.join(", ", Collections.nCopies(wanted.size(), "?"))));
    values.addAll(wanted);
  }

  private static String like(Object value) {
    var text = value instanceof Duration span ? span.toString() : value.toString();
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}

package dev.updraft.store.sql;

import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
          Map.entry(Field.CATALOG, "catalog"),
          Map.entry(Field.STATE, "state"));
  static final Map<Field, String> ENTITY =
      Map.of(
          Field.PROJECT, "project",
          Field.DOMAIN, "domain",
          Field.NAME, "name",
          Field.VERSION, "version",
          Field.CREATED_AT, "created");
  static final Map<Field, String> NAMED =
      Map.of(
          Field.PROJECT,
          "project",
          Field.DOMAIN,
          "domain",
          Field.NAME,
          "name",
          Field.STATE,
          "state");
  static final Map<Field, String> PROJECT =
      Map.of(Field.PROJECT, "id", Field.NAME, "name", Field.STATE, "state");

  private static final Map<Query.Op, String> RANGES =
      Map.of(
          Query.Op.EQ,
          "=",
          Query.Op.GT,
          ">",
          Query.Op.GTE,
          ">=",
          Query.Op.LT,
          "<",
          Query.Op.LTE,
          "<=");
  private static final Set<Object> UNENDED =
      Arrays.stream(ExecutionPhase.values())
          .filter(phase -> !phase.terminal())
          .map(Enum::name)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<Object> UNHAPPY = Set.of("ABORTED", "FAILED", "TIMED_OUT");

  /**
   * Thousands of executions may share one of these. Beside a rare phase they are put so that no
   * index fits them: the one of that phase is the shorter walk.
   */
  private static final Set<Field> COMMON = EnumSet.of(Field.TASK_NAME, Field.USER, Field.NOTEBOOK);

  private final Map<Field, String> columns;
  private final String entity;
  private boolean rare;
  private final List<String> all = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  Conditions(Map<Field, String> columns, String entity) {
    this.columns = columns;
    this.entity = entity;
  }

  /** Those that are listed: what stands for a node of a graph is seen under that graph. */
  static Conditions executions() {
    return new Conditions(EXECUTION, "execution").and("parent IS NULL");
  }

  String executions(Query query) {
    return "SELECT * FROM execution " + of(query, "id");
  }

  Conditions and(String condition) {
    all.add(condition);
    return this;
  }

  /** A value of what stands before these conditions. */
  Conditions with(Object value) {
    values.add(value);
    return this;
  }

  Conditions and(String condition, Object value) {
    all.add(condition);
    values.add(value);
    return this;
  }

  /** The query's conditions, order and page; {@code tie} breaks ties so that pages are stable. */
  String of(Query query, String tie) {
    var keyed = columns == EXECUTION && !query.project().isEmpty() && !query.domain().isEmpty();
    var byName = keyed && query.filters().stream().anyMatch(Conditions::ranged);
    if (!query.project().isEmpty()) {
      and((byName ? "(project || '')" : "project") + " = ?", query.project());
    }
    if (!query.domain().isEmpty()) {
      and((byName ? "(domain || '')" : "domain") + " = ?", query.domain());
    }
    rare = query.filters().stream().anyMatch(Conditions::rare);
    query.filters().forEach(this::add);
    if (keyed) {
      query.filters().forEach(filter -> byKey(query, filter));
    }
    query.after().ifPresent(after -> behind(after, query.descending()));
    var order = query.byCreation() ? byCreation(query) : by(query.sort(), keyed, tie);
    values.add(query.limit());
    if (query.offset() == 0) {
      return "%s ORDER BY %s LIMIT ?".formatted(where(), order);
    }
    values.add(query.offset());
    return "%s ORDER BY %s LIMIT ? OFFSET ?".formatted(where(), order);
  }

  private static String byCreation(Query query) {
    return query.descending() ? "created DESC, name DESC" : "created ASC, name ASC";
  }

  /**
   * Within one project and domain the key is in the order of the names, and needs no tie broken.
   */
  private String by(List<Query.Sort> sort, boolean keyed, String tie) {
    var order =
        sort.stream()
            .map(
                by ->
                    (keyed && by.field() == Field.NAME ? "id" : column(by.field()))
                        + (by.descending() ? " DESC" : " ASC"))
            .collect(Collectors.joining(", "));
    return keyed && sort.getLast().field() == Field.NAME ? order : order + ", " + tie;
  }

  /** A name is found by the key that ends with it, which has the index. */
  private void byKey(Query query, Query.Filter filter) {
    if (ranged(filter)) {
      and(
          "id " + RANGES.get(filter.op()) + " ?",
          query.project() + "/" + query.domain() + "/" + filter.values().getFirst());
    }
  }

  private static boolean ranged(Query.Filter filter) {
    return filter.field() == Field.NAME && RANGES.containsKey(filter.op());
  }

  private void behind(Query.After after, boolean descending) {
    all.add("(created, name) %s (?, ?)".formatted(descending ? "<" : ">"));
    values.add(after.moment());
    values.add(after.name());
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
    if (rare(filter)) {
      among(filter.values());
    }
    switch (filter.op()) {
      case EQ ->
          and(
              (rare && COMMON.contains(filter.field()) ? "(" + column + " || '')" : column)
                  + " = ?",
              value);
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

  /**
   * What follows from the phases that are asked for, in the words of the indexes that hold those
   * executions alone.
   */
  private void among(List<Object> phases) {
    if (UNENDED.containsAll(phases)) {
      and("live = 1");
    } else if (UNHAPPY.containsAll(phases)) {
      and("phase IN ('ABORTED', 'FAILED', 'TIMED_OUT')");
    }
  }

  private static boolean rare(Query.Filter filter) {
    return filter.field() == Field.PHASE
        && (filter.op() == Query.Op.EQ || filter.op() == Query.Op.IN)
        && (UNENDED.containsAll(filter.values()) || UNHAPPY.containsAll(filter.values()));
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

package dev.updraft.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list, as Flyte asks for it (contract 3.5).
 *
 * @param project empty: all
 * @param domain empty: all
 * @param sort no order when empty means by creation, newest first
 * @param offset of the first row
 * @param after the row that the page begins behind; only in an order by creation
 * @param limit at least 1
 */
public record Query(
    String project,
    String domain,
    List<Filter> filters,
    List<Sort> sort,
    int offset,
    Optional<After> after,
    int limit) {
  public Query(
      String project, String domain, List<Filter> filters, List<Sort> sort, int offset, int limit) {
    this(project, domain, filters, sort, offset, Optional.empty(), limit);
  }

  public Query {
    filters = List.copyOf(filters);
    sort = List.copyOf(sort);
    if (limit < 1) {
      throw new InvalidRequest("A list's limit is " + limit + ". Ask for at least 1 row.");
    }
    if (offset < 0) {
      throw new InvalidRequest(
          "A list's token is " + offset + ". Use the token of the page before.");
    }
    if (after.isPresent() && !byCreation(sort)) {
      throw new InvalidRequest(
          "The token '%s' is of a list by created_at, but this one is sorted by %s. Use the token of the page before."
              .formatted(after.get(), sort.getFirst().field().word()));
    }
  }

  /** The same with a condition more. */
  public Query and(Filter filter) {
    var all = new ArrayList<>(filters);
    all.add(filter);
    return new Query(project, domain, all, sort, offset, after, limit);
  }

  private static boolean byCreation(List<Sort> sort) {
    return sort.isEmpty() || (sort.size() == 1 && sort.getFirst().field() == Field.CREATED_AT);
  }

  /** Whether rows come in the order of their creation, so that a row says where to go on. */
  public boolean byCreation() {
    return byCreation(sort);
  }

  /** Whether the newest, or the greatest, come first. */
  public boolean descending() {
    return sort.isEmpty() || sort.getFirst().descending();
  }

  /**
   * A row in an order by moment, and among those of one moment by name: what lies behind it is
   * found without counting what lies before.
   */
  public record After(Instant moment, String name) {
    /** Whether a row lies behind this one where the newest come first. */
    public boolean precedes(Instant otherMoment, String otherName) {
      var at = otherMoment.compareTo(moment);
      return at < 0 || (at == 0 && otherName.compareTo(name) < 0);
    }
  }

  /**
   * A condition; all of a query's hold. {@code values} has one entry but for the {@code IN}s, text
   * for {@link Field.Kind#TEXT}.
   */
  public record Filter(Field field, Op op, List<Object> values) {
    public Filter {
      values = List.copyOf(values);
      for (var value : values) {
        var fits =
            switch (field.kind()) {
              case TEXT -> value instanceof String;
              case TIME -> value instanceof java.time.Instant;
              case NUMBER -> value instanceof Long;
            };
        if (!fits) {
          throw new InvalidRequest(
              "Filter on '%s' wants %s, but got '%s'."
                  .formatted(field.word(), field.kind().word(), value));
        }
      }
      if (values.isEmpty() || (values.size() > 1 && op != Op.IN && op != Op.NOT_IN)) {
        throw new InvalidRequest(
            "Filter %s(%s, ..) got %d values."
                .formatted(
                    op.name().toLowerCase(java.util.Locale.ROOT), field.word(), values.size()));
      }
    }
  }

  /** An order by one field. */
  public record Sort(Field field, boolean descending) {}

  /** How a field is compared. */
  public enum Op {
    EQ,
    NE,
    GT,
    GTE,
    LT,
    LTE,
    CONTAINS,
    NOT_LIKE,
    IN,
    NOT_IN
  }

  /** What can be asked for and sorted by; which entity has which, the store says. */
  public enum Field {
    PROJECT("project", Kind.TEXT),
    DOMAIN("domain", Kind.TEXT),
    NAME("name", Kind.TEXT),
    VERSION("version", Kind.TEXT),
    PHASE("phase", Kind.TEXT),
    CREATED_AT("created_at", Kind.TIME),
    UPDATED_AT("updated_at", Kind.TIME),
    STARTED_AT("started_at", Kind.TIME),
    /** In whole seconds. */
    DURATION("duration", Kind.NUMBER),
    TASK_NAME("task.name", Kind.TEXT),
    TASK_VERSION("task.version", Kind.TEXT),
    ERROR_CODE("error_code", Kind.TEXT),
    ERROR_KIND("error_kind", Kind.TEXT),
    SESSION("session", Kind.TEXT),
    USER("user_label", Kind.TEXT),
    NOTEBOOK("notebook", Kind.TEXT),
    /** A catalog status by name. */
    CATALOG("catalog", Kind.TEXT),
    /** A {@link State} by name. */
    STATE("state", Kind.TEXT);

    private final String word;
    private final Kind kind;

    Field(String word, Kind kind) {
      this.word = word;
      this.kind = kind;
    }

    /** The name on Flyte's wire, where it has one. */
    public String word() {
      return word;
    }

    /** What its values are. */
    public Kind kind() {
      return kind;
    }

    /** The types that values have: {@code String}, {@code Instant}, {@code Long}. */
    public enum Kind {
      TEXT("a text"),
      TIME("a time such as 2026-01-31T12:00:00Z"),
      NUMBER("a whole number");

      private final String word;

      Kind(String word) {
        this.word = word;
      }

      String word() {
        return word;
      }
    }
  }
}

package dev.updraft.engine;

import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link Query} answered from rows in memory. */
final class MemoryPages {
  private MemoryPages() {}

  static <T> List<T> page(
      Stream<T> all, Query query, BiFunction<T, Field, @Nullable Comparable<?>> field) {
    var rows =
        all.filter(
                t ->
                    query.project().isEmpty()
                        || query.project().equals(field.apply(t, Field.PROJECT)))
            .filter(
                t ->
                    query.domain().isEmpty() || query.domain().equals(field.apply(t, Field.DOMAIN)))
            .filter(
                query.filters().stream()
                    .map(f -> holds(f, field))
                    .reduce(_ -> true, Predicate::and));
    return rows.filter(
            row -> query.after().filter(after -> !behind(after, query, row, field)).isEmpty())
        .sorted(order(query, field))
        .skip(query.offset())
        .limit(query.limit())
        .toList();
  }

  private static <T> boolean behind(
      Query.After after, Query query, T row, BiFunction<T, Field, @Nullable Comparable<?>> field) {
    var moment = compare(field.apply(row, Field.CREATED_AT), after.moment());
    var at = moment != 0 ? moment : compare(field.apply(row, Field.NAME), after.name());
    return query.descending() ? at < 0 : at > 0;
  }

  private static <T> Comparator<T> order(
      Query query, BiFunction<T, Field, @Nullable Comparable<?>> field) {
    var sort =
        query.byCreation()
            ? List.of(
                new Query.Sort(Field.CREATED_AT, query.descending()),
                new Query.Sort(Field.NAME, query.descending()))
            : query.sort();
    Comparator<T> order = (_, _) -> 0;
    for (var by : sort) {
      Comparator<T> one = (a, b) -> compare(field.apply(a, by.field()), field.apply(b, by.field()));
      order = order.thenComparing(by.descending() ? one.reversed() : one);
    }
    return order;
  }

  /** What is not there comes first, as in SQLite. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(@Nullable Comparable a, @Nullable Comparable b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return a.compareTo(b);
  }

  private static <T> Predicate<T> holds(
      Query.Filter filter, BiFunction<T, Field, @Nullable Comparable<?>> field) {
    return row -> {
      var value = field.apply(row, filter.field());
      if (value == null) {
        return false;
      }
      var wanted = filter.values().getFirst();
      return switch (filter.op()) {
        case EQ -> value.equals(wanted);
        case NE -> !value.equals(wanted);
        case GT -> compare(value, (Comparable<?>) wanted) > 0;
        case GTE -> compare(value, (Comparable<?>) wanted) >= 0;
        case LT -> compare(value, (Comparable<?>) wanted) < 0;
        case LTE -> compare(value, (Comparable<?>) wanted) <= 0;
        case CONTAINS -> value.toString().contains(wanted.toString());
        case NOT_LIKE -> !value.toString().contains(wanted.toString());
        case IN -> filter.values().contains(value);
        case NOT_IN -> !filter.values().contains(value);
      };
    };
  }
}

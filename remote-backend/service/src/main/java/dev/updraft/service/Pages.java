package dev.updraft.service;

import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.Sort;
import dev.updraft.model.Execution;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import dev.updraft.model.Query.Filter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Flyte's way of asking for a page of a list (contract 3.5), read into a query. */
final class Pages {
  /** What tasks and launch plans can be asked by. */
  static final Set<Field> ENTITY =
      EnumSet.of(
          Field.PROJECT,
          Field.DOMAIN,
          Field.NAME,
          Field.VERSION,
          Field.CREATED_AT,
          Field.UPDATED_AT);

  /** What executions can be asked by. */
  static final Set<Field> EXECUTION = EnumSet.complementOf(EnumSet.of(Field.VERSION));

  /** What names can be asked by. */
  static final Set<Field> NAMED = EnumSet.of(Field.PROJECT, Field.DOMAIN, Field.NAME, Field.STATE);

  /** What projects can be asked by; a project's id is the field {@code project}. */
  static final Set<Field> PROJECT = EnumSet.of(Field.PROJECT, Field.NAME, Field.STATE);

  private Pages() {}

  static Query of(ResourceListRequest request, Set<Field> fields) {
    return of(request, fields, List.of());
  }

  /**
   * @param unsorted the order when the request asks for none
   */
  static Query of(ResourceListRequest request, Set<Field> fields, List<Query.Sort> unsorted) {
    var id = request.getId();
    if (id.getProject().isEmpty() || id.getDomain().isEmpty()) {
      throw new InvalidRequest("A list needs a project and a domain in its id.");
    }
    var filters = new ArrayList<>(Filters.parse(request.getFilters(), fields));
    if (!id.getName().isEmpty()) {
      filters.add(new Filter(Field.NAME, Query.Op.EQ, List.of(id.getName())));
    }
    var from = fields == EXECUTION ? PageToken.read(request.getToken()) : offsetAlone(request);
    return new Query(
        id.getProject(),
        id.getDomain(),
        filters,
        request.hasSortBy() ? sort(request.getSortBy(), fields) : unsorted,
        from.offset(),
        from.after(),
        request.getLimit());
  }

  private static PageToken offsetAlone(ResourceListRequest request) {
    return new PageToken(offset(request.getToken()), Optional.empty());
  }

  /** As {@link #next(Query, int)}; in an order by creation it names the last row. */
  static String next(Query query, List<Execution> page) {
    if (page.size() < query.limit() || !query.byCreation()) {
      return next(query, page.size());
    }
    var last = page.getLast();
    return PageToken.behind(last.created(), last.id().name());
  }

  /** A next token is given only after a full page. */
  static String next(Query query, int rows) {
    return rows == query.limit() ? Integer.toString(query.offset() + rows) : "";
  }

  static int offset(String token) {
    try {
      return token.isEmpty() ? 0 : natural(token);
    } catch (NumberFormatException _) {
      throw new InvalidRequest(
          "The token '%s' is not one that a list gave. Use the token of the page before, or none."
              .formatted(token));
    }
  }

  private static int natural(String token) {
    var offset = Integer.parseInt(token);
    if (offset < 0) {
      throw new NumberFormatException(token);
    }
    return offset;
  }

  static List<Query.Sort> sort(Sort sort, Set<Field> fields) {
    return List.of(
        new Query.Sort(
            Filters.field(sort.getKey(), fields, "sort key"),
            sort.getDirection() == Sort.Direction.DESCENDING));
  }
}

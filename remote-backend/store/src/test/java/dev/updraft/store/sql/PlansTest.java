package dev.updraft.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.ArtifactQuery;
import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import dev.updraft.model.Query.Filter;
import dev.updraft.model.Query.Op;
import dev.updraft.model.Query.Sort;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each list that is offered is read from an index in the order in which it is shown: no table is
 * read whole, and nothing is sorted, whatever the filters together are.
 */
class PlansTest {
  private static final Instant T0 = Instant.parse("2026-01-31T12:00:00Z");
  private static final List<Filter> FILTERS =
      List.of(
          new Filter(Field.TASK_NAME, Op.EQ, List.of("clean")),
          new Filter(Field.USER, Op.EQ, List.of("ada")),
          new Filter(Field.SESSION, Op.EQ, List.of("s")),
          new Filter(Field.NOTEBOOK, Op.EQ, List.of("n.ipynb")),
          new Filter(Field.PHASE, Op.IN, List.of("FAILED", "TIMED_OUT")),
          new Filter(Field.PHASE, Op.IN, List.of("QUEUED", "RUNNING", "ABORTING")),
          new Filter(Field.CREATED_AT, Op.GTE, List.of(T0)));

  @TempDir Path folder;
  private @Nullable Session session;

  @BeforeEach
  void open() throws SQLException {
    var file = folder.resolve("updraft.db");
    SqlStore.open(file).close();
    session = new Sqlite(file).reader();
  }

  @AfterEach
  void close() throws SQLException {
    opened().close();
  }

  private Session opened() {
    return java.util.Objects.requireNonNull(session);
  }

  /** All sets of filters, by the bits of a number. */
  private static List<Filter> chosen(int bits) {
    return IntStream.range(0, FILTERS.size())
        .filter(bit -> (bits >> bit & 1) == 1)
        .mapToObj(FILTERS::get)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyPageOfExecutionsIsReadFromAnIndexInItsOrder(boolean newestFirst) throws SQLException {
    for (var bits = 0; bits < 1 << FILTERS.size(); bits++) {
      for (var after : List.of(Optional.<Query.After>empty(), Optional.of(behind("call")))) {
        var query =
            new Query(
                "updraft",
                "development",
                chosen(bits),
                List.of(new Sort(Field.CREATED_AT, !newestFirst)),
                0,
                after,
                20);
        var conditions = Conditions.executions();
        var plan = plan(conditions.executions(query), conditions.values());
        assertThat(plan).as(chosen(bits).toString()).hasSize(1);
        assertThat(plan.getFirst()).contains("USING INDEX execution_").startsWith("SEARCH");
      }
    }
  }

  @Test
  void whatIsRareIsReadFromAnIndexOfItsOwn() throws SQLException {
    assertThat(index(FILTERS.get(4))).contains("execution_unhappy");
    assertThat(index(FILTERS.get(5))).contains("execution_unended");
    for (var common : List.of(0, 1, 3)) {
      assertThat(index(FILTERS.get(4), FILTERS.get(common))).contains("execution_unhappy");
      assertThat(index(FILTERS.get(common), FILTERS.get(5))).contains("execution_unended");
    }
    assertThat(index(FILTERS.get(0))).contains("execution_task");
    assertThat(index(FILTERS.get(1))).contains("execution_user");
    assertThat(index(FILTERS.get(2))).contains("execution_of_session");
    assertThat(index(FILTERS.get(3))).contains("execution_notebook");
  }

  @Test
  void anExecutionIsFoundByTheBeginningOfItsName() throws SQLException {
    var query =
        new Query(
            "updraft",
            "development",
            List.of(
                new Filter(Field.NAME, Op.GTE, List.of("a7xk")),
                new Filter(Field.NAME, Op.LT, List.of("a7xk~"))),
            List.of(new Sort(Field.NAME, true)),
            0,
            20);
    var conditions = Conditions.executions();
    var sql = conditions.executions(query);
    assertThat(plan(sql, conditions.values()))
        .singleElement()
        .asString()
        .startsWith("SEARCH execution USING INDEX sqlite_autoindex_execution_1 (id>? AND id<?)");
  }

  private String index(Filter... filters) throws SQLException {
    var conditions = Conditions.executions();
    var sql =
        conditions.executions(
            new Query("updraft", "development", List.of(filters), List.of(), 0, 20));
    return plan(sql, conditions.values()).getFirst();
  }

  @Test
  void everyPageOfTheCatalogIsReadFromAnIndexInItsOrder() throws SQLException {
    for (var bits = 0; bits < 32; bits++) {
      var query =
          new ArtifactQuery(
              "updraft",
              "development",
              (bits & 1) == 0 ? "" : "clean",
              "",
              (bits & 2) == 0 ? "" : "ada",
              (bits & 4) == 0 ? "" : "n.ipynb",
              (bits & 8) == 0 ? Optional.empty() : Optional.of(T0),
              (bits & 16) == 0 ? Optional.empty() : Optional.of(behind("ab")),
              20);
      var select = ArtifactSelect.of(query);
      var plan = plan(select.sql(), select.values());
      assertThat(plan).as(query.toString()).hasSize(1);
      assertThat(plan.getFirst()).contains("USING INDEX artifact_").startsWith("SEARCH");
    }
  }

  @Test
  void anOutputIsFoundByTheBeginningOfItsKey() throws SQLException {
    var select = ArtifactSelect.of(ArtifactQuery.of("updraft", "development", "clean", "3f2a", 20));
    assertThat(plan(select.sql(), select.values()))
        .singleElement()
        .asString()
        .startsWith(
            "SEARCH artifact USING INDEX sqlite_autoindex_artifact_1 (key_hash>? AND key_hash<?)");
  }

  @Test
  void whereAValueWentIsReadFromAnIndex() throws SQLException {
    assertThat(plan(SqlReads.HOLDERS, "file:///data/aa/f", "", 20))
        .hasSize(2)
        .allMatch(step -> step.startsWith("SEARCH"))
        .first()
        .asString()
        .contains("blob_ref_uri");
  }

  private static Query.After behind(String name) {
    return new Query.After(T0, name);
  }

  private List<String> plan(String sql, @Nullable Object... values) throws SQLException {
    return new ArrayList<>(
        opened().all("EXPLAIN QUERY PLAN " + sql, row -> row.getString("detail"), values));
  }
}

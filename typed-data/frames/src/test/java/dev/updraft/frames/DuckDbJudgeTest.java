package dev.updraft.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.api.frames.ColumnType;
import dev.updraft.api.frames.FrameColumn;
import dev.updraft.frames.parquet.UnreadableFrame;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbJudgeTest {
  @TempDir Path folder;
  private DuckDb duckDb;

  @BeforeEach
  void open() throws SQLException {
    duckDb = new DuckDb();
  }

  @AfterEach
  void close() throws SQLException {
    duckDb.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DURATION")
  void duckDbReadsOurFilesOfEveryType(ColumnType type) throws SQLException {
    var column = Samples.column("c", Samples.withNulls(Samples.edges(type)));
    assertThat(readByDuckDb(column)).isEqualTo(comparable(column));
  }

  @Test
  void durationsAreMicrosecondsElsewhere() throws SQLException {
    var column = Samples.column("c", new Duration[] {Duration.ofMillis(5)});
    assertThat(readByDuckDb(column)).containsExactly(DuckDb.comparable(5000));
  }

  @Test
  void duckDbReadsPrimitivesOfManyPages() throws SQLException {
    for (var column : Samples.primitives(150_000)) {
      assertThat(readByDuckDb(column)).as(column.name()).isEqualTo(comparable(column));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMPRESSION zstd, PARQUET_VERSION v1",
        "COMPRESSION zstd, PARQUET_VERSION v2",
        "COMPRESSION snappy, PARQUET_VERSION v1",
        "COMPRESSION gzip, PARQUET_VERSION v2",
        "COMPRESSION uncompressed, PARQUET_VERSION v2",
        "COMPRESSION snappy, PARQUET_VERSION v2, ROW_GROUP_SIZE 2048"
      })
  void weReadFilesOfDuckDb(String options) throws SQLException {
    var file = folder.resolve("duck.parquet");
    duckDb.run(
        """
        COPY (SELECT
            i % 7 = 0 AS z, (i % 100)::TINYINT AS i8, i::SMALLINT AS i16, i AS i32, i::BIGINT * 1000000007 AS i64,
            (i % 200)::UTINYINT AS u8, (i + 60000)::USMALLINT AS u16, (4294967295 - i)::UINTEGER AS u32,
            (18446744073709551615 - i)::UBIGINT AS u64,
            i::FLOAT / 3 AS f, i::DOUBLE / 7 AS d, (i / 100)::DECIMAL(9, 2) AS d9, (i::BIGINT * 1000003)::DECIMAL(18, 3) AS d18,
            (-i::BIGINT * 1000003)::DECIMAL(38, 5) AS d38, 'text ' || (i % 50) AS low, 'unique ' || i AS high,
            CASE WHEN i % 3 = 0 THEN NULL ELSE i * 2 END AS sparse, NULL::INTEGER AS nothing, 5 AS constant,
            ('b' || i)::BLOB AS b, DATE '1969-12-01' + i AS day, TIME '00:00:01' + to_seconds(i) AS t,
            TIMESTAMP '1969-12-31 00:00:00.000001' + to_hours(i) AS ts, TIMESTAMPTZ '1969-12-31 00:00:00Z' + to_hours(i) AS tz,
            (TIMESTAMP '2000-01-01' + to_hours(i))::TIMESTAMP_MS AS ms, (TIMESTAMP '2000-01-01' + to_hours(i))::TIMESTAMP_NS AS ns,
            '550e8400-e29b-41d4-a716-446655440000'::UUID AS u
          FROM (SELECT unnest(range(5000))::INTEGER AS i))
        TO 'FILE' (FORMAT parquet, OPTIONS)
        """
            .replace("FILE", file.toString())
            .replace("OPTIONS", options));
    var expected = duckDb.read(file);
    var columns = FrameFile.read(file);
    assertThat(columns).extracting(FrameColumn::name).containsExactlyElementsOf(expected.keySet());
    for (var column : columns) {
      assertThat(comparable(column)).as(column.name()).isEqualTo(expected.get(column.name()));
    }
    assertThat(
            columns.stream().filter(c -> c instanceof FrameColumn.Primitive).map(FrameColumn::name))
        .contains("z", "i32", "i64", "f", "d", "u8", "u32")
        .doesNotContain("sparse");
  }

  @Test
  void nestedColumnsAreRefusedButOthersBesideThemRead() throws SQLException {
    var file = folder.resolve("nested.parquet");
    duckDb.run(
        "COPY (SELECT 1 AS a, [1, 2] AS xs, {'k': 1} AS s, 'z' AS z) TO '%s' (FORMAT parquet)"
            .formatted(file));
    assertThatThrownBy(() -> FrameFile.read(file))
        .isInstanceOf(UnreadableFrame.class)
        .hasMessageContaining(
            "column 'xs' holds lists, maps or structs, and only flat columns can be read");
    assertThat(FrameFile.read(file, List.of("z", "a")))
        .extracting(c -> c.get(0))
        .containsExactly("z", 1);
  }

  @Test
  void codecWeLackIsNamedWithThoseWeHave() throws SQLException {
    var file = folder.resolve("lz4.parquet");
    duckDb.run(
        "COPY (SELECT 1 AS a) TO '%s' (FORMAT parquet, COMPRESSION lz4_raw)".formatted(file));
    assertThatThrownBy(() -> FrameFile.read(file))
        .hasMessageContaining("lz4.parquet")
        .hasMessageContaining("LZ4_RAW; write it with zstd, snappy, gzip or none instead");
  }

  @Test
  void intervalsAreRefusedByName() throws SQLException {
    var file = folder.resolve("i.parquet");
    duckDb.run("COPY (SELECT INTERVAL 1 DAY AS a) TO '%s' (FORMAT parquet)".formatted(file));
    assertThatThrownBy(() -> FrameFile.read(file))
        .hasMessageContaining("column 'a' is of Parquet's type INTERVAL");
  }

  private List<Object> readByDuckDb(FrameColumn column) throws SQLException {
    FrameFile.write(folder, StoredFrame.of(List.of(column)));
    return duckDb.read(folder.resolve(FrameFile.NAME)).getOrDefault(column.name(), List.of());
  }

  static List<Object> comparable(FrameColumn column) throws SQLException {
    var values = new ArrayList<Object>();
    for (int row = 0; row < column.size(); row++) {
      values.add(DuckDb.comparable(column.get(row)));
    }
    return values;
  }
}

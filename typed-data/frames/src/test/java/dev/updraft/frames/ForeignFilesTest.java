package dev.updraft.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.api.frames.ColumnType;
import dev.updraft.api.frames.FrameColumn;
import dev.updraft.frames.parquet.UnreadableFrame;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Spark, Impala, Arrow, Rust and Go wrote. */
class ForeignFilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alltypes_plain.parquet",
        "byte_array_decimal.parquet",
        "fixed_length_decimal_legacy.parquet",
        "int32_decimal.parquet",
        "int64_decimal.parquet",
        "float16_nonzeros_and_nans.parquet",
        "rle_boolean_encoding.parquet",
        "delta_length_byte_array.parquet",
        "byte_stream_split.zstd.parquet",
        "delta_encoding_optional_column.parquet",
        "concatenated_gzip_members.parquet",
        "dict-page-offset-zero.parquet",
        "page_v2_empty_compressed.parquet",
        "datapage_v2_empty_datapage.snappy.parquet",
        "sort_columns.parquet"
      })
  void weReadThemAsDuckDbDoes(String name) throws SQLException {
    try (var duckDb = new DuckDb()) {
      var expected = duckDb.read(file(name));
      var columns = FrameFile.read(file(name));
      assertThat(columns)
          .extracting(FrameColumn::name)
          .containsExactlyElementsOf(expected.keySet());
      for (var column : columns) {
        assertThat(DuckDbJudgeTest.comparable(column))
            .as(column.name())
            .isEqualTo(expected.get(column.name()));
      }
      assertThat(
              Arrays.deepEquals(
                  firstRow(FrameFile.preview(file(name), 1).columns()), firstRow(columns)))
          .as("the preview")
          .isTrue();
    }
  }

  private static Object[] firstRow(List<FrameColumn> columns) {
    return columns.stream().map(column -> column.get(0)).toArray();
  }

  @Test
  void int96OfSparkIsAMoment() {
    var column = FrameFile.read(file("int96_from_spark.parquet")).getFirst();
    assertThat(column.type()).isEqualTo(ColumnType.INSTANT);
    assertThat(column.get(0)).isEqualTo(Instant.parse("2024-01-01T20:34:56.123456Z"));
    assertThat(column.get(2)).isEqualTo(Instant.parse("9999-12-31T03:00:00Z"));
  }

  @Test
  void annotationOfALaterFormatIsPassedOver() {
    assertThat(FrameFile.read(file("unknown-logical-type.parquet")))
        .extracting(FrameColumn::type)
        .containsExactly(ColumnType.STRING, ColumnType.BYTES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nation.dict-malformed.parquet | a page ends outside its chunk",
        "rle-dict-uncompressed-corrupt-checksum.parquet | the checksum of a page does not fit its bytes",
        "uniform_encryption.parquet.encrypted | it is encrypted. Write it without encryption.",
        "lz4_raw_compressed.parquet | it is compressed with LZ4_RAW",
        "nested_lists.snappy.parquet | column 'a' holds lists, maps or structs"
      })
  void whatWeCannotReadIsRefusedByNameAndReason(String name, String reason) {
    assertThatThrownBy(() -> FrameFile.read(file(name)))
        .isInstanceOf(UnreadableFrame.class)
        .hasMessageContaining(name)
        .hasMessageContaining(reason);
  }

  private static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(
                  ForeignFilesTest.class.getResource("/parquet-testing/" + name), name)
              .toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}

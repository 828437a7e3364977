package dev.updraft.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.api.frames.ColumnType;
import dev.updraft.api.frames.FrameColumn;
import dev.updraft.frames.parquet.UnreadableFrame;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void edgesOfEveryTypeComeBackEqual(ColumnType type) {
    assertComesBack(List.of(Samples.column("c", Samples.edges(type))));
  }

  @ParameterizedTest
  @EnumSource
  void nullsAmongValuesOfEveryTypeComeBack(ColumnType type) {
    assertComesBack(List.of(Samples.column("c", Samples.withNulls(Samples.edges(type)))));
  }

  @ParameterizedTest
  @EnumSource
  void columnOfNothingButNullsKeepsItsType(ColumnType type) {
    var nulls = (Object[]) Array.newInstance(type.javaClass(), 5);
    assertComesBack(List.of(Samples.column("c", nulls)));
  }

  @ParameterizedTest
  @EnumSource
  void columnWithoutRowsKeepsItsType(ColumnType type) {
    assertComesBack(
        List.of(Samples.column("c", (Object[]) Array.newInstance(type.javaClass(), 0))));
  }

  @ParameterizedTest
  @MethodSource("dev.updraft.frames.Samples#unusualForms")
  void valuesThatNeedAnotherFormComeBackEqual(Object[] values) {
    assertComesBack(
        List.of(
            Samples.column("c", values),
            Samples.column("n", Arrays.copyOf(values, values.length))));
    assertComesBack(List.of(Samples.column("c", Samples.withNulls(values))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 65_535, 65_536, 65_537, 200_000})
  void primitivesStayPrimitives(int rows) {
    assertComesBack(Samples.primitives(rows));
  }

  @Test
  void manyPagesOfEveryTypeComeBack() {
    assertComesBack(Samples.allTypes(150_000));
  }

  @Test
  void moreRowsThanARowGroupHoldsComeBack() {
    int rows = (1 << 20) + 77;
    var texts = new @Nullable String[rows];
    var ints = new int[rows];
    for (int row = 0; row < rows; row++) {
      ints[row] = row * 31;
      texts[row] = row % 5 == 0 ? null : "t" + row % 300;
    }
    assertComesBack(List.of(new FrameColumn.Ints("i", ints), Samples.column("t", texts)));
  }

  @Test
  void textsThatNeverRepeatComeBack() {
    var texts = new String[100_000];
    Arrays.setAll(texts, row -> "unique text number " + row);
    assertComesBack(List.of(Samples.column("t", texts)));
  }

  @Test
  void equalTextsBecomeOneString() {
    var texts = new String[1000];
    Arrays.setAll(texts, row -> new String("same"));
    var back = write(List.of(Samples.column("t", texts))).getFirst();
    assertThat(back.get(999)).isSameAs(back.get(0));
  }

  @Test
  void frameWithoutColumnsComesBack() {
    assertThat(write(List.of())).isEmpty();
  }

  @Test
  void namesMayHoldAnything() {
    assertComesBack(
        List.of(
            Samples.column("", new Short[] {1}),
            Samples.column("a.b, c=\"d\"\n", new Byte[] {2}),
            Samples.column("größe 😀", new String[] {"x"})));
  }

  @Test
  void someColumnsAreReadInTheOrderAsked() {
    FrameFile.write(folder, StoredFrame.of(Samples.allTypes(10)));
    assertThat(FrameFile.read(folder, List.of("string", "int")))
        .extracting(FrameColumn::name)
        .containsExactly("string", "int");
  }

  @Test
  void previewHoldsTheFirstRowsAndTheCountOfAll() {
    var columns = Samples.allTypes(100_000);
    FrameFile.write(folder, StoredFrame.of(columns));
    var preview = FrameFile.preview(folder, 11);
    assertThat(preview.rows()).isEqualTo(100_000);
    for (int c = 0; c < columns.size(); c++) {
      assertThat(preview.columns().get(c).size()).isEqualTo(11);
      for (int row = 0; row < 11; row++) {
        assertThat(preview.columns().get(c).get(row)).isEqualTo(columns.get(c).get(row));
      }
    }
    assertThat(FrameFile.preview(folder, 1_000_000).columns().getFirst().size()).isEqualTo(100_000);
  }

  @Test
  void previewReadsTheFirstPagesOfALargeFileAndNoOthers() throws IOException {
    var random = new Random(3).longs(1_000_000).toArray();
    FrameFile.write(folder, StoredFrame.of(List.of(new FrameColumn.Longs("n", random))));
    try (var file = FileChannel.open(folder.resolve(FrameFile.NAME), StandardOpenOption.WRITE)) {
      int unread = (int) file.size() - 2_000_000;
      file.write(ByteBuffer.allocate(unread), 1_000_000);
    }

    assertThat(FrameFile.preview(folder, 20).columns().getFirst().get(19)).isEqualTo(random[19]);
    assertThatThrownBy(() -> FrameFile.read(folder)).isInstanceOf(UnreadableFrame.class);
  }

  @Test
  void partsOfAFolderAreOneFrameAndHiddenFilesAreNoParts() throws Exception {
    var columns = Samples.allTypes(10);
    for (var part : List.of("part-0", "part-1")) {
      FrameFile.write(folder.resolve("w"), StoredFrame.of(columns));
      java.nio.file.Files.move(folder.resolve("w").resolve(FrameFile.NAME), folder.resolve(part));
    }
    java.nio.file.Files.writeString(folder.resolve("_SUCCESS"), "");
    java.nio.file.Files.writeString(folder.resolve(".part.crc"), "");
    var back = FrameFile.read(folder);
    assertThat(back).hasSameSizeAs(columns);
    for (int c = 0; c < columns.size(); c++) {
      assertThat(back.get(c).size()).isEqualTo(20);
      for (int row = 0; row < 20; row++) {
        assertThat(back.get(c).get(row)).isEqualTo(columns.get(c).get(row % 10));
      }
    }
  }

  private List<FrameColumn> write(List<FrameColumn> columns) {
    FrameFile.write(folder, StoredFrame.of(columns));
    return FrameFile.read(folder);
  }

  private void assertComesBack(List<FrameColumn> columns) {
    var back = write(columns);
    assertThat(back).hasSameSizeAs(columns);
    for (int c = 0; c < columns.size(); c++) {
      assertThat(back.get(c).name()).isEqualTo(columns.get(c).name());
      assertThat(back.get(c).type()).isEqualTo(columns.get(c).type());
      assertThat(back.get(c).getClass()).isEqualTo(columns.get(c).getClass());
      assertThat(array(back.get(c))).as(columns.get(c).name()).isEqualTo(array(columns.get(c)));
    }
  }

  private static Object array(FrameColumn column) {
    return switch (column) {
      case FrameColumn.Primitive p -> p.values();
      case FrameColumn.Objects o -> o.values();
    };
  }
}

package dev.updraft.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.api.frames.FrameColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameHashTest {
  /**
   * Written into catalogs: when this fails, every frame's key has changed, and with it the prefix
   * must.
   */
  @Test
  void keyOfAFrameNeverChanges() {
    assertThat(hash(Samples.allTypes(70_000).toArray(FrameColumn[]::new)))
        .isEqualTo("x1:b58f8cd7c51276c71ac4e491a6ba824ed84bd88f6e4bfe5765d0ac5337a268f8");
  }

  @Test
  void primitivesAndTheirBoxesHaveOneKey() {
    assertThat(hash(new FrameColumn.Ints("i", new int[] {1, 2})))
        .isEqualTo(hash(Samples.column("i", new Integer[] {1, 2})))
        .isEqualTo(hash(Samples.column("i", new Object[] {1, 2})));
  }

  @Test
  void everyNaNIsOneNaNAndNegativeZeroIsItself() {
    assertThat(hash(doubles(Double.longBitsToDouble(0x7ff8000000000001L))))
        .isEqualTo(hash(doubles(Double.NaN)));
    assertThat(hash(doubles(-0.0))).isNotEqualTo(hash(doubles(0.0)));
    assertThat(hash(new FrameColumn.Floats("f", new float[] {Float.intBitsToFloat(0x7fc00001)})))
        .isEqualTo(hash(new FrameColumn.Floats("f", new float[] {Float.NaN})));
  }

  @Test
  void nullIsNoZeroAndNoEmptyText() {
    assertThat(hash(Samples.column("c", new Integer[] {null})))
        .isNotEqualTo(hash(Samples.column("c", new Integer[] {0})));
    assertThat(hash(Samples.column("c", new String[] {null})))
        .isNotEqualTo(hash(Samples.column("c", new String[] {""})));
  }

  @Test
  void keyChangesWithEveryPart() {
    var keys =
        List.of(
            hash(),
            hash(ints("a")),
            hash(ints("a", 1)),
            hash(ints("b", 1)),
            hash(ints("a", 2)),
            hash(ints("a", 1, 1)),
            hash(new FrameColumn.Longs("a", new long[] {1})),
            hash(ints("a", 1), ints("b", 1)),
            hash(ints("b", 1), ints("a", 1)),
            hash(texts("ab", "c")),
            hash(texts("a", "bc")),
            hash(texts("abc", "")),
            hash(Samples.column("a", new BigDecimal[] {new BigDecimal("1.0")})),
            hash(Samples.column("a", new BigDecimal[] {new BigDecimal("1.00")})),
            hash(Samples.column("a", new Instant[] {Instant.EPOCH})),
            hash(Samples.column("a", new Instant[] {Instant.EPOCH.plusNanos(1)})));
    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void keyNoticesOneValueInTheLastChunk() {
    var rows = new int[200_000];
    var before = hash(new FrameColumn.Ints("i", rows.clone()));
    rows[199_999] = 1;
    assertThat(hash(new FrameColumn.Ints("i", rows))).isNotEqualTo(before);
  }

  @Test
  void orderOfRowsMattersThoughTheDictionaryIsTheSame() {
    var texts = new ArrayList<>(Collections.nCopies(10, "x"));
    texts.add("y");
    var before = hash(texts(texts.toArray(String[]::new)));
    Collections.swap(texts, 5, 10);
    assertThat(hash(texts(texts.toArray(String[]::new)))).isNotEqualTo(before);
  }

  @Test
  void textsThatRepeatAndTextsThatAreCopiesHaveOneKey() {
    var shared = new String[100];
    Arrays.fill(shared, "text");
    var copies = new String[100];
    Arrays.setAll(copies, row -> new String("text"));
    assertThat(hash(texts(shared))).isEqualTo(hash(texts(copies)));
  }

  private static String hash(FrameColumn... columns) {
    return StoredFrame.of(List.of(columns)).hash();
  }

  private static FrameColumn ints(String name, int... values) {
    return new FrameColumn.Ints(name, values);
  }

  private static FrameColumn doubles(double... values) {
    return new FrameColumn.Doubles("d", values);
  }

  private static FrameColumn texts(String... values) {
    return Samples.column("a", values);
  }
}

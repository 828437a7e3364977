package dev.updraft.dflib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.api.frames.FrameAdapter;
import dev.updraft.api.frames.FrameRefused;
import dev.updraft.frames.FrameAdapters;
import dev.updraft.frames.FrameFile;
import dev.updraft.frames.StoredFrame;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.stream.Stream;
import org.dflib.BooleanSeries;
import org.dflib.DataFrame;
import org.dflib.DoubleSeries;
import org.dflib.Exp;
import org.dflib.FloatSeries;
import org.dflib.IntSeries;
import org.dflib.LongSeries;
import org.dflib.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DFLibAdapterTest {
  private static final FrameAdapter<Object> DFLIB =
      FrameAdapters.of(DFLibAdapterTest.class.getClassLoader())
          .forType(DataFrame.class)
          .orElseThrow();

  @TempDir Path folder;

  static Stream<Series<?>> series() {
    return Stream.of(
        Series.ofBool(true, false, true),
        Series.ofInt(Integer.MIN_VALUE, 0, Integer.MAX_VALUE),
        Series.ofLong(Long.MIN_VALUE, 0, Long.MAX_VALUE),
        Series.ofFloat(-0.0f, Float.NaN, 1.5f),
        Series.ofDouble(-0.0, Double.NaN, 0.1),
        Series.of(true, null, false),
        Series.of((byte) 1, null, (byte) -1),
        Series.of((short) 1, null, (short) -1),
        Series.of(1, null, 1_000_000),
        Series.of(1L, null, Long.MIN_VALUE),
        Series.of(1f, null, Float.NaN),
        Series.of(1d, null, Double.NaN),
        Series.of('a', null, 'ß'),
        Series.of("a", null, ""),
        Series.of(new byte[] {1}, null, new byte[0]),
        Series.of(LocalDate.EPOCH, null, LocalDate.of(2024, 2, 29)),
        Series.of(LocalTime.NOON, null, LocalTime.MAX),
        Series.of(
            LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4), null, LocalDateTime.of(1969, 1, 1, 0, 0)),
        Series.of(Instant.parse("2024-02-29T01:02:03.000004005Z"), null, Instant.EPOCH),
        Series.of(Duration.ofNanos(1), null, Duration.ofDays(-1)),
        Series.of(new BigDecimal("1.10"), null, new BigDecimal("-2.20")),
        Series.of(new BigDecimal("1.1"), null, new BigDecimal("-2.20")),
        Series.of(BigInteger.TWO.pow(99), null, BigInteger.ONE),
        Series.of(new UUID(1, 2), null, new UUID(3, 4)),
        Series.of(1, 2, 3),
        Series.of(null, null, null),
        Series.ofVal("same", 3),
        Series.ofVal(null, 3),
        Series.ofVal(7, 3),
        Series.of("c", "a", "b").sort(String::compareTo),
        Series.of("a", "b", "c").map(v -> v + "!"),
        Series.of("a", "b", "c", "d").selectRange(1, 4),
        Series.ofInt(1, 2, 3, 4).selectRange(1, 4),
        Series.ofInt(3, 2, 1).sortInt(),
        Series.of("x", "y", "z").shift(1),
        Series.of());
  }

  @ParameterizedTest
  @MethodSource("series")
  void columnsOfEveryTypeComeBackEqual(Series<?> series) {
    var back = travel(DataFrame.byColumn("c").of(series)).getColumn("c");
    assertThat(kind(back)).isEqualTo(kind(series));
    assertThat(values(back)).isEqualTo(values(series));
  }

  @Test
  void resultOfQueriesTravelsLikeAnyFrame() {
    var frame = DataFrame.foldByRow("carrier", "delay").of("UA", 5, "AA", null, "UA", 7, "B6", -3);
    var result =
        frame
            .rows(Exp.$int("delay").gt(-10))
            .select()
            .cols("late")
            .merge(Exp.$int("delay").gt(0))
            .sort(Exp.$int("delay").desc());
    var back = travel(result);
    assertThat(back.getColumnsIndex()).isEqualTo(result.getColumnsIndex());
    assertThat(back.toMaps()).isEqualTo(result.toMaps());
  }

  @Test
  void frameWithoutRowsOrColumnsComesBack() {
    assertThat(travel(DataFrame.empty("a", "b")).getColumnsIndex()).containsExactly("a", "b");
    assertThat(travel(DataFrame.empty()).getColumnsIndex()).isEmpty();
  }

  @Test
  void equalFramesHaveOneKeyHoweverTheyWereMade() {
    var ints = DataFrame.byColumn("a").of(Series.ofInt(1, 2, 3));
    var boxes = DataFrame.byColumn("a").of(Series.of(1, 2, 3));
    var cut = DataFrame.byColumn("a").of(Series.ofInt(0, 1, 2, 3, 4)).rowsRange(1, 4).select();
    assertThat(key(ints)).isEqualTo(key(boxes)).isEqualTo(key(cut)).isEqualTo(key(travel(ints)));
  }

  @Test
  void mixedColumnIsRefusedWithItsRows() {
    var mixed = DataFrame.foldByRow("age").of(1, "two");
    assertThatThrownBy(() -> DFLIB.columns(mixed))
        .isInstanceOf(FrameRefused.class)
        .hasMessageStartingWith(
            "Column 'age' mixes classes: row 0 holds java.lang.Integer, but row 1 holds java.lang.String.");
  }

  @Test
  void headShowsTheFirstRowsAndRowsCountsAll() {
    var frame = DataFrame.byColumn("a").of(Series.ofInt(1, 2, 3));
    assertThat(DFLIB.rows(frame)).isEqualTo(3);
    assertThat(DFLIB.columns(DFLIB.head(frame, 2)).getFirst().size()).isEqualTo(2);
    assertThat(DFLIB.columns(DFLIB.head(frame, 9)).getFirst().size()).isEqualTo(3);
  }

  @Test
  void adapterIsHarmlessWhereDFLibIsMissing() throws IOException {
    var api = FrameAdapter.class.getClassLoader();
    var onlyApi =
        new ClassLoader(ClassLoader.getPlatformClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("dev.updraft.api.")) {
              return api.loadClass(name);
            }
            throw new ClassNotFoundException(name);
          }
        };
    var jar = DFLibAdapter.class.getProtectionDomain().getCodeSource().getLocation();
    try (var user = new URLClassLoader(new URL[] {jar}, onlyApi)) {
      assertThatThrownBy(() -> user.loadClass("org.dflib.DataFrame"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(ServiceLoader.load(FrameAdapter.class, user))
          .extracting(FrameAdapter::frameClass)
          .containsExactly("org.dflib.DataFrame");
    }
  }

  private DataFrame travel(DataFrame frame) {
    FrameFile.write(folder, StoredFrame.of(DFLIB.columns(frame)));
    return (DataFrame) DFLIB.frame(FrameFile.read(folder));
  }

  private static Object[] values(Series<?> series) {
    var values = new Object[series.size()];
    series.copyTo(values, 0, 0, values.length);
    return values;
  }

  private static String key(DataFrame frame) {
    return StoredFrame.of(DFLIB.columns(frame)).hash();
  }

  private static Class<?> kind(Series<?> series) {
    return Stream.of(
            BooleanSeries.class,
            IntSeries.class,
            LongSeries.class,
            FloatSeries.class,
            DoubleSeries.class)
        .filter(c -> c.isInstance(series))
        .findFirst()
        .<Class<?>>map(c -> c)
        .orElse(Series.class);
  }

  @Test
  void aViewOverPrimitivesWithNullsTravelsAsObjects() {
    var left = DataFrame.foldByRow("k").of(1, 2);
    var right = DataFrame.byColumn("k", "n").of(Series.ofInt(1), Series.ofInt(7));

    var joined = left.leftJoin(right).on("k").select();

    assertThat(DFLIB.columns(joined).getLast().get(0)).isEqualTo(7);
    assertThat(DFLIB.columns(joined).getLast().get(1)).isNull();
  }
}

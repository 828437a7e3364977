package dev.updraft.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.api.frames.Frame;
import dev.updraft.api.frames.FrameColumn;
import dev.updraft.api.frames.FrameRefused;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of records on their way through Parquet. */
@NullUnmarked
class FrameOfRowsTest {
  record Row(
      boolean flag,
      byte tiny,
      short small,
      int middle,
      Long large,
      float rough,
      double fine,
      char letter,
      String text,
      LocalDate day,
      LocalTime time,
      LocalDateTime local,
      Instant moment,
      Duration span,
      BigDecimal exact,
      UUID id,
      Optional<Boolean> maybeFlag,
      Optional<Integer> maybeMiddle,
      Optional<Double> maybeFine,
      Optional<String> maybeText,
      Optional<Instant> maybeMoment) {}

  record Two(String text, long middle) {}

  record Wrong(String txt) {}

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 1000})
  void randomRowsComeBackEqual(int size) {
    var random = new Random(size);
    var rows = IntStream.range(0, size).mapToObj(i -> row(random)).toList();
    var frame = Frame.of(Row.class, rows);
    FrameFile.write(folder, StoredFrame.of(frame.columns()));

    var back = FrameFile.readRows(folder, Row.class);

    assertThat(back.rows()).isEqualTo(rows);
    assertThat(back).isEqualTo(frame);
    assertThat(hash(back)).isEqualTo(hash(frame));
  }

  @Test
  void onlyTheNamedColumnsAreReadAndTheyAreWhatFlyteIsTold() {
    var rows = List.of(row(new Random(1)), row(new Random(2)));
    FrameFile.write(folder, StoredFrame.of(Frame.of(Row.class, rows).columns()));

    assertThat(FrameFile.readRows(folder, Two.class).rows())
        .isEqualTo(rows.stream().map(row -> new Two(row.text(), row.middle())).toList());
    assertThat(
            Arrays.stream(Two.class.getRecordComponents())
                .map(component -> ColumnTypes.ofComponent(component.getGenericType())))
        .containsExactly(
            Optional.of(LiteralType.simple(SimpleKind.STRING)),
            Optional.of(LiteralType.simple(SimpleKind.INTEGER)));
    assertThatThrownBy(() -> FrameFile.readRows(folder, Wrong.class))
        .isInstanceOf(FrameRefused.class)
        .hasMessage(
            "The frame does not fit Frame<Wrong>: It has no column 'txt'; did you mean 'text'?");
  }

  @Test
  void keyDependsOnTheDeclaredColumnsAlone() {
    FrameColumn text = FrameColumn.ofObjects("text", new String[] {"a", "b"});
    FrameColumn ints = new FrameColumn.Ints("middle", new int[] {1, 2});
    FrameColumn longs = FrameColumn.ofObjects("middle", new Long[] {1L, 2L});
    FrameColumn more = new FrameColumn.Ints("more", new int[] {3, 4});

    var keys =
        List.of(List.of(text, ints), List.of(more, longs, text)).stream()
            .map(columns -> hash(Frame.ofColumns(Two.class, columns)))
            .distinct();

    assertThat(keys)
        .containsExactly(hash(Frame.of(Two.class, List.of(new Two("a", 1), new Two("b", 2)))));
  }

  @Test
  void frameOfAnotherRecordIsFittedOrRefused() {
    var frame = Frame.of(Two.class, List.of(new Two("a", 1)));
    assertThat(FrameAdapters.fit(frame, Two.class)).isSameAs(frame);
    assertThatThrownBy(() -> FrameAdapters.fit(frame, Wrong.class))
        .hasMessageContaining("did you mean 'text'?");
  }

  private static String hash(Frame<?> frame) {
    return StoredFrame.of(frame.columns()).hash();
  }

  private static Row row(Random random) {
    return new Row(
        random.nextBoolean(),
        (byte) random.nextInt(),
        (short) random.nextInt(),
        random.nextInt(),
        random.nextLong(),
        (float) random.nextGaussian(),
        random.nextGaussian(),
        (char) ('a' + random.nextInt(26)),
        "t" + random.nextInt(50),
        LocalDate.ofEpochDay(random.nextInt(40_000)),
        LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)),
        LocalDateTime.ofEpochSecond(
            random.nextInt(), random.nextInt(1_000_000_000), java.time.ZoneOffset.UTC),
        Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
        Duration.ofNanos(random.nextInt()),
        new BigDecimal(random.nextInt()).movePointLeft(random.nextInt(3)),
        new UUID(random.nextLong(), random.nextLong()),
        maybe(random, random::nextBoolean),
        maybe(random, random::nextInt),
        maybe(random, random::nextDouble),
        maybe(random, () -> "m" + random.nextInt(9)),
        maybe(random, () -> Instant.ofEpochSecond(random.nextInt())));
  }

  private static <T> Optional<T> maybe(Random random, Supplier<T> value) {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value.get());
  }
}

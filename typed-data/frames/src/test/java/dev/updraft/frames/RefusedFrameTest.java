package dev.updraft.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.api.frames.FrameColumn;
import dev.updraft.api.frames.FrameRefused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedFrameTest {
  @Test
  void columnOfTwoClassesIsRefusedWithBothRows() {
    assertThatThrownBy(() -> Samples.column("age", new Object[] {null, 1, 2, "3"}))
        .isInstanceOf(FrameRefused.class)
        .hasMessage(
            "Column 'age' mixes classes: row 1 holds java.lang.Integer, but row 3 holds java.lang.String. A column travels"
                + " with one class: convert its values first.");
  }

  @Test
  void classThatCannotTravelIsRefusedWithTheClassesThatCan() {
    assertThatThrownBy(() -> Samples.column("x", new Object[] {null, new StringBuilder()}))
        .isInstanceOf(FrameRefused.class)
        .hasMessageStartingWith(
            "Column 'x' holds java.lang.StringBuilder (row 1), which cannot travel in a dataframe.")
        .hasMessageContaining("LocalDate, LocalTime");
  }

  @Test
  void enumsAreRefusedWithTheWayOut() {
    assertThatThrownBy(() -> Samples.column("x", new Thread.State[] {Thread.State.NEW}))
        .hasMessageContaining("Enum::name");
  }

  @Test
  void repeatedMissingAndUnequalColumnsAreRefused() {
    assertThatThrownBy(() -> frame(ints("a", 1), ints("b", 1), ints("a", 1)))
        .hasMessage("Two columns are named 'a'. Rename one of them.");
    assertThatThrownBy(() -> frame(ints("a", 1), ints("b", 1, 2)))
        .hasMessage("Column 'b' has 2 rows, but column 'a' has 1.");
  }

  @Test
  @SuppressWarnings("NullAway")
  void columnWithoutANameIsRefused() {
    assertThatThrownBy(() -> frame(ints("a", 1), ints(null, 1)))
        .hasMessage("Column 1 has no name. Name it first.");
  }

  @Test
  void timesBeyondTheRangeAreRefusedWithRowAndValue() {
    assertThatThrownBy(() -> frame(Samples.column("t", new Instant[] {Instant.EPOCH, Instant.MAX})))
        .isInstanceOf(FrameRefused.class)
        .hasMessageStartingWith(
            "Column 't', row 1: +1000000000-12-31T23:59:59.999999999Z cannot be counted in nanoseconds");
    assertThatThrownBy(
            () -> frame(Samples.column("t", new Duration[] {Duration.ofSeconds(Long.MAX_VALUE)})))
        .hasMessageContaining("is too far away to be counted in microseconds");
    assertThatThrownBy(() -> frame(Samples.column("t", new LocalDate[] {LocalDate.MAX})))
        .hasMessageContaining("too far away");
  }

  @Test
  void halfASurrogatePairIsRefusedRatherThanReplaced() {
    assertThatThrownBy(() -> frame(Samples.column("t", new String[] {"ab\uD83D"})))
        .hasMessageContaining("half a surrogate pair (at letter 2)");
    assertThatThrownBy(() -> frame(Samples.column("t", new Character[] {'\uDE00'})))
        .hasMessageContaining("surrogate");
  }

  @Test
  void columnTypesAreNamedAsFlyteDoes() {
    assertThat(
            StoredFrame.of(List.of(ints("a", 1), Samples.column("b", new String[] {"x"})))
                .columnTypes())
        .extracting(c -> c.name() + " " + c.type())
        .containsExactly(
            "a Simple[kind=INTEGER, tag=Optional.empty]",
            "b Simple[kind=STRING, tag=Optional.empty]");
  }

  private static StoredFrame frame(FrameColumn... columns) {
    return StoredFrame.of(List.of(columns));
  }

  private static FrameColumn ints(String name, int... values) {
    return new FrameColumn.Ints(name, values);
  }
}

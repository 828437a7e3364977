package dev.updraft.api.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Frames whose columns a record declares: made of rows and of columns, and what does not fit. */
@NullUnmarked
class FrameTest {
  record Flight(String origin, int distance, Optional<Double> depDelay) {}

  record Small(short n, float x, byte b) {}

  record Positive(int n) {
    Positive {
      if (n <= 0) {
        throw new IllegalArgumentException("not positive");
      }
    }
  }

  record Nested(String name, Flight flight) {}

  record Nothing() {}

  private static final FrameColumn ORIGIN = FrameColumn.ofObjects("origin", texts("JFK", "LGA"));
  private static final FrameColumn DISTANCE = new FrameColumn.Longs("distance", new long[] {1, 2});
  private static final FrameColumn DELAY =
      FrameColumn.ofObjects("depDelay", new Double[] {1.5, null});
  private static final List<Flight> ROWS =
      List.of(new Flight("JFK", 1, Optional.of(1.5)), new Flight("LGA", 2, Optional.empty()));

  @Test
  void rowsBecomeColumnsAndColumnsRows() {
    var frame = Frame.of(Flight.class, ROWS);

    assertThat(frame.rows()).isEqualTo(ROWS);
    assertThat(frame.size()).isEqualTo(2);
    assertThat(frame.columns())
        .extracting(FrameColumn::name)
        .containsExactly("origin", "distance", "depDelay");
    assertThat(frame.columns())
        .extracting(FrameColumn::type)
        .containsExactly(ColumnType.STRING, ColumnType.INT, ColumnType.DOUBLE);
    assertThat(frame).hasToString("Frame<Flight> of 2 rows");
    assertThat(frame.head(1).rows()).isEqualTo(ROWS.subList(0, 1));
    assertThat(Frame.of(Flight.class, List.of()).rows()).isEmpty();
  }

  @Test
  void columnsAreChosenByNameAndWidened() {
    var other = new FrameColumn.Booleans("late", new boolean[] {true, false});
    var frame = Frame.ofColumns(Flight.class, List.of(DELAY, other, DISTANCE, ORIGIN));

    assertThat(frame.rows()).isEqualTo(ROWS);
    assertThat(frame).isEqualTo(Frame.of(Flight.class, ROWS));
    assertThat(frame.columns().get(1)).isInstanceOf(FrameColumn.Ints.class);
    assertThat(frame).isNotEqualTo(Frame.of(Flight.class, ROWS.reversed()));
  }

  @Test
  void allThatDoesNotFitIsNamedWithTheNearestName() {
    assertThatThrownBy(
            () ->
                Frame.ofColumns(
                    Flight.class,
                    List.of(
                        FrameColumn.ofObjects("orgin", texts("a", "b")),
                        FrameColumn.ofObjects("distance", texts("1", "2")),
                        FrameColumn.ofObjects("dep_delay", new Double[] {1.0, 2.0}))))
        .isInstanceOf(FrameRefused.class)
        .hasMessage(
            "The frame does not fit Frame<Flight>: It has no column 'origin'; did you mean 'orgin'? "
                + "Its column 'distance' holds String, but Flight.distance is Integer. "
                + "It has no column 'depDelay'; did you mean 'dep_delay'?");
    assertThatThrownBy(() -> Frame.ofColumns(Flight.class, List.of(ORIGIN, DISTANCE)))
        .hasMessage(
            "The frame does not fit Frame<Flight>: It has no column 'depDelay', only: origin, distance.");
  }

  @Test
  void absentValuesNeedAnOptional() {
    var holes = FrameColumn.ofObjects("origin", texts("JFK", null));
    assertThatThrownBy(() -> Frame.ofColumns(Flight.class, List.of(holes, DISTANCE, DELAY)))
        .hasMessage(
            "The frame does not fit Frame<Flight>: Its column 'origin' has no value in row 1. Declare Flight.origin as Optional<String>.");
    var nulls = FrameColumn.ofObjects("depDelay", new Object[2]);
    assertThat(Frame.ofColumns(Flight.class, List.of(ORIGIN, DISTANCE, nulls)).rows())
        .extracting(Flight::depDelay)
        .containsOnly(Optional.empty());
  }

  @Test
  void numbersOutOfRangeAreRefusedWithTheirRow() {
    var x = new FrameColumn.Doubles("x", new double[] {0.1});
    var b = new FrameColumn.Ints("b", new int[] {-128});
    assertThatThrownBy(
            () ->
                Frame.ofColumns(
                    Small.class, List.of(new FrameColumn.Ints("n", new int[] {40_000}), x, b)))
        .hasMessage(
            "The frame does not fit Frame<Small>: Its column 'n' holds 40000 (row 0), out of the range of Small.n, which is Short.");
    assertThat(
            Frame.ofColumns(Small.class, List.of(new FrameColumn.Ints("n", new int[] {7}), x, b))
                .rows())
        .containsExactly(new Small((short) 7, 0.1f, (byte) -128));
  }

  @Test
  void nullsInRowsAreRefused() {
    assertThatThrownBy(() -> Frame.of(Flight.class, List.of(new Flight(null, 1, Optional.empty()))))
        .hasMessage(
            "Row 0: Flight.origin is null, which cannot travel. Declare Flight.origin as Optional<String>.");
    assertThatThrownBy(() -> Frame.of(Flight.class, List.of(new Flight("a", 1, null))))
        .hasMessage("Row 0: Flight.depDelay is null, which cannot travel. Pass Optional.empty().");
    assertThatThrownBy(() -> Frame.of(Flight.class, Arrays.asList((Flight) null)))
        .hasMessage("Row 0 is null, which cannot travel.");
  }

  @Test
  void recordsThatAreNoRowsAreRefused() {
    assertThatThrownBy(() -> Frame.of(Nested.class, List.of()))
        .hasMessageStartingWith("Nested.flight is ")
        .hasMessageEndingWith("which no column holds.");
    assertThatThrownBy(() -> Frame.of(Nothing.class, List.of()))
        .hasMessageContaining("has no components");
    assertThatThrownBy(() -> Frame.from(Flight.class, "text"))
        .hasMessage(
            "java.lang.String is no dataframe of a library that has an adapter on the class path.");
  }

  @Test
  void constructorThatRefusesARowIsNamedWithTheRow() {
    var frame =
        Frame.ofColumns(Positive.class, List.of(new FrameColumn.Ints("n", new int[] {1, -1})));
    assertThat(frame.rows().getFirst()).isEqualTo(new Positive(1));
    assertThatThrownBy(() -> frame.rows().get(1))
        .hasMessageContaining("Row 1: the constructor of the record Positive refused its values");
  }

  private static String[] texts(String... texts) {
    return texts;
  }
}

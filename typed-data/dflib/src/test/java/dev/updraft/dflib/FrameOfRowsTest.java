package dev.updraft.dflib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.api.frames.Frame;
import dev.updraft.api.frames.FrameRefused;
import java.util.List;
import java.util.Optional;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;

/** DFLib's dataframes as frames of a record, and back. */
class FrameOfRowsTest {
  record Flight(String origin, long distance, Optional<Double> delay) {}

  @Test
  void dataFrameBecomesRowsAndRowsADataFrame() {
    var dataframe =
        DataFrame.foldByRow("delay", "origin", "distance", "carrier")
            .of(1.5, "JFK", 100, "AA", null, "LGA", 200, "UA");

    var flights = Frame.from(Flight.class, dataframe);
    assertThat(flights.rows())
        .containsExactly(
            new Flight("JFK", 100, Optional.of(1.5)), new Flight("LGA", 200, Optional.empty()));

    var back = flights.as(DataFrame.class);
    assertThat(back.getColumnsIndex().toArray()).containsExactly("origin", "distance", "delay");
    assertThat(back.getColumn("distance").toList()).containsExactly(100L, 200L);
    assertThat(Frame.from(Flight.class, back)).isEqualTo(flights);
    assertThat(Frame.of(Flight.class, List.of()).as(DataFrame.class).height()).isZero();
  }

  @Test
  void dataFrameWithOtherColumnsIsRefusedWithTheNearestName() {
    var dataframe = DataFrame.foldByRow("orign", "distance").of("JFK", 100);
    assertThatThrownBy(() -> Frame.from(Flight.class, dataframe))
        .isInstanceOf(FrameRefused.class)
        .hasMessageContaining("It has no column 'origin'; did you mean 'orign'?");
    assertThatThrownBy(() -> Frame.of(Flight.class, List.of()).as(String.class))
        .hasMessageContaining("java.lang.String is no dataframe");
  }
}

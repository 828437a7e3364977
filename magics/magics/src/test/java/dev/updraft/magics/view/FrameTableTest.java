package dev.updraft.magics.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.api.frames.ColumnType;
import dev.updraft.api.frames.FrameColumn;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameTableTest {
  private static final List<FrameColumn> DELAYS =
      List.of(
          FrameColumn.ofObjects("origin", new String[] {"EWR", "", "LGA"}),
          new FrameColumn.Longs("flights", new long[] {120_835, 7, 104_662}),
          new FrameColumn.Doubles("mean_delay", new double[] {15.10749, 12.5, Double.NaN}),
          new FrameColumn.Objects(
              "worst_day",
              ColumnType.DATE,
              new @Nullable Object[] {LocalDate.of(2013, 3, 8), null, null}));

  @Test
  void saysNameTypeValuesAndSizeInPlainText() {
    assertThat(new FrameTable(DELAYS, 3).text())
        .isEqualTo(
            """
            origin  flights  mean_delay  worst_day
            String     long      double  LocalDate
            EWR     120,835      15.107  2013-03-08
            ""            7      12.500  null
            LGA     104,662         NaN  null
            3 rows × 4 columns""");
  }

  @Test
  void dimsNullsAndShowsRoundedFiguresWholeOnHover() {
    assertThat(new FrameTable(DELAYS, 336_776).html())
        .contains("<th class=\"num\">flights<br><small>long</small></th>")
        .contains("title=\"15.10749\">15.107</span>")
        .contains("<td class=\"null\">null</td>")
        .contains("336,776 rows × 4 columns");
  }

  @Test
  void yearsAreNotSeparatedAndNeitherAreTheirNeighbours() {
    var text =
        new FrameTable(List.of(new FrameColumn.Ints("year", new int[] {2013, 9999})), 2).text();

    assertThat(text).contains("2013").contains("9999").doesNotContain(",");
  }

  @Test
  void wideFramesKeepTheirOuterColumns() {
    var wide =
        IntStream.range(0, 30)
            .<FrameColumn>mapToObj(i -> new FrameColumn.Ints("column" + i, new int[] {i}))
            .toList();

    var first = new FrameTable(wide, 1).text().lines().findFirst().orElseThrow();

    assertThat(first).startsWith("column0  column1").contains("  …  column27  column28  column29");
    assertThat(first.length()).isLessThanOrEqualTo(110);
  }

  @Test
  void longTextIsCutAndWholeOnHover() {
    var longText = "a <b> ".repeat(20);
    var table = new FrameTable(List.of(FrameColumn.ofObjects("text", new String[] {longText})), 1);

    assertThat(table.text()).contains("…").doesNotContain(longText);
    assertThat(table.html()).contains("title=\"" + "a &lt;b&gt; ".repeat(20)).doesNotContain("<b>");
  }

  @Test
  void verySmallFiguresKeepTheirDigits() {
    var table =
        new FrameTable(List.of(new FrameColumn.Doubles("p", new double[] {0.00001234, 0.5})), 2);

    assertThat(table.text()).contains("1.23e-05").contains("0.500");
  }

  @Test
  void aFrameWithoutRowsStillNamesItsColumns() {
    assertThat(new FrameTable(List.of(new FrameColumn.Ints("n", new int[0])), 0).text())
        .isEqualTo("  n\nint\n0 rows × 1 column");
  }

  @Test
  void allRowsThatItIsGivenAreShown() {
    var rows = new FrameColumn.Longs("n", IntStream.range(0, 25).asLongStream().toArray());

    assertThat(new FrameTable(List.of(rows), 100).text().lines()).hasSize(2 + 25 + 1);
  }
}

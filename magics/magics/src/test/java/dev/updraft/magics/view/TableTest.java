package dev.updraft.magics.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final List<Heading> headings = List.of(Heading.text("task"), Heading.number("took"));

  @Test
  void textTwinAlignsFiguresAtTheRight() {
    var table =
        new Table(
            headings,
            List.of(
                List.of(Cell.of("load"), Cell.of("1.3 s")),
                List.of(Cell.of("summary"), Cell.of("12 ms"))),
            "nothing yet",
            "2 outputs");
    assertThat(table.text())
        .isEqualTo(
            """
            task      took
            load     1.3 s
            summary  12 ms
            2 outputs""");
  }

  @Test
  void emptyTableSaysSoInOneSentence() {
    assertThat(new Table(headings, List.of(), "No outputs yet.", "").text())
        .isEqualTo("No outputs yet.");
  }

  @Test
  void textOfAUserCannotBecomeMarkup() {
    var table =
        new Table(
            headings, List.of(List.of(Cell.of("<script>"), Cell.hover("a", "\"x\""))), "", "");
    assertThat(table.html())
        .contains("&lt;script&gt;")
        .contains("&quot;x&quot;")
        .doesNotContain("<script>");
  }
}

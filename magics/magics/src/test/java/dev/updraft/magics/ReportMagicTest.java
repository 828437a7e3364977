package dev.updraft.magics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.core.WorkflowExecution.Phase;
import dev.updraft.magics.notebook.View;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports at the cell: of earlier executions, and of plain local calls. */
class ReportMagicTest {
  private Desk desk;

  @BeforeEach
  void open() throws Exception {
    desk = new Desk();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void anExecutionsReportIsShownClosedOffWithItsWordsAsText(@TempDir Path folder) throws Exception {
    reported(folder, "<p>three trees</p><script>alert(1)</script>");

    var view = requireNonNull((View) desk.line("report a7xkaaaaaaaaaaaaaaaa"));
    assertThat(view.text()).isEqualTo("report of train · a7xk, attempt 2\nthree trees");
    assertThat(view.html())
        .contains("<iframe class=\"report\" sandbox=\"\"")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script");
  }

  @Test
  void anEarlierAttemptsReportIsShownByItsNumber(@TempDir Path folder) throws Exception {
    reported(folder, "<p>second</p>");
    Files.createDirectories(folder.resolve("0"));
    Files.writeString(folder.resolve("0/deck.html"), "<p>first</p>");

    assertThat(desk.text("report a7xkaaaaaaaaaaaaaaaa --attempt 1"))
        .isEqualTo("report of train · a7xk\nfirst");
  }

  @Test
  void aReportIsWrittenToAFile(@TempDir Path folder) throws Exception {
    reported(folder, "<p>three trees</p>");
    var file = folder.resolve("out.html");

    assertThat(desk.text("report a7xkaaaaaaaaaaaaaaaa --to " + file))
        .isEqualTo("✓ report written to " + file + ", 18 B");
    assertThat(file).hasContent("<p>three trees</p>");
  }

  @Test
  void withoutAReportTheAnswerSaysHowATaskMakesOne() {
    desk.backend.execution("a7xkaaaaaaaaaaaaaaaa", "train", Phase.SUCCEEDED);

    assertThatThrownBy(() -> desk.line("report a7xkaaaaaaaaaaaaaaaa"))
        .hasMessage("train (a7xk) has no report. A task makes one with Report.current().text(..).");
  }

  @Test
  void aReportTooLargeForACellIsNamedWithTheWayToReadIt(@TempDir Path folder) throws Exception {
    reported(folder, "x".repeat(3_000_000));

    var view = requireNonNull((View) desk.line("report a7xkaaaaaaaaaaaaaaaa"));
    assertThat(view.text())
        .isEqualTo(
            "report of train · a7xk, attempt 2\nIt is too large to be shown in a cell (3.0 MB)."
                + " To read it: %report a7xk --to report.html");
    assertThat(view.html()).hasSizeLessThan(20_000);
  }

  @Test
  void aPlainLocalCallShowsItsReportAtTheCell() {
    desk.cell("dev.updraft.api.Report.current().text(\"here\").tab(\"more\").text(\"and there\");");
    assertThat(desk.last()).isEqualTo("report\n— Report —\nhere\n— more —\nand there");
    var before = desk.shown.size();

    desk.cell("dev.updraft.api.Report.current().text(\"another cell\");");
    assertThat(desk.shown).hasSize(before + 1);
    assertThat(desk.last()).isEqualTo("report\nanother cell");
  }

  private void reported(Path folder, String html) throws Exception {
    desk.backend.execution("a7xkaaaaaaaaaaaaaaaa", "train", Phase.SUCCEEDED);
    Files.createDirectories(folder.resolve("1"));
    var deck = Files.writeString(folder.resolve("1/deck.html"), html);
    desk.backend.deckUri = "file://" + deck;
  }
}

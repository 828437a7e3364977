package dev.updraft.magics.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.api.Report;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  record Score(String set, double score) {}

  @Test
  void saysWhatABrowserShows() {
    var report =
        Report.of(Report.Listener.NOBODY)
            .text("two\n  lines & more")
            .table(List.of(new Score("train", 0.93), new Score("a longer one", 10)));
    report
        .tab("curve")
        .image(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB))
        .html("<ul><li>one</li><li>two <b>bold</b></li></ul><script>alert('x')</script>");

    assertThat(ReportText.of(report.document()).text())
        .isEqualTo(
            """
            — Report —
            two
              lines & more
            set           score
            train          0.93
            a longer one     10
            — curve —
            [image 640 × 480]
            one
            two bold""");
  }

  @Test
  void hasTheHeightOfWhatIsDrawnAndNotOfWhatStandsBesideOrInAnotherTab() {
    var drawing = "<svg width='400' height='280'><text>axis</text></svg>";
    var one = Report.of(Report.Listener.NOBODY).text("loss").html(drawing);
    var two = Report.of(Report.Listener.NOBODY).text("loss").html(drawing + drawing);
    var tabs = Report.of(Report.Listener.NOBODY).text("loss").html(drawing + drawing);
    tabs.tab("more").html(drawing);
    tabs.tab("table").table(List.of(new Score("train", 0.93)));

    var text = ReportText.of(one.document());
    assertThat(text.text()).isEqualTo("loss\n[image 400 × 280]");
    assertThat(text.pixels()).isBetween(300, 380);
    assertThat(ReportText.of(two.document()).pixels()).isEqualTo(text.pixels());
    assertThat(ReportText.of(tabs.document()).pixels()).isBetween(300, 380);
  }

  @Test
  void isCutWhereNobodyReadsOn() {
    assertThat(ReportText.of("<p>x</p>".repeat(1000)).text())
        .endsWith("x\n… 800 more lines")
        .hasLineCount(201);
  }

  @Test
  void readsWhatIsNoDocument() {
    assertThat(ReportText.of("").text()).isEmpty();
    assertThat(ReportText.of("</p><table><tr><td>a<p>b").text()).contains("a").contains("b");
    assertThat(ReportText.of("<div>".repeat(100_000) + "deep").text()).contains("deep");
  }
}

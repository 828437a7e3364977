package dev.updraft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final AtomicInteger changes = new AtomicInteger();
  private final Report report =
      Report.of(
          new Report.Listener() {
            @Override
            public void changed() {
              changes.incrementAndGet();
            }

            @Override
            public void flush() {}
          });

  record Score(String set, double score, long rows) {}

  @Test
  void whatIsAddedStandsInOneDocumentThatRunsNoScript() {
    report
        .text("a < b & c")
        .html("<b>bold</b><script>alert(1)</script>")
        .table(List.of(new Score("train", 0.93, 2013), new Score("test", 0.8812345, 208_400)));

    assertThat(report.document())
        .startsWith("<!doctype html>")
        .contains("<pre>a &lt; b &amp; c</pre>")
        .contains("<b>bold</b>")
        .contains("<th>set</th><th class=\"num\">score</th><th class=\"num\">rows</th>")
        .contains("<td>train</td><td class=\"num\">0.93</td><td class=\"num\">2013</td>")
        .contains("<td class=\"num\">0.881</td><td class=\"num\">208,400</td>")
        .contains("Content-Security-Policy")
        .contains("default-src 'none'")
        .doesNotContain("script-src")
        .doesNotContain("class=\"tab\" type");
    assertThat(changes).hasValue(3);
  }

  @Test
  void tabsStandInTheOrderInWhichTheyWereMade() {
    report.text("first");
    report.tab("the <curve>").text("second");
    report.text("third");

    assertThat(report.document())
        .containsSubsequence(
            ">Report</label>",
            ">the &lt;curve&gt;</label>",
            "<pre>first</pre>",
            "<pre>third</pre>",
            "title=\"the &lt;curve&gt;\"",
            "<pre>second</pre>");
  }

  @Test
  void aClearedTabIsWrittenAnew() {
    report.tab("now").text("round 1");
    report.tab("now").clear().text("round 2");

    assertThat(report.document()).contains("round 2").doesNotContain("round 1");
  }

  @Test
  void aPictureTravelsWithinTheDocument() {
    report.image(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB));

    assertThat(report.document())
        .contains(
            "<img alt=\"image\" width=\"64\" height=\"48\" src=\"data:image/png;base64,iVBOR");
  }

  @Test
  void bytesThatAreNoPictureAreRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> report.image("<svg/>".getBytes(StandardCharsets.UTF_8)))
        .withMessage(
            "A report's image is a PNG, JPEG or GIF file, but these 6 bytes begin with 3c 73 76 67."
                + " Pass a BufferedImage, or html(..) for SVG.");
  }

  @Test
  void mapsAndPlainValuesAreRowsToo() {
    report.table(List.of(Map.of("a", 1), Map.of("b", "x")));
    report.table(java.util.Arrays.asList("one", null));

    assertThat(report.document())
        .contains("<th class=\"num\">a</th><th>b</th>")
        .contains("<tr><td class=\"num\">1</td><td></td></tr>\n<tr><td></td><td>x</td></tr>")
        .contains("<th>value</th></tr>\n<tr><td>one</td></tr>\n<tr><td class=\"null\">null</td>");
  }

  @Test
  void aLongTableShowsItsFirstRowsAndSaysSo() {
    report.table(Collections.nCopies(336_776, new Score("all", 1, 1)));

    assertThat(report.document())
        .contains("the first 1,000 of 336,776 rows")
        .hasSizeLessThan(200_000);
  }

  @Test
  void whatIsNoTableIsRefusedByName() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> report.table((Object) 42))
        .withMessageContaining("java.lang.Integer is neither")
        .withMessageContaining("Pass a list of records.");
  }

  /** A gigabyte of text is neither copied nor escaped, and the task goes on. */
  @Test
  void aReportOfAGigabyteIsLeftOutAndSaysSo() {
    var hundredMegabytes = "<".repeat(100 << 20);
    for (var times = 0; times < 10; times++) {
      report.text(hundredMegabytes);
    }
    report.text("small");

    assertThat(report.document())
        .contains(
            "Left out of the report, with 9 more parts: a text of 100.0 MB."
                + " A report may have 8.0 MB in all; return large results as the task's value.")
        .contains("<pre>small</pre>")
        .hasSizeLessThan(10_000);
  }

  @Test
  void manySmallPartsFillAReportToo() {
    for (var n = 0; n < 300_000; n++) {
      report.text("x");
    }
    assertThat(report.document()).contains("Left out of the report, with");
  }

  @Test
  void afterTheEndNothingIsAdded() {
    report.text("as far as it got");
    report.close("The task has ended, and its report with it.");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> report.tab("late").text("too late"))
        .withMessage("The task has ended, and its report with it.");
    assertThat(report.document()).contains("as far as it got").doesNotContain("too late");
  }

  @Test
  void threadsOfATaskShareItsReport() throws InterruptedException {
    var threads = new ArrayList<Thread>();
    for (var n = 0; n < 8; n++) {
      var name = "thread " + n;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (var each = 0; each < 100; each++) {
                      report.tab(name).text("line " + each);
                    }
                  }));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(report.document().split("<pre>line ", -1)).hasSize(801);
  }

  record Flight(String carrier, int delay) {}

  @Test
  void aFrameOfRecordsIsATable() {
    report.table(
        dev.updraft.api.frames.Frame.of(
            Flight.class, List.of(new Flight("UA", 7), new Flight("DL", 12))));
    assertThat(report.document())
        .contains("carrier")
        .contains("delay")
        .contains("UA")
        .contains("12");
  }
}

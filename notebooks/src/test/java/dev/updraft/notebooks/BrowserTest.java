package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Notebooks in JupyterLab, in a real browser. Pictures are left in {@code target/looks} for people
 * to look at.
 */
class BrowserTest {
  private static final Path BROWSER = Workplace.CHECKOUT.resolve(".updraft/browser");
  private static final Path LOOK =
      Workplace.CHECKOUT.resolve("notebooks/src/test/browser/look.mjs");
  private static final Path LOOKS = Path.of("target", "looks").toAbsolutePath();

  @TempDir Path folder;

  /** On a user's machine a missing browser skips these tests; in CI it fails them. */
  @BeforeAll
  static void theMachineHasABrowser() throws IOException {
    var missing = new ArrayList<String>();
    for (var program : List.of("node", "chromium")) {
      if (onPath(program).isEmpty()) {
        missing.add(program);
      }
    }
    if (!Files.isDirectory(BROWSER.resolve("node_modules/playwright-core"))) {
      missing.add("playwright-core in " + BROWSER);
    }
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(missing).as("missing, see .ci/setup").isEmpty();
    }
    assertThat(missing).as("missing, see .ci/setup").isEmpty();
    Files.createDirectories(LOOKS);
  }

  @Test
  void aFrameIsATableInBothThemesAndAsksNobody() throws IOException {
    var notebook =
        notebook(
            "frame",
            "%maven org.dflib:dflib:2.0.0-M6",
            "org.dflib.DataFrame.foldByRow(\"origin\", \"flights\").of(\"EWR\", 120835, \"LGA\", null)",
            "%updraft");

    var said = look(notebook, "--run");

    assertThat(said.text()).contains("{\"failed\":0,\"strangers\":[]}");
    assertThat(said.exit()).isZero();
    assertThat(brightness(LOOKS.resolve("frame-light.png"))).isGreaterThan(0.8);
    assertThat(brightness(LOOKS.resolve("frame-dark.png"))).isLessThan(0.3);
    assertThat(Files.readString(notebook)).contains("<small>Integer</small>").contains("EWR  ");
  }

  /** A script that ran, and a picture that was fetched, would each ask a stranger. */
  @Test
  void aHostileReportRunsNothingAndAsksNobody() throws IOException {
    var notebook =
        notebook(
            "report",
            "import dev.updraft.api.*;\nrecord Score(String set, double score, long rows) {}",
            """
            %%task
            int scored(int trees) {
                var report = Report.current();
                report.text("trees: " + trees).table(List.of(new Score("train", 0.93, 208_400), new Score("test", 0.881, 12_000)));
                report.html("<p style='color:teal'>styled</p><script>fetch('http://script.invalid/')</script>"
                    + "<img src='http://picture.invalid/x.png' onerror='fetch(`http://error.invalid/`)'>"
                    + "<svg width=240 height=40><path d='M0 35 L80 20 L160 25 L240 5' fill=none stroke=teal /></svg>");
                report.tab("curve").image(new java.awt.image.BufferedImage(320, 120, java.awt.image.BufferedImage.TYPE_INT_RGB));
                return trees;
            }""",
            "scored.run(40)",
            "scored(2)");

    var said = look(notebook, "--run");

    assertThat(said.text()).contains("{\"failed\":0,\"strangers\":[]}");
    assertThat(said.exit()).isZero();
    assertThat(LOOKS.resolve("report-light.png")).isNotEmptyFile();
  }

  @Test
  void theSavedTutorialIsWorthLookingAtWithoutAKernel() {
    var said = look(Workplace.CHECKOUT.resolve("notebooks/flights.ipynb"));

    assertThat(said.text()).contains("\"strangers\":[]");
    assertThat(said.exit()).isZero();
    assertThat(LOOKS.resolve("flights-light.png")).isNotEmptyFile();
  }

  private static Workplace.Said look(Path notebook, String... more) {
    var name = notebook.getFileName().toString().replace(".ipynb", "");
    var command = new ArrayList<>(List.of("node", LOOK.toString(), Workplace.jupyter().toString()));
    command.addAll(List.of(notebook.toString(), LOOKS.resolve(name).toString()));
    command.addAll(List.of(more));
    try (var workplace = Workplace.fresh()) {
      return workplace.run(command, BROWSER);
    }
  }

  private Path notebook(String name, String... cells) throws IOException {
    var file = folder.resolve(name + ".ipynb");
    var script =
        new ArrayList<>(List.of(Workplace.python().toString(), "-c", MAKE, file.toString()));
    script.addAll(List.of(cells));
    assertThat(Workplace.run(script, java.util.Map.of()).exit()).isZero();
    return file;
  }

  private static final String MAKE =
      """
      import sys, nbformat.v4 as v4, nbformat
      spec = {"name": "updraft", "display_name": "Java (Updraft)", "language": "java"}
      cells = [v4.new_code_cell(source) for source in sys.argv[2:]]
      nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": spec, "language_info": {"name": "java"}}), sys.argv[1])
      """;

  /** From 0, black, to 1, white. */
  private static double brightness(Path picture) throws IOException {
    var image = ImageIO.read(picture.toFile());
    double sum = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        var rgb = image.getRGB(x, y);
        sum += ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 765.0;
      }
    }
    return sum / image.getWidth() / image.getHeight();
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(each -> Path.of(each, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The journey of someone new, ten minutes after first hearing of us: the README's two cells, then
 * the tutorial, cell by cell as it is printed, then the mistakes that everybody makes.
 */
class NewcomerJourneyTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w*)\\n(.*?)```");

  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  void theFirstTwoCellsOfTheReadme() throws IOException {
    var cells = cells("README.md", "In JupyterLab, open a new notebook", "`%updraft` lists");

    assertThat(cells).hasSize(2);
    assertThat(kernel.ok(cells.get(0)).text()).contains("inc(int a)");
    assertThat(kernel.ok(cells.get(1)).value()).isEqualTo("42");
    assertThat(kernel.ok("%updraft").text()).contains("%%task").contains("%%workflow");
  }

  @Test
  void theTutorialIsTrueCellByCell() throws IOException {
    var cells = cells("docs/tutorial.md", "## A method becomes a task", "The same in a terminal");
    var failed = new ArrayList<String>();
    for (var cell : cells) {
      var outputs = kernel.run(cell);
      if (outputs.failed()) {
        failed.add(cell.lines().filter(line -> !line.startsWith("%%")).findFirst().orElseThrow());
      }
      if (cell.startsWith("boolean isPrime") && failed.size() == 1) {
        kernel.ok(cells.getFirst());
      }
    }

    assertThat(failed)
        .as("cells of the tutorial that fail: only the two it announces")
        .containsExactly("/** How many primes there are below n. */", "third.run(List.of(1, 2))");
    assertThat(kernel.ok("primes.run(1_000_000)").text()).contains("◆ hit primes@");
    assertThat(kernel.ok("n == primes.run(1_000_000)").value()).isEqualTo("true");
  }

  @Test
  void theMistakesThatEverybodyMakesAreAnsweredWithAWayOut() {
    kernel.ok("%%task --cache\nint area(int width, int height) { return width * height; }");
    kernel.ok("int margin = 3;");

    assertThat(kernel.run("area.run(\"4\", 5)").error()).contains("String").contains("int");
    assertThat(kernel.run("area.run(4)").error()).contains("area");
    assertThat(kernel.run("%%task\nint wide(int width) { return width + margin; }").error())
        .contains("margin")
        .contains("line 2");
    assertThat(kernel.run("%%task --retry 3\nint f(int a) { return a; }").error())
        .contains("--retries");
    assertThat(kernel.run("%outpts").error()).contains("%outputs");
    assertThat(kernel.run("%run aera width=1 height=2").error()).contains("area");
    assertThat(kernel.run("%status nothing").error()).contains("nothing");
    assertThat(kernel.ok("area.run(4, 5)").value()).isEqualTo("20");
  }

  /** What stands between two sentences of a page, as cells: a block each, or a line each. */
  private static List<String> cells(String page, String from, String to) throws IOException {
    var text = Files.readString(Workplace.CHECKOUT.resolve(page));
    var part = text.substring(text.indexOf(from), text.indexOf(to));
    return BLOCK
        .matcher(part)
        .results()
        .flatMap(
            block ->
                block.group(1).equals("java")
                    ? Stream.of(block.group(2).strip())
                    : block.group(2).lines().map(line -> line.replaceFirst("\\s+//.*", "")))
        .toList();
  }
}

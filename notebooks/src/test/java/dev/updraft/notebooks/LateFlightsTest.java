package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The second notebook, cell by cell on all of its flights: what it claims holds. */
class LateFlightsTest {
  private static final List<Ran> RAN = new ArrayList<>();
  private static Workplace workplace;
  private static Kernel kernel;

  private record Ran(String source, Outputs outputs) {}

  @BeforeAll
  static void run() throws IOException {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    var file = Workplace.CHECKOUT.resolve("notebooks/late-flights.ipynb");
    for (var source : NotebookFile.cells(file)) {
      RAN.add(new Ran(source, kernel.ok(source)));
    }
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  void modelIsBetterThanTheBaselineAndIsReleased() {
    assertThat(kernel.ok("outcome.score().auc() - outcome.baseline().auc() > 0.08").value())
        .isEqualTo("true");
    assertThat(kernel.ok("outcome.score().logLoss() < outcome.baseline().logLoss()").value())
        .isEqualTo("true");
    assertThat(workflow(0).text()).contains("✓ n5 train · 4 of 4").contains("verdict · publish");
    assertThat(workflow(0).value()).startsWith("released: trees of depth ");
  }

  @Test
  void sameCallIsHitsAlone() {
    assertThat(nodes(workflow(1))).hasSize(9).allMatch(line -> line.contains("◆"));
  }

  @Test
  void oneMoreTrialTrainsAlone() {
    assertThat(workflow(2).text())
        .contains("◆ n2 features · hit")
        .contains("✓ n5 train · 5 of 5 · 4 hit")
        .contains("✓ n6 best");
  }

  @Test
  void helperOfTheJudgeRunsTheJudgeAlone() {
    assertThat(nodes(workflow(3)))
        .filteredOn(line -> !line.contains("◆"))
        .singleElement()
        .asString()
        .contains("✓ n7 judge");
  }

  @Test
  void reportsOfTheNodesShowPlotsAndTables() {
    var reports =
        RAN.stream().filter(ran -> ran.source.equals("%report")).map(Ran::outputs).toList();

    assertThat(reports).hasSize(2);
    assertThat(reports.get(0).text()).contains("report of train").contains("[image 400 × 280]");
    assertThat(reports.get(1).text()).contains("report of judge").contains("worst 5 %");
  }

  @Test
  void modelThatIsNotGoodEnoughIsExplained() {
    var source =
        RAN.stream()
            .map(Ran::source)
            .filter(each -> each.startsWith("%%workflow"))
            .findFirst()
            .orElseThrow();
    kernel.ok(source.replace("0.65", "0.99").replace("Outcome late(", "Outcome strict("));

    var strict = kernel.ok("strict.run(flights, weather, grid).verdict()");

    assertThat(strict.value()).startsWith("kept back: the best trees");
    assertThat(strict.text()).contains("◆ n5 train").contains("✓ n8 verdict · explain");
  }

  /** What a call of the workflow showed, the first, the second, .. */
  private static Outputs workflow(int call) {
    return RAN.stream()
        .filter(ran -> ran.source.contains("late.run("))
        .map(Ran::outputs)
        .toList()
        .get(call);
  }

  private static List<String> nodes(Outputs outputs) {
    return outputs.text().lines().filter(line -> line.matches("\\s+\\S n\\d .*")).toList();
  }
}

package dev.updraft.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.types.graph.Workflow;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a method becomes, form by form; {@code graphs.txt} holds the cells and their graphs. */
class ReadWorkflowTest {
  private static final GoldenCells GOLDEN = GoldenCells.of("graphs.txt");
  private static WorkflowNotebook notebook;

  @BeforeAll
  static void open() {
    notebook = GOLDEN.notebook();
    GOLDEN.rewrite("graphs.txt", given -> GraphText.of(notebook.compile(given.cell())));
  }

  @AfterAll
  static void close() {
    notebook.close();
  }

  static List<GoldenCells.Case> cases() {
    return GOLDEN.cases;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void methodBecomesItsGraph(GoldenCells.Case given) {
    var compiled = notebook.compile(given.cell());
    assertThat(GraphText.of(compiled)).isEqualTo(given.expected());
    assertIdsAreGood(compiled.workflow());
    compiled.inner().forEach(ReadWorkflowTest::assertIdsAreGood);
  }

  @Test
  void graphIsDrawnWithBranchesAndMaps() {
    notebook.cell("%%task\nModel named(String month) { return null; }");
    var best =
        notebook.compile(
            """
            Model best(List<String> months, Model old) {
              var models = months.stream().map(month -> named(month)).toList();
              var merged = merge(models);
              var s = score(merged, load("2001-02"));
              return s > 0.5 ? boost(merged, 1) : old;
            }
            """);
    assertThat(WorkflowText.of(best.workflow()))
        .isEqualTo(
            """
            named × ─ merge ┬ score ─ branch (boost | branch)
            load ───────────┘""");
  }

  /** Each node waits only for nodes that stand above it, and is called as Flyte allows. */
  private static void assertIdsAreGood(Workflow workflow) {
    var above = new HashSet<String>();
    for (var node : workflow.nodes()) {
      assertThat(node.id()).matches("[a-z0-9-]{1,20}");
      assertThat(above).containsAll(node.dependencies());
      assertThat(above.add(node.id())).as("a new id").isTrue();
    }
  }
}

package dev.updraft.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updraft.task.closure.CaptureRefused;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be a graph, word by word; {@code refused.txt} holds the cells and the messages. */
class RefusedWorkflowTest {
  private static final GoldenCells GOLDEN = GoldenCells.of("refused.txt");
  private static WorkflowNotebook notebook;

  @BeforeAll
  static void open() {
    notebook = GOLDEN.notebook();
    GOLDEN.rewrite("refused.txt", given -> refusal(given.cell()));
  }

  @AfterAll
  static void close() {
    notebook.close();
  }

  static List<GoldenCells.Case> cases() {
    return GOLDEN.cases;
  }

  private static String refusal(String cell) {
    long before = notebook.notebook.shell.snippets().count();
    var refused = catchThrowableOfType(CaptureRefused.class, () -> notebook.compile(cell));
    assertThat(refused).as("a refusal of " + cell).isNotNull();
    assertThat(notebook.notebook.shell.snippets().count()).isEqualTo(before);
    return refused.getMessage() + "\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusalSaysWhatWhereAndTheWayOut(GoldenCells.Case given) {
    assertThat(refusal(given.cell())).isEqualTo(given.expected());
  }

  @Test
  void hundredNodesAreAWorkflowAndOneMoreIsNot() {
    assertThat(notebook.read(calls(100)).nodes()).hasSize(100);
    var refused = catchThrowableOfType(CaptureRefused.class, () -> notebook.read(calls(101)));
    assertThat(refused)
        .hasMessageContaining("line 103:3: this is node 101; a workflow has at most 100.")
        .hasMessageContaining("move a part of it into a workflow of its own");
    assertThat(refused.refusals()).hasSize(1);
  }

  private static String calls(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "  load(\"" + i + "\");\n")
        .collect(Collectors.joining("", "void many() {\n", "}\n"));
  }
}

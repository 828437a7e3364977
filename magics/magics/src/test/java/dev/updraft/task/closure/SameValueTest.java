package dev.updraft.task.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The value in the notebook is the value of the closure in a loader that has nothing else. */
class SameValueTest {
  static Stream<AdversarialCells.Case> cells() {
    return AdversarialCells.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void valueInTheNotebookIsTheValueOfTheClosure(AdversarialCells.Case given) throws Exception {
    try (var notebook = new Notebook()) {
      given.cells().forEach(notebook::cell);
      var captured = notebook.task(given.task());
      var local = String.valueOf(notebook.value("task()"));
      assertThat(String.valueOf(Notebook.run(captured.closure()))).isEqualTo(local);
      assertThat(
              Notebook.CAPTURE
                  .again(notebook.code, captured.closure(), Surroundings.plain(25))
                  .key())
          .as("captured again from the evaluated notebook")
          .isEqualTo(captured.closure().key());
    }
  }
}

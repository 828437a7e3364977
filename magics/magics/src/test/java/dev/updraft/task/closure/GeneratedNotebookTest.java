package dev.updraft.task.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The closure's laws over notebooks made up from seeds; the seed is the test's name. */
class GeneratedNotebookTest {
  private static final int SIZE = 12;

  static LongStream seeds() {
    return LongStream.range(1, 19);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void valueAndKeyAreThoseOfTheNotebook(long seed) throws Exception {
    var given = new GeneratedNotebook(seed, SIZE);
    try (var notebook = new Notebook()) {
      notebook.cell(String.join("\n", given.cells(-1)));
      var closure = notebook.task(given.task()).closure();
      assertThat(Notebook.run(closure)).isEqualTo(notebook.value("task()"));
      assertThat(closure.memberHashes().keySet()).isEqualTo(given.reachable());
      assertThat(written(given, -1).key()).isEqualTo(closure.key());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void changeOfADeclarationChangesTheKeyExactlyWhenTheTaskReachesIt(long seed) {
    var given = new GeneratedNotebook(seed, SIZE);
    var before = written(given, -1);
    var reachable = given.reachableNodes();
    for (int node = 0; node < given.nodes().size(); node++) {
      var after = written(given, node);
      var name = given.nodes().get(node).key();
      assertThat(!after.key().equals(before.key()))
          .as(name + " of\n" + given.task())
          .isEqualTo(reachable.contains(node));
      if (reachable.contains(node)) {
        assertThat(ClosureChange.between(before, after).sentences())
            .hasSize(1)
            .first()
            .asString()
            .endsWith(" changed");
      } else {
        assertThat(after.jar()).as("jar after a change of " + name).isEqualTo(before.jar());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orderOfCellsIsNoPartOfKeyOrJar(long seed) {
    var given = new GeneratedNotebook(seed, SIZE);
    var before = written(given, -1);
    var cells = new ArrayList<>(given.cells(-1));
    Collections.shuffle(cells, new Random(seed));
    var after = new WrittenNotebook(cells, given.values(-1)).capture(given.task());
    assertThat(after.key()).isEqualTo(before.key());
    assertThat(after.jar()).isEqualTo(before.jar());
    assertThat(after.segments()).isEqualTo(before.segments());
  }

  private static Closure written(GeneratedNotebook given, int changedNode) {
    return new WrittenNotebook(given.cells(changedNode), given.values(changedNode))
        .capture(given.task());
  }
}

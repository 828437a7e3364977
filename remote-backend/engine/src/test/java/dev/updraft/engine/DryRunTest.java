package dev.updraft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.Foreseen;
import dev.updraft.model.Foreseen.Outlook;
import dev.updraft.model.Query;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dry run says of each node what the run would do, and does nothing. */
class DryRunTest {
  private final SteppedEngine engine = SteppedEngine.inMemory().with(MemoryGraphs.usual()).start();

  private List<Foreseen> dryRun(long x) {
    return engine.engine().executions().dryRun(MemoryGraphs.call("dry", x));
  }

  private void run(String name, long x) {
    engine.launch(MemoryGraphs.call(name, x));
    while (!engine.executor.live().isEmpty()) {
      for (var attempt : engine.executor.live()) {
        engine.executor.succeeds(
            attempt, MemoryGraphs.body(engine.executor.assignment(attempt), engine.files));
      }
      engine.settle();
    }
  }

  private static Outlook at(List<Foreseen> all, String path) {
    return all.stream()
        .filter(one -> one.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " is not among " + all))
        .outlook();
  }

  private static List<String> paths(List<Foreseen> all) {
    return all.stream().map(Foreseen::path).toList();
  }

  @Test
  void whatWaitsForANodeThatWouldRunIsNotForeseen() {
    var all = dryRun(1);
    assertThat(at(all, "n0")).isEqualTo(Outlook.MISS);
    assertThat(at(all, "n2/7")).isEqualTo(Outlook.MISS);
    assertThat(at(all, "n2")).as("of the map as a whole").isEqualTo(Outlook.MISS);
    assertThat(paths(all))
        .hasSize(22)
        .as("the branch compares what n0 gives")
        .noneMatch(path -> path.startsWith("n1") || path.startsWith("n3"));
  }

  @Test
  void rememberedOutputsCarryItThroughBranchesAndWorkflowsWithin() {
    run("first", 9);
    var all = dryRun(9);
    assertThat(all).allMatch(one -> one.outlook() == Outlook.HIT);
    assertThat(paths(all)).contains("n0", "n1/n1-a", "n2/19", "n2", "n3/s0", "n3");
    assertThat(all)
        .filteredOn(one -> one.path().equals("n1/n1-a"))
        .flatExtracting(one -> one.artifact().stream().toList())
        .hasSize(1);
  }

  @Test
  void onlyWhatChangedRuns() {
    run("first", 9);
    var all = dryRun(50);
    assertThat(at(all, "n0")).isEqualTo(Outlook.MISS);
    assertThat(at(all, "n2")).isEqualTo(Outlook.HIT);
    assertThat(paths(all)).noneMatch(path -> path.startsWith("n1") || path.startsWith("n3"));
  }

  @Test
  void nothingIsCreated() {
    dryRun(1);
    assertThat(engine.executor.live()).isEmpty();
    assertThat(engine.engine().executions().list(new Query("", "", List.of(), List.of(), 0, 9)))
        .isEmpty();
  }

  @Test
  void howManyMayRunAtOnceDoesNotMatter() {
    var narrow =
        SteppedEngine.inMemory()
            .with(new MemoryGraphs(dev.updraft.types.graph.Workflow.OnFailure.FAIL_IMMEDIATELY, 2))
            .start();
    assertThat(narrow.engine().executions().dryRun(MemoryGraphs.call("dry", 1))).hasSize(22);
  }
}

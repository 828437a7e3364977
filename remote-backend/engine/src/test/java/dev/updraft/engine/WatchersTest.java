package dev.updraft.engine;

import static dev.updraft.engine.SteppedEngine.attempt;
import static dev.updraft.engine.SteppedEngine.id;
import static dev.updraft.engine.SteppedEngine.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionPhase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each event once and in order, whenever one begins to watch. */
class WatchersTest {
  private final SteppedEngine engine = SteppedEngine.inMemory().start();

  @Test
  void watchingBeforeCreationMissesNothing() {
    var seen = engine.watch(id("one"), id("two"));
    engine.launch(task().call("two"));
    engine.launch(task().call("one"));
    assertThat(seen).extracting(e -> e.execution().name()).containsExactly("two", "one");
  }

  @Test
  void whoComesBackGetsOnlyWhatIsNew() {
    engine.launch(task().call("one"));
    var last = engine.watch(id("one")).getLast().seq();
    engine.executor.succeeds(attempt("one", 0), "42");
    engine.settle();
    var seen = new ArrayList<ExecutionEvent>();
    engine.engine().watching().watch(List.of(id("one")), last, seen::add);
    assertThat(seen).allMatch(e -> e.seq() > last);
    assertThat(seen.getLast().phase()).isEqualTo(ExecutionPhase.SUCCEEDED);
  }

  @Test
  void closedWatchHearsNothingMore() {
    var seen = new ArrayList<ExecutionEvent>();
    var watch = engine.engine().watching().watch(List.of(id("one")), 0, seen::add);
    watch.close();
    watch.close();
    engine.launch(task().call("one"));
    assertThat(seen).isEmpty();
  }

  @Test
  void watcherThatFailsDoesNotHarmTheOthers() {
    engine
        .engine()
        .watching()
        .watch(
            List.of(id("one")),
            0,
            _ -> {
              throw new IllegalStateException("a stream that broke");
            });
    var seen = engine.watch(id("one"));
    engine.launch(task().call("one"));
    assertThat(seen).hasSize(1);
  }
}

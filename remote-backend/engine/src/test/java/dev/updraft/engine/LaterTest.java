package dev.updraft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.ExecutionId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What nobody waits for is done all the same: when it is quiet, and at the end. */
class LaterTest {
  private static Effect hit(int number) {
    return new Effect.Show(new ExecutionId("updraft", "development", "hit" + number));
  }

  @Test
  void whenNothingIsAskedItIsDone() throws InterruptedException {
    var done = new LinkedBlockingQueue<Effect>();
    try (var later = new Later(done::add).start()) {
      later.add(hit(1));
      later.add(hit(2));
      assertThat(done.poll(1, TimeUnit.MINUTES)).isEqualTo(hit(1));
      assertThat(done.poll(1, TimeUnit.MINUTES)).isEqualTo(hit(2));
    }
  }

  @Test
  void whileMoreIsAskedItIsDoneAllTheSame() throws InterruptedException {
    var done = new LinkedBlockingQueue<Effect>();
    try (var later = new Later(done::add).start()) {
      later.add(hit(1));
      while (done.isEmpty()) {
        later.asked();
        Thread.sleep(1);
      }
      assertThat(done).containsExactly(hit(1));
    }
  }

  @Test
  void closingDoesWhatIsLeftOnceAndInOrder() {
    var all = IntStream.range(0, 100).mapToObj(LaterTest::hit).toList();
    List<Effect> done = new CopyOnWriteArrayList<>();
    var later = new Later(done::add);
    all.forEach(later::add);
    later.close();
    assertThat(done).isEqualTo(all);
  }
}

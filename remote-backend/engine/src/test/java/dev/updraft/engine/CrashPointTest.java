package dev.updraft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Where to die, said in a word. */
class CrashPointTest {
  @Test
  void diesAtTheNthTimeOnly() {
    var deaths = new AtomicInteger();
    var point = CrashPoint.at("before-commit PutNode:2", deaths::incrementAndGet);
    point.reached("before-commit PutNode");
    point.reached("after-commit PutNode");
    assertThat(deaths).hasValue(0);
    point.reached("before-commit PutNode");
    point.reached("before-commit PutNode");
    assertThat(deaths).hasValue(1);
  }

  @Test
  void unknownPointIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> CrashPoint.at("before-commit Nothing:1", () -> {}))
        .hasMessageStartingWith(
            "There is no crash point 'before-commit Nothing'. There are: before-commit NewEntity, after-commit NewEntity,")
        .hasMessageContaining("after-effect Start");
  }
}

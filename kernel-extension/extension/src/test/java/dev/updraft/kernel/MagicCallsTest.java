package dev.updraft.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MagicCallsTest {
  @Test
  void aSemicolonAtTheEndOfTheLineIsNotPartOfTheLastWord() {
    assertThat(MagicCalls.withoutSemicolon(List.of("a7xk", "-f;"))).containsExactly("a7xk", "-f");
    assertThat(MagicCalls.withoutSemicolon(List.of("a7xk", ";"))).containsExactly("a7xk");
    assertThat(MagicCalls.withoutSemicolon(List.of("a;b"))).containsExactly("a;b");
    assertThat(MagicCalls.withoutSemicolon(List.of())).isEmpty();
  }
}

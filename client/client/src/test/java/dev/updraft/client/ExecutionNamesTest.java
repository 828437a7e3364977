package dev.updraft.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExecutionNamesTest {
  @Test
  void namesAreALetterAndNineteenLettersOrDigits() {
    var names = new ExecutionNames(new Random(1));
    var all = new HashSet<String>();
    for (var i = 0; i < 1000; i++) {
      all.add(names.next());
    }

    assertThat(all).hasSize(1000).allMatch(name -> name.matches("[a-z][a-z2-9]{19}"));
  }

  @Test
  void theShortestPrefixHasFourLettersOrMoreWhereItMust() {
    assertThat(ExecutionNames.shortest("abcdefgh", List.of("abcdefgh", "zzzzzzzz")))
        .isEqualTo("abcd");
    assertThat(ExecutionNames.shortest("abcdefgh", List.of("abcdexyz"))).isEqualTo("abcdef");
    assertThat(ExecutionNames.shortest("ab", List.of())).isEqualTo("ab");
  }
}

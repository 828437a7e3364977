package dev.updraft.magics.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "12, 12 ms",
    "994, 994 ms",
    "995, 1.0 s",
    "1310, 1.3 s",
    "59949, 59.9 s",
    "59960, 1 m 0 s",
    "250000, 4 m 10 s",
    "7500000, 2 h 5 m",
    "273600000, 3 d 4 h"
  })
  void durationsReadAsSpoken(long millis, String spoken) {
    assertThat(Words.duration(Duration.ofMillis(millis))).isEqualTo(spoken);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "999, 999 B", "12400, 12.4 kB", "999960, 1.0 MB", "3000000000, 3.0 GB"})
  void sizesAreDecimal(long bytes, String spoken) {
    assertThat(Words.size(bytes)).isEqualTo(spoken);
  }

  @ParameterizedTest
  @CsvSource({"3, just now", "60, 1 minute ago", "7300, 2 hours ago", "172800, 2 days ago"})
  void momentsAreRelative(long seconds, String spoken) {
    var now = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(Words.ago(now.minusSeconds(seconds), now)).isEqualTo(spoken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a | a", "a b | a and b", "a b c | a, b and c"})
  void namesAreListedAsAPersonWould(String names, String spoken) {
    assertThat(Words.list(List.of(names.split(" ")))).isEqualTo(spoken);
    assertThat(Words.list(List.of())).isEmpty();
  }

  @Test
  void countsSeparateThousands() {
    assertThat(Words.count(336_776, "row")).isEqualTo("336,776 rows");
    assertThat(Words.count(1, "row")).isEqualTo("1 row");
  }
}

package dev.updraft.client.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineageTest {
  @Test
  void rawDataTellWhoMadeThem() {
    assertThat(Lineage.maker("file:///home/ana/blobs/data/9t/avnkrr889vmqz9jxg7g9-recinc-0/00"))
        .contains("avnkrr889vmqz9jxg7g9");
    assertThat(Lineage.maker("s3://bucket/data/9t/avnkrr889vmqz9jxg7g9-n0-12"))
        .contains("avnkrr889vmqz9jxg7g9");
  }

  @Test
  void uploadsWereMadeByNoExecution() {
    assertThat(Lineage.maker("file:///home/ana/blobs/up/updraft/development/ab12/00000")).isEmpty();
    assertThat(Lineage.maker("file:///home/ana/data/flights.csv")).isEmpty();
  }
}

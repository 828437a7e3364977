package dev.updraft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import org.junit.jupiter.api.Test;

/** Ids as a real Flyte made them (recordings). */
class UniqueIdTest {
  @Test
  void shardIsFlytes() {
    assertThat(UniqueId.shard("avnkrr889vmqz9jxg7g9-recinc-0")).isEqualTo("9t");
    assertThat(UniqueId.shard("amcmkrnzhlztn4t7r9jd-n0-0")).hasSize(2);
    assertThat(UniqueId.shard("akxlvczx82cxk5zz2844-n0-0")).isEqualTo("hz");
    assertThat(UniqueId.shard("a2c6lndktnztcqdf4v46-n1-0")).isEqualTo("h3");
    assertThat(UniqueId.shard("a9pbj2llj56sf87zrrhd-recconfigured-0")).isEqualTo("ag");
  }

  @Test
  void nodeOfATaskKeepsLettersDigitsAndDashes() {
    assertThat(UniqueId.nodeOfTask("rec.inc")).isEqualTo("recinc");
    assertThat(UniqueId.nodeOfTask("my_mod.a-b")).isEqualTo("mymoda-b");
    assertThat(UniqueId.nodeOfTask("x".repeat(70) + "y")).hasSize(63).endsWith("xy");
    assertThat(UniqueId.nodeOfTask("задержка")).matches("f[a-z1-6]{7}");
    assertThat(UniqueId.nodeOfTask("遅延")).isNotEqualTo(UniqueId.nodeOfTask("延误"));
  }

  @Test
  void longNodeIdIsHashed() {
    assertThat(UniqueId.ofNode("a".repeat(20))).isEqualTo("a".repeat(20));
    assertThat(UniqueId.ofNode("a".repeat(21))).matches("f[a-z1-6]{7}");
  }

  @Test
  void aPlaceWithinIsNamedAfterItsParents() {
    assertThat(UniqueId.ofPath("n0")).isEqualTo("n0");
    assertThat(UniqueId.ofPath("n0/n1")).isEqualTo("n0-0-n1");
    var deep = "a".repeat(12) + "/" + "b".repeat(12);
    assertThat(UniqueId.ofPath(deep + "/c")).isEqualTo(UniqueId.ofPath(deep) + "-0-c");
  }

  @Test
  void attemptIsNamedAfterExecutionNodeAndNumber() {
    var attempt = new AttemptId(new ExecutionId("p", "d", "avnkrr889vmqz9jxg7g9"), "recinc", 0);
    assertThat(UniqueId.ofAttempt(attempt)).isEqualTo("avnkrr889vmqz9jxg7g9-recinc-0");
  }
}

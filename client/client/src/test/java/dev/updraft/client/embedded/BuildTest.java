package dev.updraft.client.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BuildTest {
  @Test
  void buildsAreOrderedByTheirTime() {
    assertThat(new Build("999-f").olderThan(new Build("1000-a"))).isTrue();
    assertThat(new Build("1000-a").olderThan(new Build("999-f"))).isFalse();
  }

  @Test
  void buildsOfTheSameTimeAreNeitherOlderNorNewer() {
    assertThat(new Build("1000-a").olderThan(new Build("1000-b"))).isFalse();
    assertThat(new Build("1000-b").olderThan(new Build("1000-a"))).isFalse();
  }

  @Test
  void aNameThatIsNoFolderIsRefused() {
    assertThatThrownBy(() -> new Build("../x")).hasMessageContaining("but got '../x'");
  }
}

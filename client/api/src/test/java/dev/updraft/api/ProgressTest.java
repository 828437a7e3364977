package dev.updraft.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final List<String> told = new ArrayList<>();

  ProgressTest() {
    Progress.install((done, total, unit) -> told.add((done + "/" + total + " " + unit).strip()));
  }

  @AfterEach
  void forget() {
    Progress.install((done, total, unit) -> {});
  }

  @Test
  void stepsAreCountedFromNothing() {
    var progress = Progress.of(3, "files");
    progress.step();
    progress.step(2);

    assertThat(told).containsExactly("0/3 files", "1/3 files", "3/3 files");
  }

  @Test
  void withoutAUnitOnlyTheCountIsTold() {
    Progress.of(24).step();

    assertThat(told).containsExactly("0/24", "1/24");
  }

  @Test
  void wrongFiguresAreMendedForTheyShallNotFailATask() {
    Progress.report(-1, -5, "x".repeat(100_000));

    assertThat(told).singleElement().asString().startsWith("0/0 xxx").hasSize(4 + 40);
  }
}

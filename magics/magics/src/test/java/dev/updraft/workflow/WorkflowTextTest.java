package dev.updraft.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.types.TypedInterface;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.NodeOptions;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A graph in plain text. */
class WorkflowTextTest {
  /** A workflow of nodes {@code name} or {@code name < name, name}. */
  private static Workflow workflow(String... nodes) {
    var made = new ArrayList<Node>();
    for (var each : nodes) {
      var parts = each.split(" < ", 2);
      var inputs = new HashMap<String, Binding>();
      if (parts.length > 1) {
        for (var before : parts[1].split(", ")) {
          inputs.put(before, Binding.Promise.of(before, "o0"));
        }
      }
      made.add(
          new Node(
              parts[0],
              parts[0],
              inputs,
              List.of(),
              NodeOptions.NONE,
              new Work.Task(reference(parts[0]))));
    }
    return new Workflow(
        reference("w"),
        new TypedInterface(Map.of(), Map.of()),
        made,
        Map.of(),
        Workflow.OnFailure.FAIL_IMMEDIATELY,
        Optional.empty());
  }

  private static Reference reference(String name) {
    return new Reference("p", "d", name, "");
  }

  @Test
  void oneNodeIsItsName() {
    assertThat(WorkflowText.of(workflow("load"))).isEqualTo("load");
  }

  @Test
  void chainIsOneLine() {
    assertThat(WorkflowText.of(workflow("load", "clean < load", "train < clean")))
        .isEqualTo("load ─ clean ─ train");
  }

  @Test
  void whatRunsAtTheSameTimeStandsBelowEachOther() {
    assertThat(
            WorkflowText.of(
                workflow(
                    "load",
                    "clean < load",
                    "delays < clean",
                    "busiest < clean",
                    "join < delays, busiest")))
        .isEqualTo(
            """
            load ─ clean ┬ delays ─┬ join
                         └ busiest ┘""");
  }

  @Test
  void lineThatPassesAColumnIsDrawnThrough() {
    assertThat(
            WorkflowText.of(
                workflow("left", "right", "clean < right", "train < clean", "join < left, train")))
        .isEqualTo(
            """
            left ─────────────────┬ join
            right ─ clean ─ train ┘""");
  }

  @Test
  void orderThatFollowsFromOtherOrderIsLeftOut() {
    assertThat(WorkflowText.of(workflow("load", "clean < load", "join < load, clean")))
        .isEqualTo("load ─ clean ─ join");
  }

  @Test
  void separatePartsStandBelowEachOther() {
    assertThat(WorkflowText.of(workflow("a", "b", "c < a", "d < a", "e < b")))
        .isEqualTo(
            """
            a ┬ c
              └ d
            b ─ e""");
  }

  @Test
  void wideForkAndJoinKeepTheirMiddle() {
    assertThat(
            WorkflowText.of(
                workflow("a", "x < a", "yy < a", "zzz < a", "end < x, yy, zzz", "more < end")))
        .isEqualTo(
            """
            a ┬ x ──┬ end ─ more
              ├ yy ─┤
              └ zzz ┘""");
  }

  @Test
  void linesThatWouldCrossBecomeAList() {
    assertThat(WorkflowText.of(workflow("a", "b", "c < a", "d < a, b", "e < b")))
        .isEqualTo(
            """
            a a
            b b
            c c ← a
            d d ← a, b
            e e ← b""");
  }

  @Test
  void labelsCanSayMoreThanNames() {
    var workflow = workflow("load", "clean < load");
    assertThat(WorkflowText.of(workflow, node -> "✓ " + node.name())).isEqualTo("✓ load ─ ✓ clean");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyNodeIsShownOnceWhateverTheGraph(long seed) {
    var random = new Random(seed);
    var nodes = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      var before = new LinkedHashSet<String>();
      for (int j = 0; i > 0 && j < random.nextInt(3); j++) {
        before.add("<" + random.nextInt(i) + ">");
      }
      nodes.add("<" + i + ">" + (before.isEmpty() ? "" : " < " + String.join(", ", before)));
    }
    var text =
        WorkflowText.of(workflow(nodes.toArray(String[]::new)), node -> "[" + node.name() + "]");
    for (int i = 0; i < 60; i++) {
      assertThat(text).containsOnlyOnce("[<" + i + ">]");
    }
  }
}

package dev.updraft.workflow;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.types.graph.Workflow;
import java.util.List;
import java.util.Optional;

/**
 * What the line of a {@code %%workflow} cell asks for.
 *
 * @param name of the method, when the line names one
 * @param maxParallelism how many nodes at once; 0 = as many as are ready
 */
public record WorkflowOptions(
    Optional<String> name, Workflow.OnFailure onFailure, int maxParallelism) {
  public static final Grammar GRAMMAR =
      new Grammar(
          "%%workflow",
          List.of("[name]"),
          List.of(
              Option.value(
                  "--on-failure", "POLICY", "stop: end all; finish: what can still be run"),
              Option.value("--max-parallelism", "N", "how many nodes at once")));

  /**
   * Reads the words of the line.
   *
   * @throws dev.updraft.cell.InvalidLine with all that is wrong
   */
  public static WorkflowOptions parse(List<String> words) {
    var line = GRAMMAR.read(words);
    var policy = line.value("--on-failure", WorkflowOptions::policy);
    var parallelism = line.value("--max-parallelism", WorkflowOptions::parallelism);
    line.check();
    return new WorkflowOptions(
        line.word(0), policy.orElse(Workflow.OnFailure.FAIL_IMMEDIATELY), parallelism.orElse(0));
  }

  /** The graph with what is done when a node fails. */
  public CompiledWorkflow policy(CompiledWorkflow compiled) {
    var workflow = compiled.workflow();
    return new CompiledWorkflow(
        new Workflow(
            workflow.id(),
            workflow.typedInterface(),
            workflow.nodes(),
            workflow.outputs(),
            onFailure,
            workflow.failureNode()),
        compiled.inner());
  }

  private static Workflow.OnFailure policy(String word) {
    return switch (word) {
      case "stop" -> Workflow.OnFailure.FAIL_IMMEDIATELY;
      case "finish" -> Workflow.OnFailure.FAIL_AFTER_EXECUTABLE_NODES_COMPLETE;
      default -> throw new IllegalArgumentException("expects stop or finish");
    };
  }

  private static int parallelism(String word) {
    try {
      var n = Integer.parseInt(word);
      if (n > 0) {
        return n;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new IllegalArgumentException("expects a whole number from 1 on");
  }
}

package dev.updraft.service;

import com.flyteidl.core.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.wire.Wire;
import java.util.Map;

/** What a launch plan launches. */
sealed interface Launched {
  /** A task by itself. */
  record OfTask(RegisteredTask task) implements Launched {}

  /** A workflow. */
  record OfWorkflow(RegisteredWorkflow workflow) implements Launched {}

  default TypedInterface typed() {
    return switch (this) {
      case OfTask(var task) -> task.template().getInterface();
      case OfWorkflow(var workflow) -> workflow.spec().getTemplate().getInterface();
    };
  }

  /** What it takes, read once where that is kept. */
  default Map<String, Variable> inputs() {
    return switch (this) {
      case OfTask(var task) -> task.typed().inputs();
      case OfWorkflow(var workflow) ->
          Wire.readVariables(
              workflow.spec().getTemplate().getInterface().getInputs().toByteArray());
    };
  }

  /** For a sentence: {@code task 'inc'}. */
  default String shown() {
    return switch (this) {
      case OfTask(var task) -> "task '" + task.id().name() + "'";
      case OfWorkflow(var workflow) -> "workflow '" + workflow.id().name() + "'";
    };
  }
}

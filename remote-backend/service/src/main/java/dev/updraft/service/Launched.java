package dev.updraft.service;

import com.flyteidl.core.TypedInterface;

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

  /** For a sentence: {@code task 'inc'}. */
  default String shown() {
    return switch (this) {
      case OfTask(var task) -> "task '" + task.id().name() + "'";
      case OfWorkflow(var workflow) -> "workflow '" + workflow.id().name() + "'";
    };
  }
}

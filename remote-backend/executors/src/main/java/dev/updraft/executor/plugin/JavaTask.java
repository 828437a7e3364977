package dev.updraft.executor.plugin;

import dev.updraft.engine.Executor.Assignment;
import java.util.List;

/** Tasks that a notebook captured: they run in the runner. */
public final class JavaTask implements TaskPlugin {
  @Override
  public List<String> taskTypes() {
    return List.of("java-task");
  }

  @Override
  public Work prepare(Assignment assignment) {
    return new Work.InWorker(
        List.of(
            "updraft-run",
            "--inputs",
            assignment.inputsUri(),
            "--output-prefix",
            assignment.outputPrefix(),
            "--raw-output-prefix",
            assignment.rawOutputPrefix(),
            "--task",
            assignment.taskTemplateUri()));
  }
}

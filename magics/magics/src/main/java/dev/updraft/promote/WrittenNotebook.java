package dev.updraft.promote;

import dev.updraft.task.closure.CaptureClosure;
import dev.updraft.task.closure.WrittenCode;
import java.util.List;
import java.util.Map;

/**
 * What a notebook declares, read from its file as if it were run from its top.
 *
 * @param capture whose code this is
 * @param code all of it, as it stands after the last cell
 * @param tasks by name, the last of each
 * @param workflows by name, the last of each
 * @param jars the user's class path, in order, each once
 * @param problems why cells could not be read; with any, nothing is promoted
 */
record WrittenNotebook(
    CaptureClosure capture,
    WrittenCode code,
    Map<String, WrittenTask> tasks,
    Map<String, WrittenWorkflow> workflows,
    List<UserJar> jars,
    List<String> problems) {
  WrittenNotebook {
    tasks = Map.copyOf(tasks);
    workflows = Map.copyOf(workflows);
    jars = List.copyOf(jars);
    problems = List.copyOf(problems);
  }
}

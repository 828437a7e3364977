package dev.updraft.service;

import com.flyteidl.admin.WorkflowSpec;
import com.flyteidl.core.CompiledTask;
import com.flyteidl.core.CompiledWorkflowClosure;
import com.flyteidl.core.TaskTemplate;
import com.flyteidl.core.WorkflowTemplate;
import dev.updraft.types.graph.CheckWorkflow;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.wire.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A workflow with all that its executions need, in the shape that Flyte answers (contract 2.4):
 * tasks by name, each once, those of inner workflows too; inner workflows flat.
 */
final class CompileWorkflow {
  private static final Comparator<Reference> BY_NAME =
      Comparator.comparing(Reference::name)
          .thenComparing(Reference::project)
          .thenComparing(Reference::domain)
          .thenComparing(Reference::version);

  private CompileWorkflow() {}

  /**
   * @param spec that {@link CheckWorkflow} has nothing against
   * @param tasks the registered task of a name
   */
  static CompiledWorkflowClosure of(WorkflowSpec spec, Function<Reference, TaskTemplate> tasks) {
    var templates = new ArrayList<WorkflowTemplate>();
    templates.add(spec.getTemplate());
    var seen = new HashSet<>(List.of(spec.getTemplate().getId()));
    spec.getSubWorkflowsList().stream()
        .filter(each -> seen.add(each.getId()))
        .forEach(templates::add);
    var used = new TreeSet<Reference>(BY_NAME);
    var closure = CompiledWorkflowClosure.newBuilder();
    for (int i = 0; i < templates.size(); i++) {
      var workflow = Wire.readWorkflow(templates.get(i).toByteArray());
      used.addAll(tasksOf(workflow));
      var compiled = new CompiledNodes(templates.get(i), workflow).toWire();
      if (i == 0) {
        closure.setPrimary(compiled);
      } else {
        closure.addSubWorkflows(compiled);
      }
    }
    used.forEach(
        task -> closure.addTasks(CompiledTask.newBuilder().setTemplate(tasks.apply(task))));
    return closure.build();
  }

  private static List<Reference> tasksOf(Workflow workflow) {
    var tasks = new ArrayList<Reference>();
    for (var node : CheckWorkflow.everyNode(workflow)) {
      if (node.work() instanceof Work.Task(Reference task)) {
        tasks.add(task);
      }
    }
    return tasks;
  }
}

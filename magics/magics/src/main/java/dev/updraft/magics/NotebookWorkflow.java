package dev.updraft.magics;

import dev.updraft.client.CallState;
import dev.updraft.client.RemoteTask;
import dev.updraft.client.RemoteWorkflow;
import dev.updraft.client.model.WorkflowSpec;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Graph;
import dev.updraft.magics.view.Graph.Box;
import dev.updraft.magics.view.Graph.Edge;
import dev.updraft.magics.view.GraphView;
import dev.updraft.magics.view.Words;
import dev.updraft.task.closure.TaskSignature;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.workflow.CompiledWorkflow;
import dev.updraft.workflow.WorkflowText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A workflow of this notebook.
 *
 * @param key its method's among the notebook's members
 * @param cell where it was declared
 * @param maxParallelism how many nodes at once; 0 = as many as are ready
 */
record NotebookWorkflow(
    String name,
    String key,
    TaskSignature signature,
    String cell,
    CompiledWorkflow compiled,
    int maxParallelism) {

  /** The graph as it was declared: nothing of it has run. */
  GraphView view() {
    var nodes = compiled.workflow().nodes();
    var graph = new Graph(nodes.stream().map(NotebookWorkflow::box).toList(), edges());
    return new GraphView(
        Glyph.DONE.sign()
            + " "
            + signature
            + (signature.returns().equals("void") ? "" : " → " + signature.returns())
            + " · "
            + Words.count(nodes.size(), "node"),
        graph,
        WorkflowText.of(compiled.workflow()));
  }

  /** The graph while it runs, or as it ended: each node with where it stands. */
  GraphView view(CallState state, Instant now) {
    var stands = new NodeStands(state, now);
    var graph =
        new Graph(
            compiled.workflow().nodes().stream().map(node -> box(node, stands)).toList(), edges());
    return new GraphView(name, graph, text(stands));
  }

  /** A line for each node, in the order of the text. */
  private String text(NodeStands stands) {
    return compiled.workflow().nodes().stream()
        .map(
            node -> {
              var box = box(node, stands);
              return "  %s %s %s%s"
                  .formatted(
                      box.glyph().sign(),
                      node.id(),
                      box.name(),
                      box.detail().isEmpty() ? "" : " · " + box.detail());
            })
        .collect(Collectors.joining("\n"));
  }

  private static Box box(Node node, NodeStands stands) {
    var stand = stands.of(node);
    return new Box(
        node.id(),
        node.name(),
        stand.detail().isEmpty() ? detail(node.work()) : stand.detail(),
        stand.glyph());
  }

  private static Box box(Node node) {
    return new Box(node.id(), node.name(), detail(node.work()), Glyph.WAITS);
  }

  private List<Edge> edges() {
    var edges = new ArrayList<Edge>();
    WorkflowText.before(compiled.workflow())
        .forEach((node, before) -> before.forEach(from -> edges.add(new Edge(from, node))));
    return edges;
  }

  /**
   * The workflow as the client sends it, with the tasks as they are now.
   *
   * @param calling the handle's class, which has the types
   */
  RemoteWorkflow remote(Workbench bench, Class<?> calling) {
    var inner = new LinkedHashMap<Reference, Workflow>();
    var tasks = new LinkedHashMap<String, RemoteTask>();
    gather(bench, inner, tasks);
    return new RemoteWorkflow(
        new WorkflowSpec(
            compiled.workflow(),
            signature.documentation().orElse(""),
            List.copyOf(inner.values()),
            Map.of()),
        mapping(bench, calling),
        tasks,
        maxParallelism);
  }

  /** Its types as a handle's class has them. */
  TaskMapping mapping(Workbench bench, Class<?> calling) {
    return TaskMapping.of(
        Signature.of(
            name,
            NotebookTask.run(calling),
            signature.parameters().stream().map(each -> each.name()).toList()),
        bench.connection().types());
  }

  private void gather(
      Workbench bench, Map<Reference, Workflow> inner, Map<String, RemoteTask> tasks) {
    compiled.inner().forEach(workflow -> inner.put(workflow.id(), workflow));
    Stream.concat(Stream.of(compiled.workflow()), compiled.inner().stream())
        .flatMap(workflow -> workflow.nodes().stream())
        .forEach(node -> gather(bench, node, inner, tasks));
  }

  private static void gather(
      Workbench bench, Node node, Map<Reference, Workflow> inner, Map<String, RemoteTask> tasks) {
    switch (node.work()) {
      case Work.Task(var task) -> {
        tasks.computeIfAbsent(task.name(), name -> bench.task(name).remote(bench));
      }
      case Work.SubWorkflow(var reference) -> {
        var called = bench.workflows().get(reference.name());
        if (called != null && !inner.containsKey(reference)) {
          inner.put(reference, called.compiled().workflow());
          called.gather(bench, inner, tasks);
        }
      }
      case Work.Branch branch -> branch.nodes().forEach(arm -> gather(bench, arm, inner, tasks));
      case Work.Each each -> gather(bench, each.node(), inner, tasks);
      case Work.LaunchPlan _ -> {}
    }
  }

  private static String detail(Work work) {
    return switch (work) {
      case Work.Task _ -> "";
      case Work.SubWorkflow _, Work.LaunchPlan _ -> "workflow";
      case Work.Each _ -> "for each element";
      case Work.Branch branch -> arms(branch.nodes());
    };
  }

  private static String arms(List<Node> arms) {
    return arms.stream().map(WorkflowText::label).collect(Collectors.joining(" | "));
  }
}

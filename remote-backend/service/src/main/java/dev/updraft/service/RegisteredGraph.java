package dev.updraft.service;

import com.flyteidl.admin.ExecutionMetadata;
import com.flyteidl.admin.ExecutionSpec;
import dev.updraft.engine.Graphs;
import dev.updraft.engine.UniqueId;
import dev.updraft.engine.graph.Plan;
import dev.updraft.model.EntityId;
import dev.updraft.model.EntityKind;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Launch;
import dev.updraft.model.Request;
import dev.updraft.model.Role;
import dev.updraft.model.TaskRun;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.Literals;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.CheckWorkflow;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.wire.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A registered workflow, or a part of it, as one execution runs it. */
final class RegisteredGraph implements Graphs.Graph {
  private final Execution execution;
  private final ExecutionSpec spec;
  private final Map<String, Literal> inputs;
  private final Map<Reference, Workflow> inner;
  private final Known known;
  private final Part part;

  /** Looked up once: a map asks for the same one for each element. */
  private final Map<Reference, RegisteredTask> tasks = new ConcurrentHashMap<>();

  private final Plan plan;

  /** Where what nodes run is found, and how what they are given is checked. */
  record Known(
      Function<EntityId, RegisteredTask> tasks, LaunchPlanCalls plans, InputCheck inputs) {}

  /**
   * @param inner the workflows that it runs as nodes
   */
  RegisteredGraph(
      Execution execution,
      ExecutionSpec spec,
      byte[] inputs,
      Workflow workflow,
      Map<Reference, Workflow> inner,
      Known known) {
    this.execution = execution;
    this.spec = spec;
    this.inputs = Wire.readLiterals(inputs);
    this.inner = Map.copyOf(inner);
    this.known = known;
    this.part = Part.of(execution.role());
    var here = part.workflow().map(this::inner).orElse(workflow);
    this.plan =
        part.map()
            .<Plan>map(node -> map(here, node))
            .orElseGet(() -> new Plan.Whole(here, spec.getMaxParallelism()));
  }

  private Workflow inner(Reference reference) {
    var found = inner.get(reference);
    if (found == null) {
      throw new InvalidRequest(
          "Workflow '%s' is not among those that %s brings along."
              .formatted(reference.name(), execution.workflow().shown()));
    }
    return found;
  }

  private Plan map(Workflow workflow, String id) {
    var node =
        CheckWorkflow.everyNode(workflow).stream()
            .filter(one -> one.id().equals(id) && one.work() instanceof Work.Each)
            .findFirst();
    if (node.isEmpty() || !(node.get().work() instanceof Work.Each each)) {
      throw new InvalidRequest(
          "Node '%s' of '%s' maps nothing.".formatted(id, workflow.id().name()));
    }
    var typed = typed(each.node());
    var lists =
        typed.inputs().keySet().stream().filter(name -> !each.bound().contains(name)).toList();
    return new Plan.Map(
        each,
        lists,
        List.copyOf(typed.outputs().keySet()),
        each.parallelism().orElse(spec.getMaxParallelism()));
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public Map<String, Literal> inputs() {
    return inputs;
  }

  @Override
  public Map<String, LiteralType> takes(Node node) {
    return switch (node.work()) {
      case Work.Branch _, Work.Gate _ -> Map.of();
      case Work.Each each -> {
        var lists = new LinkedHashMap<String, LiteralType>();
        types(typed(each.node()).inputs())
            .forEach(
                (name, type) ->
                    lists.put(
                        name,
                        each.listTyped() || each.bound().contains(name)
                            ? type
                            : new LiteralType.Collection(type, Optional.empty())));
        yield lists;
      }
      case Work.Task _, Work.SubWorkflow _, Work.LaunchPlan _ -> types(typed(node).inputs());
    };
  }

  private TypedInterface typed(Node node) {
    return switch (node.work()) {
      case Work.Task(var task) -> task(task).typed();
      case Work.SubWorkflow(var workflow) -> inner(workflow).typedInterface();
      case Work.LaunchPlan(var launchPlan) -> plan(launchPlan).takes().typedInterface();
      case Work.Branch _, Work.Each _, Work.Gate _ ->
          throw new InvalidRequest(
              "Node '%s' does for each element what is itself a branch, a gate or a map; give it a workflow that has it."
                  .formatted(node.id()));
    };
  }

  private static Map<String, LiteralType> types(Map<String, Variable> variables) {
    var types = new LinkedHashMap<String, LiteralType>();
    variables.forEach((name, variable) -> types.put(name, variable.type()));
    return types;
  }

  private RegisteredTask task(Reference task) {
    return tasks.computeIfAbsent(
        task, t -> known.tasks().apply(RegisteredInterfaces.id(EntityKind.TASK, t)));
  }

  private LaunchPlanCalls.Plan plan(Reference reference) {
    return known.plans().plan(RegisteredInterfaces.id(EntityKind.LAUNCH_PLAN, reference));
  }

  @Override
  public Request request(
      Node node, Map<String, Literal> given, ExecutionId id, Role.Parent parent) {
    return switch (node.work()) {
      case Work.Task(var reference) -> task(node, task(reference), given, id, parent);
      case Work.SubWorkflow(var workflow) -> {
        known
            .inputs()
            .check(
                "workflow '" + workflow.name() + "'",
                inner(workflow).typedInterface().inputs(),
                given);
        yield graph(Role.Kind.GRAPH, execution.workflow(), part.inner(workflow), given, id, parent);
      }
      case Work.Each _ ->
          graph(Role.Kind.MAP, execution.workflow(), part.mapOf(node.id()), given, id, parent);
      case Work.Gate gate ->
          new Launch(
              id,
              spec.toByteArray(),
              write(given),
              execution.launched(),
              GateRuns.of(execution.workflow(), node, gate),
              new Role(Role.Kind.GATE, "", Optional.of(parent)),
              execution.labels(),
              references(given));
      case Work.LaunchPlan(var reference) -> launchPlan(node, plan(reference), given, id, parent);
      case Work.Branch _ ->
          throw new IllegalStateException("A branch is not run itself: " + node.id());
    };
  }

  private Request launchPlan(
      Node node,
      LaunchPlanCalls.Plan launchPlan,
      Map<String, Literal> given,
      ExecutionId id,
      Role.Parent parent) {
    var all = read(launchPlan.complete(LiteralMaps.read(write(given))).toByteArray());
    return switch (launchPlan.launched()) {
      case Launched.OfTask(var task) -> task(node, task, all, id, parent);
      case Launched.OfWorkflow(var workflow) ->
          new GraphLaunch(
              id,
              child(launchPlan, parent).toByteArray(),
              write(all),
              launchPlan.id(),
              workflow.id(),
              new Role(Role.Kind.GRAPH, Part.ALL.text(), Optional.of(parent)),
              execution.labels(),
              references(all));
    };
  }

  /** What an execution of its own says of whom it belongs to (contract 3.6). */
  private ExecutionSpec child(LaunchPlanCalls.Plan launchPlan, Role.Parent parent) {
    var node = UniqueId.ofPath(parent.path());
    var child = spec.toBuilder().setLaunchPlan(Ids.toWire(launchPlan.id()));
    child
        .getMetadataBuilder()
        .setMode(ExecutionMetadata.ExecutionMode.CHILD_WORKFLOW)
        .setNesting(spec.getMetadata().getNesting() + 1)
        .clearReferenceExecution()
        .setParentNodeExecution(Ids.toWire(parent.root(), node));
    return child.build();
  }

  private Launch task(
      Node node,
      RegisteredTask task,
      Map<String, Literal> given,
      ExecutionId id,
      Role.Parent parent) {
    known.inputs().check("task '" + task.id().name() + "'", task.typed().inputs(), given);
    var run = run(node, task, given, parent);
    return new Launch(
        id,
        spec.toByteArray(),
        write(given),
        task.id(),
        TaskRuns.with(run, node.options()),
        new Role(Role.Kind.TASK, "", Optional.of(parent)),
        execution.labels(),
        references(given));
  }

  private TaskRun run(
      Node node, RegisteredTask task, Map<String, Literal> given, Role.Parent parent) {
    if (plan instanceof Plan.Map map && map.whole()) {
      int index = Integer.parseInt(node.id());
      return TaskRuns.ofElement(parent.root(), task, spec, map.element(index, given), index);
    }
    return TaskRuns.of(parent.root(), task, spec, given);
  }

  private GraphLaunch graph(
      Role.Kind kind,
      EntityId workflow,
      Part of,
      Map<String, Literal> given,
      ExecutionId id,
      Role.Parent parent) {
    return new GraphLaunch(
        id,
        spec.toByteArray(),
        write(given),
        execution.launched(),
        workflow,
        new Role(kind, of.text(), Optional.of(parent)),
        execution.labels(),
        references(given));
  }

  @Override
  public Map<String, Literal> read(byte[] literals) {
    return Wire.readLiterals(literals);
  }

  @Override
  public byte[] write(Map<String, Literal> literals) {
    return Wire.writeLiterals(literals);
  }

  @Override
  public List<String> references(Map<String, Literal> literals) {
    return literals.values().stream().flatMap(Literals::uris).distinct().toList();
  }
}

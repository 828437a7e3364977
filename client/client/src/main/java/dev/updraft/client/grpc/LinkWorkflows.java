package dev.updraft.client.grpc;

import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.WorkflowTemplate;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.client.model.WorkflowSpec;
import dev.updraft.types.Literal;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import dev.updraft.types.wire.Wire;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Gives a workflow and those within it their place and versions. A version follows from the
 * content, in which the versions of what its nodes run are: so the inner ones come first.
 */
final class LinkWorkflows {
  private final String project;
  private final String domain;
  private final UnaryOperator<Reference> tasks;
  private final Map<Reference, Workflow> inner = new LinkedHashMap<>();
  private final Map<Reference, WorkflowTemplate> linked = new LinkedHashMap<>();
  private final Set<Reference> underWay = new HashSet<>();

  LinkWorkflows(
      String project, String domain, List<Workflow> inner, UnaryOperator<Reference> tasks) {
    this.project = project;
    this.domain = domain;
    this.tasks = tasks;
    inner.forEach(each -> this.inner.put(each.id(), each));
  }

  /** The workflow itself, with its id. */
  static Linked of(
      String project, String domain, WorkflowSpec spec, UnaryOperator<Reference> tasks) {
    var link = new LinkWorkflows(project, domain, spec.inner(), tasks);
    var defaults = literals(spec.defaults());
    var template = link.template(spec.workflow(), defaults);
    return new Linked(template, defaults, List.copyOf(link.linked.values()));
  }

  /** What is sent. */
  record Linked(WorkflowTemplate template, LiteralMap defaults, List<WorkflowTemplate> inner) {}

  private static LiteralMap literals(Map<String, Literal> literals) {
    try {
      return LiteralMap.parseFrom(Wire.writeLiterals(literals));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The defaults of a workflow were written wrongly.", e);
    }
  }

  /**
   * @param defaults part of the version, for the launch plan that holds them has the same
   */
  private WorkflowTemplate template(Workflow workflow, LiteralMap defaults) {
    underWay.add(workflow.id());
    var nodes = workflow.nodes().stream().map(this::node).toList();
    var there =
        new Workflow(
            new Reference(project, domain, workflow.id().name(), workflow.id().version()),
            workflow.typedInterface(),
            nodes,
            workflow.outputs(),
            workflow.onFailure(),
            workflow.failureNode().map(this::node));
    underWay.remove(workflow.id());
    var template = parse(there).toBuilder();
    if (workflow.id().version().isEmpty()) {
      var version = ContentVersion.of(template.clone().clearId().build(), defaults);
      template.getIdBuilder().setVersion(version);
    }
    return template.build();
  }

  private static WorkflowTemplate parse(Workflow workflow) {
    try {
      return WorkflowTemplate.parseFrom(Wire.writeWorkflow(workflow));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "The template of workflow '" + workflow.id().name() + "' was written wrongly.", e);
    }
  }

  private Node node(Node node) {
    return new Node(
        node.id(), node.name(), node.inputs(), node.upstream(), node.options(), work(node.work()));
  }

  private Work work(Work work) {
    return switch (work) {
      case Work.Task(Reference task) -> new Work.Task(tasks.apply(task));
      case Work.SubWorkflow(Reference workflow) -> new Work.SubWorkflow(workflow(workflow));
      case Work.LaunchPlan plan -> plan;
      case Work.Gate gate -> gate;
      case Work.Branch branch ->
          new Work.Branch(
              branch.cases().stream()
                  .map(one -> new Work.Case(one.when(), node(one.then())))
                  .toList(),
              branch.otherwise().map(this::node),
              branch.error());
      case Work.Each each ->
          new Work.Each(
              node(each.node()),
              each.bound(),
              each.parallelism(),
              each.minSuccesses(),
              each.minSuccessRatio(),
              each.listTyped());
    };
  }

  /** One that is missing, or runs itself, stays as it is: the backend says so. */
  private Reference workflow(Reference reference) {
    var found = inner.get(reference);
    if (found == null || underWay.contains(reference)) {
      return reference;
    }
    var template = linked.get(reference);
    if (template == null) {
      template = template(found, LiteralMap.getDefaultInstance());
      linked.put(reference, template);
    }
    var id = template.getId();
    return new Reference(id.getProject(), id.getDomain(), id.getName(), id.getVersion());
  }
}

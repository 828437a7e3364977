package dev.updraft.service;

import com.flyteidl.core.Binding;
import com.flyteidl.core.BindingData;
import com.flyteidl.core.CompiledWorkflow;
import com.flyteidl.core.ConnectionSet;
import com.flyteidl.core.ConnectionSet.IdList;
import com.flyteidl.core.IfBlock;
import com.flyteidl.core.Node;
import com.flyteidl.core.WorkflowTemplate;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One workflow as Flyte compiles it: with start and end nodes and the connections between all, the
 * arms of branches named after their branch, and no promise without a node.
 */
final class CompiledNodes {
  private final WorkflowTemplate sent;
  private final Workflow workflow;
  private final Map<String, TreeSet<String>> upstream = new TreeMap<>();
  private final Map<String, TreeSet<String>> downstream = new TreeMap<>();

  /**
   * @param workflow what {@code sent} says
   */
  CompiledNodes(WorkflowTemplate sent, Workflow workflow) {
    this.sent = sent;
    this.workflow = workflow;
  }

  CompiledWorkflow toWire() {
    connect();
    return CompiledWorkflow.newBuilder()
        .setTemplate(template())
        .setConnections(
            ConnectionSet.newBuilder()
                .putAllDownstream(lists(downstream))
                .putAllUpstream(lists(upstream)))
        .build();
  }

  private WorkflowTemplate template() {
    var template = sent.toBuilder().clearNodes().clearOutputs();
    sent.getOutputsList().forEach(output -> template.addOutputs(named(output)));
    template.addNodes(Node.newBuilder().setId(Workflow.START_NODE));
    template.addNodes(
        Node.newBuilder().setId(Workflow.END_NODE).addAllInputs(template.getOutputsList()));
    for (var node : sent.getNodesList()) {
      if (!node.getId().equals(Workflow.START_NODE) && !node.getId().equals(Workflow.END_NODE)) {
        template.addNodes(node(node));
      }
    }
    if (sent.hasFailureNode()) {
      template.setFailureNode(node(sent.getFailureNode()));
    }
    return template.build();
  }

  private static Node node(Node sent) {
    var node = sent.toBuilder().clearInputs();
    sent.getInputsList().forEach(input -> node.addInputs(named(input)));
    if (sent.hasBranchNode()) {
      var block = node.getBranchNodeBuilder().getIfElseBuilder();
      arm(sent.getId(), block.getCaseBuilder());
      block.getOtherBuilderList().forEach(other -> arm(sent.getId(), other));
      if (block.hasElseNode()) {
        block.setElseNode(arm(sent.getId(), block.getElseNode()));
      }
    }
    if (sent.hasArrayNode()) {
      node.getArrayNodeBuilder().setNode(node(sent.getArrayNode().getNode()));
    }
    return node.build();
  }

  private static void arm(String branch, IfBlock.Builder block) {
    block.setThenNode(arm(branch, block.getThenNode()));
  }

  private static Node arm(String branch, Node arm) {
    return node(arm.toBuilder().setId(armId(branch, arm.getId())).build());
  }

  private static String armId(String branch, String arm) {
    return branch + "-" + arm;
  }

  private static Binding named(Binding binding) {
    return binding.toBuilder().setBinding(named(binding.getBinding())).build();
  }

  private static BindingData named(BindingData data) {
    return switch (data.getValueCase()) {
      case PROMISE -> {
        var named = data.toBuilder();
        if (data.getPromise().getNodeId().isEmpty()) {
          named.getPromiseBuilder().setNodeId(Workflow.START_NODE);
        }
        yield named.build();
      }
      case COLLECTION -> {
        var named = data.toBuilder();
        named.getCollectionBuilder().clearBindings();
        data.getCollection()
            .getBindingsList()
            .forEach(each -> named.getCollectionBuilder().addBindings(named(each)));
        yield named.build();
      }
      case MAP -> {
        var named = data.toBuilder();
        data.getMap()
            .getBindingsMap()
            .forEach((key, each) -> named.getMapBuilder().putBindings(key, named(each)));
        yield named.build();
      }
      case SCALAR, OFFLOADED_METADATA, VALUE_NOT_SET -> data;
    };
  }

  /** Arms and the failure node know whom they wait for, and nobody waits for them. */
  private void connect() {
    workflow.nodes().forEach(node -> connect(node, before(node)));
    workflow.outputs().values().stream()
        .flatMap(binding -> binding.nodes().stream())
        .forEach(id -> edge(id, Workflow.END_NODE));
    for (var node : workflow.nodes()) {
      if (!upstream.containsKey(node.id())) {
        edge(Workflow.START_NODE, node.id());
      }
      if (!downstream.containsKey(node.id())) {
        edge(node.id(), Workflow.END_NODE);
      }
      arms(node.id(), node.work());
    }
    workflow.failureNode().ifPresent(node -> before(node.id(), before(node)));
  }

  private void connect(dev.updraft.types.graph.Node node, Collection<String> before) {
    before.forEach(id -> edge(id, node.id()));
  }

  private void arms(String branch, Work work) {
    if (work instanceof Work.Branch arms) {
      for (var arm : arms.nodes()) {
        var id = armId(branch, arm.id());
        before(id, before(arm));
        arms(id, arm.work());
      }
    }
  }

  private static Collection<String> before(dev.updraft.types.graph.Node node) {
    var before = new TreeSet<>(node.dependencies());
    boolean fromStart =
        node.inputs().values().stream()
            .anyMatch(binding -> binding.nodes().contains(Workflow.START_NODE));
    if (fromStart) {
      before.add(Workflow.START_NODE);
    }
    return before;
  }

  private void before(String id, Collection<String> before) {
    if (!before.isEmpty()) {
      upstream.computeIfAbsent(id, _ -> new TreeSet<>()).addAll(before);
    }
  }

  private void edge(String from, String to) {
    upstream.computeIfAbsent(to, _ -> new TreeSet<>()).add(from);
    downstream.computeIfAbsent(from, _ -> new TreeSet<>()).add(to);
  }

  private static Map<String, IdList> lists(Map<String, TreeSet<String>> edges) {
    var lists = new TreeMap<String, IdList>();
    edges.forEach((id, others) -> lists.put(id, IdList.newBuilder().addAllIds(others).build()));
    return lists;
  }
}

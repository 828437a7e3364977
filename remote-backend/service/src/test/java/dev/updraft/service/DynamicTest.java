package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.admin.DynamicWorkflowNodeMetadata;
import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.GetDynamicNodeWorkflowRequest;
import com.flyteidl.admin.NodeExecution;
import com.flyteidl.admin.NodeExecutionGetDataRequest;
import com.flyteidl.admin.NodeExecutionGetRequest;
import com.flyteidl.admin.WorkflowExecutionGetDataRequest;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.ArrayNode;
import com.flyteidl.core.Binding;
import com.flyteidl.core.BindingData;
import com.flyteidl.core.BindingDataCollection;
import com.flyteidl.core.DynamicJobSpec;
import com.flyteidl.core.ExecutionError;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.Node;
import com.flyteidl.core.NodeExecutionIdentifier;
import com.flyteidl.core.OutputReference;
import com.flyteidl.core.Primitive;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.Resources.ResourceEntry;
import com.flyteidl.core.Resources.ResourceName;
import com.flyteidl.core.Scalar;
import com.flyteidl.core.TaskNode;
import com.flyteidl.core.TaskTemplate;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import com.flyteidl.core.WorkflowNode;
import com.flyteidl.core.WorkflowTemplate;
import com.google.protobuf.BoolValue;
import dev.updraft.service.v1.WatchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dynamic task made is run and seen as on Flyte. */
class DynamicTest {
  private RunningServer running;

  @BeforeEach
  void start(@TempDir Path home) {
    running = RunningServer.at(home);
    for (var inc : List.of("inc", "rec.inc")) {
      running.executor.body(
          inc, inputs -> Tasks.map("o0", Tasks.integer(Tasks.integer(inputs, "a") + 1)));
    }
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void nodesAndTheirDataAreThoseOfTheRecording() throws IOException {
    var recorded = RecordedWorkflows.recording("dynamic");
    new RecordedWorkflows(running).register(recorded);
    var node = recorded.getAsJsonArray("nodes").get(1).getAsJsonObject();
    var theirs =
        RecordedWorkflows.read(
                node.getAsJsonObject("data").get("dynamic_workflow"),
                DynamicWorkflowNodeMetadata.newBuilder())
            .build();
    running.executor.dynamic("rec.dyn", _ -> written(theirs));

    var id =
        launch(new RecordedWorkflows(running).plan(recorded), Tasks.map("n", Tasks.integer(2)));

    assertThat(NodeShapes.of(running.admin(), id))
        .isEqualTo(NodeShapes.of(recorded.getAsJsonArray("nodes")));
    assertThat(Normal.of(RecordedWorkflows.json(node(id, "n0").getMetadata())))
        .isEqualTo(Normal.of(node.getAsJsonObject("node_execution").get("metadata")));
    var closure = node(id, "n0").getClosure();
    assertThat(closure.getDynamicJobSpecUri()).endsWith("/data/0/futures.pb");
    assertThat(closure.hasTaskNodeMetadata()).isTrue();
    assertThat(closure.getTaskNodeMetadata().getCheckpointUri()).isEmpty();
    var ours = shown(id, "n0");
    assertThat(ours.getCompiledWorkflow().getPrimary().getConnections())
        .isEqualTo(theirs.getCompiledWorkflow().getPrimary().getConnections());
    assertThat(ours.getCompiledWorkflow().getPrimary().getTemplate().getNodesList())
        .isEqualTo(theirs.getCompiledWorkflow().getPrimary().getTemplate().getNodesList());
    assertThat(ours.getCompiledWorkflow().getTasksList())
        .isEqualTo(theirs.getCompiledWorkflow().getTasksList());
    assertThat(ours.getId().getName()).isEqualTo("dynamic_n0");
    assertThat(ours.getDynamicJobSpecUri()).isEqualTo(closure.getDynamicJobSpecUri());
    assertThat(
            running
                .admin()
                .getDynamicNodeWorkflow(
                    GetDynamicNodeWorkflowRequest.newBuilder().setId(nodeId(id, "n0")).build())
                .getCompiledWorkflow())
        .isEqualTo(ours.getCompiledWorkflow());
    assertThatThrownBy(
            () ->
                running
                    .admin()
                    .getDynamicNodeWorkflow(
                        GetDynamicNodeWorkflowRequest.newBuilder()
                            .setId(nodeId(id, "n0-0-dn0"))
                            .build()))
        .hasMessageContaining("NOT_FOUND")
        .hasMessageContaining("only a dynamic task makes one");
  }

  private static DynamicJobSpec written(DynamicWorkflowNodeMetadata compiled) {
    var template =
        RecordedWorkflows.sent(compiled.getCompiledWorkflow().getPrimary().getTemplate());
    var spec =
        DynamicJobSpec.newBuilder()
            .addAllNodes(template.getNodesList())
            .addAllOutputs(template.getOutputsList());
    compiled.getCompiledWorkflow().getTasksList().forEach(t -> spec.addTasks(t.getTemplate()));
    return spec.build();
  }

  @Test
  void tasksThatCameAlongNeedNotBeRegistered() {
    makes(spec(task("dn0", "inc", value(4))).addTasks(named("inc", Tasks.template())));

    var id = launch(Tasks.id("make"), Tasks.map("a", Tasks.integer(0)));

    assertThat(result(id)).isEqualTo(5);
    assertThat(node(id, "make-0-dn0").getMetadata().getRetryGroup()).isEqualTo("0");
  }

  @Test
  void nodesMayBeMapsAndWorkflowsThatCameAlong() {
    var inner =
        WorkflowTemplate.newBuilder()
            .setId(Tasks.id("inner").toBuilder().setResourceType(ResourceType.WORKFLOW))
            .setInterface(Tasks.template().getInterface())
            .addNodes(task("n0", "inc", promise("", "a")))
            .addOutputs(Binding.newBuilder().setVar("o0").setBinding(promise("n0", "o0")));
    var within =
        Node.newBuilder()
            .setId("dn1")
            .addInputs(Binding.newBuilder().setVar("a").setBinding(value(7)))
            .addUpstreamNodeIds("dn0")
            .setWorkflowNode(WorkflowNode.newBuilder().setSubWorkflowRef(inner.getId()));
    makes(
        spec(map("inc", list(1, 2, 3)), within.build())
            .addTasks(named("inc", Tasks.template()))
            .addSubworkflows(inner));

    var id = launch(Tasks.id("make"), Tasks.map("a", Tasks.integer(0)));

    assertThat(result(id)).isEqualTo(8);
    assertThat(running.executor.runs("inc")).isEqualTo(4);
    assertThat(NodeShapes.of(running.admin(), id))
        .filteredOn(line -> line.contains("n0-0-n0") || line.contains("(n0)"))
        .hasSize(1);
  }

  @Test
  void elementsOfAMapMayBeDynamicTasks() {
    var last = task("dn1", "inc", value(9)).toBuilder().addUpstreamNodeIds("dn0").build();
    makes(
        spec(map("deeper", list(1, 2)), last)
            .addTasks(named("deeper", Tasks.template()))
            .addTasks(named("inc", Tasks.template())));
    running.executor.dynamic(
        "deeper",
        inputs ->
            spec(task("dn0", "inc", value(10 * Tasks.integer(inputs, "a"))))
                .addTasks(named("inc", Tasks.template()))
                .build());

    var id = launch(Tasks.id("make"), Tasks.map("a", Tasks.integer(0)));

    assertThat(result(id)).isEqualTo(10);
    assertThat(running.executor.runs("inc")).isEqualTo(3);
    assertThat(node(id, "make-0-dn0-0-1").getMetadata().getIsDynamic()).isTrue();
    assertThat(node(id, "make-0-dn0-0-1-0-dn0").getClosure().getPhase().name())
        .isEqualTo("SUCCEEDED");
  }

  @Test
  void nodesMayHaveAnotherMemoryAndImageThanTheirTasks() throws IOException {
    var inc = Tasks.template();
    inc.getContainerBuilder().setImage("first:1");
    var large = task("dn0", "inc", value(4)).toBuilder();
    large
        .getTaskNodeBuilder()
        .getOverridesBuilder()
        .setContainerImage("second:2")
        .getResourcesBuilder()
        .addLimits(ResourceEntry.newBuilder().setName(ResourceName.MEMORY).setValue("3Gi"));
    makes(spec(large.build()).addTasks(named("inc", inc)));

    launch(Tasks.id("make"), Tasks.map("a", Tasks.integer(0)));

    var launched = running.executor.assignments("inc").getFirst();
    assertThat(launched.resources().memory()).isEqualTo(3L << 30);
    assertThat(TaskTemplate.parseFrom(launched.template()).getContainer().getImage())
        .isEqualTo("second:2");
  }

  @Test
  void dynamicTaskThatCameAlongWithAnotherMakesItsOwn() {
    makes(
        spec(task("dn0", "deeper", value(4)))
            .addTasks(named("deeper", Tasks.template()))
            .addTasks(named("inc", Tasks.template())));
    running.executor.dynamic(
        "deeper",
        _ -> spec(task("dn0", "inc", value(40))).addTasks(named("inc", Tasks.template())).build());

    var id = launch(Tasks.id("make"), Tasks.map("a", Tasks.integer(0)));

    assertThat(result(id)).isEqualTo(41);
    assertThat(node(id, "make-0-dn0").getMetadata().getIsDynamic()).isTrue();
    assertThat(shown(id, "make-0-dn0").getCompiledWorkflow().getTasksCount()).isEqualTo(1);
  }

  @Test
  void whatCannotBeRunFailsTheTaskWithEveryProblem() {
    makes(
        spec(
                task("dn0", "nowhere", value(4)),
                task("dn1", "inc", promise("dn7", "o0")),
                task("dn2", "inc", value(4)))
            .addTasks(named("inc", Tasks.template())));

    var id = launch(Tasks.id("make"), Tasks.map("a", Tasks.integer(0)));

    var error = error(id);
    assertThat(error.getCode()).isEqualTo("DynamicWorkflowBuildFailed");
    assertThat(error.getKind()).isEqualTo(ExecutionError.ErrorKind.USER);
    assertThat(error.getMessage())
        .startsWith("The workflow that the task made cannot be run:\n- ")
        .contains("nowhere", "dn7");
    assertThat(node(id, "make").getClosure().getPhase().name()).isEqualTo("FAILED");
  }

  @Test
  void whatIsNotAWorkflowFailsTheTask() {
    makes(DynamicJobSpec.newBuilder());
    assertThat(error(launch(Tasks.id("make"), Tasks.map("a", Tasks.integer(0)))).getMessage())
        .startsWith("The workflow that the task made cannot be run:\n- ");

    running.executor.garbled("make");
    assertThat(error(launch(Tasks.id("make"), Tasks.map("a", Tasks.integer(1)))).getMessage())
        .startsWith("The workflow that the task made cannot be read (futures.pb): ");
  }

  @Test
  void whatCannotEvenBeReadIsNotShown() {
    makes(spec(Node.newBuilder().setId("dn0").build()));

    var id = launch(Tasks.id("make"), Tasks.map("a", Tasks.integer(0)));

    assertThat(error(id).getMessage())
        .startsWith("The workflow that the task made cannot be read: Node 'dn0' has no work");
    assertThat(shown(id, "make")).isEqualTo(DynamicWorkflowNodeMetadata.getDefaultInstance());
  }

  @Test
  void whatItsNodesFailOfItFailsOf() {
    running.executor.body(
        "inc",
        _ -> {
          throw new IllegalArgumentException("no good");
        });
    makes(spec(task("dn0", "inc", value(4))).addTasks(named("inc", Tasks.template())));

    var error = error(launch(Tasks.id("make"), Tasks.map("a", Tasks.integer(0))));

    assertThat(error.getCode()).isEqualTo("USER:RuntimeError");
    assertThat(error.getMessage()).isEqualTo("no good");
    assertThat(running.executor.runs("make")).isEqualTo(1);
  }

  private void makes(DynamicJobSpec.Builder spec) {
    running.admin().createTask(Tasks.register("make", Tasks.template()));
    running.executor.dynamic("make", _ -> spec.build());
  }

  /** The last node's output is the graph's. */
  private static DynamicJobSpec.Builder spec(Node... nodes) {
    return DynamicJobSpec.newBuilder()
        .addAllNodes(List.of(nodes))
        .addOutputs(
            Binding.newBuilder()
                .setVar("o0")
                .setBinding(promise(nodes[nodes.length - 1].getId(), "o0")));
  }

  private static TaskTemplate named(String name, TaskTemplate.Builder template) {
    return template.setId(Tasks.id(name)).build();
  }

  private static Node task(String id, String task, BindingData a) {
    return Node.newBuilder()
        .setId(id)
        .addInputs(Binding.newBuilder().setVar("a").setBinding(a))
        .setTaskNode(TaskNode.newBuilder().setReferenceId(Tasks.id(task)))
        .build();
  }

  /** A node {@code dn0} that does a task for each element. */
  private static Node map(String task, BindingData elements) {
    return Node.newBuilder()
        .setId("dn0")
        .addInputs(Binding.newBuilder().setVar("a").setBinding(elements))
        .setArrayNode(
            ArrayNode.newBuilder()
                .setIsOriginalSubNodeInterface(BoolValue.of(true))
                .setNode(
                    Node.newBuilder()
                        .setId("dn0")
                        .setTaskNode(TaskNode.newBuilder().setReferenceId(Tasks.id(task)))))
        .build();
  }

  private static BindingData promise(String node, String output) {
    return BindingData.newBuilder()
        .setPromise(OutputReference.newBuilder().setNodeId(node).setVar(output))
        .build();
  }

  private static BindingData value(long value) {
    return BindingData.newBuilder()
        .setScalar(Scalar.newBuilder().setPrimitive(Primitive.newBuilder().setInteger(value)))
        .build();
  }

  private static BindingData list(long... values) {
    var all = BindingDataCollection.newBuilder();
    LongStream.of(values).forEach(each -> all.addBindings(value(each)));
    return BindingData.newBuilder().setCollection(all).build();
  }

  private WorkflowExecutionIdentifier launch(Identifier what, LiteralMap inputs) {
    var id =
        running
            .admin()
            .createExecution(
                ExecutionCreateRequest.newBuilder()
                    .setProject(what.getProject())
                    .setDomain(what.getDomain())
                    .setInputs(inputs)
                    .setSpec(ExecutionSpec.newBuilder().setLaunchPlan(what))
                    .build())
            .getId();
    var events = running.updraft().watch(WatchRequest.newBuilder().addIds(id).build());
    while (!events.next().getLast()) {
      // until it has ended
    }
    return id;
  }

  private long result(WorkflowExecutionIdentifier id) {
    assertThat(error(id)).isEqualTo(ExecutionError.getDefaultInstance());
    var data =
        running
            .admin()
            .getExecutionData(WorkflowExecutionGetDataRequest.newBuilder().setId(id).build());
    return Tasks.integer(data.getFullOutputs(), "o0");
  }

  private ExecutionError error(WorkflowExecutionIdentifier id) {
    return running
        .admin()
        .getExecution(WorkflowExecutionGetRequest.newBuilder().setId(id).build())
        .getClosure()
        .getError();
  }

  private DynamicWorkflowNodeMetadata shown(WorkflowExecutionIdentifier id, String node) {
    return running
        .admin()
        .getNodeExecutionData(
            NodeExecutionGetDataRequest.newBuilder().setId(nodeId(id, node)).build())
        .getDynamicWorkflow();
  }

  private NodeExecution node(WorkflowExecutionIdentifier id, String node) {
    return running
        .admin()
        .getNodeExecution(NodeExecutionGetRequest.newBuilder().setId(nodeId(id, node)).build());
  }

  private static NodeExecutionIdentifier nodeId(WorkflowExecutionIdentifier id, String node) {
    return NodeExecutionIdentifier.newBuilder().setExecutionId(id).setNodeId(node).build();
  }
}

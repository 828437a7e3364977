package dev.updraft.types.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.core.ArrayNode;
import com.flyteidl.core.Binding;
import com.flyteidl.core.BindingData;
import com.flyteidl.core.BranchNode;
import com.flyteidl.core.ExtendedResources;
import com.flyteidl.core.GPUAccelerator;
import com.flyteidl.core.GateNode;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.IfBlock;
import com.flyteidl.core.IfElseBlock;
import com.flyteidl.core.Node;
import com.flyteidl.core.NodeMetadata;
import com.flyteidl.core.OutputReference;
import com.flyteidl.core.Resources;
import com.flyteidl.core.Resources.ResourceName;
import com.flyteidl.core.TaskNode;
import com.flyteidl.core.TaskNodeOverrides;
import com.flyteidl.core.WorkflowTemplate;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.updraft.types.Literal;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.graph.NodeOptions;
import dev.updraft.types.graph.Reference;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workflows there and back, with Flyte's generated classes in between. */
class WorkflowFormTest {
  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void workflowsComeBackEqualThroughTheStubs(long seed) throws InvalidProtocolBufferException {
    var workflow = new RandomGraphs(seed).workflow();
    byte[] bytes = Wire.writeWorkflow(workflow);
    assertThat(Wire.readWorkflow(bytes)).isEqualTo(workflow);
    var generated = WorkflowTemplate.parseFrom(bytes);
    assertThat(generated.getSerializedSize()).isEqualTo(bytes.length);
    assertThat(generated.getUnknownFields()).isEqualTo(UnknownFieldSet.getDefaultInstance());
    assertThat(Wire.readWorkflow(generated.toByteArray())).isEqualTo(workflow);
  }

  @Test
  void emptyNodeOfAPromiseIsTheStartNode() {
    var read =
        read(
            task("n0")
                .addInputs(
                    Binding.newBuilder()
                        .setVar("a")
                        .setBinding(
                            BindingData.newBuilder()
                                .setPromise(OutputReference.newBuilder().setVar("x")))));
    assertThat(read.nodes().getFirst().inputs())
        .isEqualTo(
            Map.of("a", dev.updraft.types.graph.Binding.Promise.of(Workflow.START_NODE, "x")));
  }

  @Test
  void startAndEndNodesOfACompiledWorkflowAreLeftOut() {
    var read =
        read(Node.newBuilder().setId("start-node"), Node.newBuilder().setId("end-node"), task("a"));
    assertThat(read.nodes()).hasSize(1);
  }

  @Test
  void knownListsAndMapsAreBoundPartByPart() {
    var list =
        new Literal.MapOf(Map.of("k", new Literal.Collection(List.of(new Literal.Integer(1)))));
    var workflow =
        new Workflow(
            new Reference("p", "d", "w", "v"),
            new TypedInterface(Map.of(), Map.of()),
            List.of(),
            Map.of("o0", new dev.updraft.types.graph.Binding.Value(list)),
            Workflow.OnFailure.FAIL_IMMEDIATELY,
            Optional.empty());
    assertThat(Wire.readWorkflow(Wire.writeWorkflow(workflow)).outputs())
        .isEqualTo(
            Map.of(
                "o0",
                new dev.updraft.types.graph.Binding.Entries(
                    Map.of(
                        "k",
                        new dev.updraft.types.graph.Binding.Items(
                            List.of(
                                new dev.updraft.types.graph.Binding.Value(
                                    new Literal.Integer(1))))))));
  }

  @Test
  void inputsRepeatedWithinAnArrayNodeAreReadOnce() {
    var inputs =
        Binding.newBuilder()
            .setVar("a")
            .setBinding(
                BindingData.newBuilder()
                    .setPromise(OutputReference.newBuilder().setNodeId("n0").setVar("o0")))
            .build();
    var read =
        read(
            Node.newBuilder()
                .setId("n1")
                .addInputs(inputs)
                .setArrayNode(ArrayNode.newBuilder().setNode(task("x").addInputs(inputs))));
    assertThat(read.nodes().getFirst().work())
        .isInstanceOfSatisfying(
            Work.Each.class,
            each -> {
              assertThat(each.node().inputs()).isEmpty();
              assertThat(each.node().options()).isEqualTo(NodeOptions.NONE);
              assertThat(each.listTyped()).isTrue();
            });
  }

  @Test
  void memoryAndImageOfANodesTaskAreRead() {
    var node =
        read(task("n0")
                .setTaskNode(
                    TaskNode.newBuilder()
                        .setOverrides(
                            TaskNodeOverrides.newBuilder()
                                .setContainerImage("other:2")
                                .setResources(
                                    Resources.newBuilder()
                                        .addRequests(amount(ResourceName.MEMORY, "1Gi"))
                                        .addLimits(amount(ResourceName.MEMORY, "2Gi"))
                                        .addLimits(amount(ResourceName.CPU, "1"))))))
            .nodes()
            .getFirst();
    assertThat(node.options().memory()).contains("2Gi");
    assertThat(node.options().image()).contains("other:2");
  }

  private static Resources.ResourceEntry amount(ResourceName name, String value) {
    return Resources.ResourceEntry.newBuilder().setName(name).setValue(value).build();
  }

  @Test
  void whatAGraphCannotSayIsRefusedWithAWayOut() {
    refused(
        "not a WorkflowTemplate: a gate that nothing opens: no approval, signal or sleep",
        Node.newBuilder().setId("n0").setGateNode(GateNode.getDefaultInstance()));
    refused(
        "Node 'n0' has no work: give it a task, a workflow, a launch plan, a branch, a gate or a"
            + " map.",
        Node.newBuilder().setId("n0"));
    refused(
        "Node 'n0' overrides its task's accelerator or pod template. Say them at the task, or"
            + " register a second task with them.",
        Node.newBuilder()
            .setId("n0")
            .setTaskNode(
                TaskNode.newBuilder()
                    .setOverrides(
                        TaskNodeOverrides.newBuilder()
                            .setExtendedResources(
                                ExtendedResources.newBuilder()
                                    .setGpuAccelerator(
                                        GPUAccelerator.newBuilder().setDevice("a100"))))));
    refused(
        "Node 'n0' changes its task's caching. Say it at the task.",
        task("n0").setMetadata(NodeMetadata.newBuilder().setCacheable(true)));
    refused(
        "Node 'n0' binds 'a' twice. Bind it once.", task("n0").addInputs(some()).addInputs(some()));
    refused(
        "Node 'n0' binds 'a' to nothing.", task("n0").addInputs(Binding.newBuilder().setVar("a")));
    refused(
        "Node 'n1' maps a node that has other inputs than itself. Bind both alike.",
        Node.newBuilder()
            .setId("n1")
            .setArrayNode(ArrayNode.newBuilder().setNode(task("x").addInputs(some()))));
    refused(
        "not a WorkflowTemplate: an array node that runs all of its items after one has failed",
        Node.newBuilder()
            .setId("n1")
            .setArrayNode(ArrayNode.newBuilder().setNode(task("x")).setRunAllSubNodes(true)));
    refused(
        "not a WorkflowTemplate: a branch without a case",
        Node.newBuilder().setId("n0").setBranchNode(BranchNode.getDefaultInstance()));
    refused(
        "not a WorkflowTemplate: a condition that says nothing",
        Node.newBuilder()
            .setId("n0")
            .setBranchNode(
                BranchNode.newBuilder()
                    .setIfElse(
                        IfElseBlock.newBuilder()
                            .setCase(
                                IfBlock.newBuilder()
                                    .setCondition(
                                        com.flyteidl.core.BooleanExpression.getDefaultInstance())
                                    .setThenNode(task("x"))))));
  }

  @Test
  void emptyOverridesAreNone() {
    assertThat(
            read(Node.newBuilder()
                    .setId("n0")
                    .setTaskNode(
                        TaskNode.newBuilder()
                            .setReferenceId(Identifier.newBuilder().setName("t"))
                            .setOverrides(
                                TaskNodeOverrides.newBuilder()
                                    .setResources(Resources.getDefaultInstance()))))
                .nodes()
                .getFirst()
                .work())
        .isEqualTo(new Work.Task(new Reference("", "", "t", "")));
  }

  private static Workflow read(Node.Builder... nodes) {
    var template = WorkflowTemplate.newBuilder();
    for (var node : nodes) {
      template.addNodes(node);
    }
    return Wire.readWorkflow(template.build().toByteArray());
  }

  private static void refused(String message, Node.Builder node) {
    assertThatThrownBy(() -> read(node))
        .isInstanceOf(Malformed.class)
        .hasMessageStartingWith(message);
  }

  private static Node.Builder task(String id) {
    return Node.newBuilder().setId(id).setTaskNode(TaskNode.getDefaultInstance());
  }

  private static Binding some() {
    return Binding.newBuilder()
        .setVar("a")
        .setBinding(
            BindingData.newBuilder()
                .setPromise(OutputReference.newBuilder().setNodeId("n9").setVar("o0")))
        .build();
  }
}

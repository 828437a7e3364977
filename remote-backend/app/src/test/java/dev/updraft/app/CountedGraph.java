package dev.updraft.app;

import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.admin.LaunchPlanState;
import com.flyteidl.admin.LaunchPlanUpdateRequest;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.TaskExecutionListRequest;
import com.flyteidl.admin.WorkflowCreateRequest;
import com.flyteidl.admin.WorkflowSpec;
import com.flyteidl.core.ArrayNode;
import com.flyteidl.core.Binding;
import com.flyteidl.core.BindingData;
import com.flyteidl.core.BindingDataCollection;
import com.flyteidl.core.BooleanExpression;
import com.flyteidl.core.BranchNode;
import com.flyteidl.core.ComparisonExpression;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.IfBlock;
import com.flyteidl.core.IfElseBlock;
import com.flyteidl.core.LiteralType;
import com.flyteidl.core.Node;
import com.flyteidl.core.Operand;
import com.flyteidl.core.OutputReference;
import com.flyteidl.core.Primitive;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.Scalar;
import com.flyteidl.core.SimpleType;
import com.flyteidl.core.TaskNode;
import com.flyteidl.core.TypedInterface;
import com.flyteidl.core.Variable;
import com.flyteidl.core.VariableMap;
import com.flyteidl.core.WorkflowNode;
import com.flyteidl.core.WorkflowTemplate;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;

/**
 * A workflow of {@link CountedTask}: {@code x} is counted, then a workflow within counts {@code x +
 * 1} and the arm of a branch {@code x + 2}; beside them a map counts {@link #MAPPED}.
 */
final class CountedGraph {
  static final int[] MAPPED = {990, 991, 992};

  private CountedGraph() {}

  /** Registers what it needs but the task; again is fine. */
  static void register(BackendProcess backend) {
    var inner = template("inner", node("s0", input("counter"), input("x")).build());
    var outer =
        template(
            "graph",
            node("n0", input("counter"), input("x")).build(),
            map(),
            node("n2", input("counter"), output("x", "n0"))
                .clearTaskNode()
                .setWorkflowNode(
                    WorkflowNode.newBuilder().setSubWorkflowRef(id(ResourceType.WORKFLOW, "inner")))
                .build(),
            branch());
    unless(
        () ->
            backend
                .admin()
                .createWorkflow(
                    WorkflowCreateRequest.newBuilder()
                        .setId(outer.getId())
                        .setSpec(
                            WorkflowSpec.newBuilder().setTemplate(outer).addSubWorkflows(inner))
                        .build()));
    unless(
        () ->
            backend
                .admin()
                .createLaunchPlan(
                    LaunchPlanCreateRequest.newBuilder()
                        .setId(id(ResourceType.LAUNCH_PLAN, "graph"))
                        .setSpec(LaunchPlanSpec.newBuilder().setWorkflowId(outer.getId()))
                        .build()));
  }

  static void activate(BackendProcess backend, LaunchPlanState state) {
    var _ =
        backend
            .admin()
            .updateLaunchPlan(
                LaunchPlanUpdateRequest.newBuilder()
                    .setId(id(ResourceType.LAUNCH_PLAN, "graph"))
                    .setState(state)
                    .build());
  }

  static ExecutionCreateRequest call(String execution, Path counter, long x) {
    return CountedTask.call(execution, counter, x).toBuilder()
        .setSpec(ExecutionSpec.newBuilder().setLaunchPlan(id(ResourceType.LAUNCH_PLAN, "graph")))
        .build();
  }

  /** How many attempts there were at the nodes below a node; empty = all. */
  static int attempts(BackendProcess backend, String execution, String parent) {
    var count = 0;
    for (var node :
        backend
            .admin()
            .listNodeExecutions(
                NodeExecutionListRequest.newBuilder()
                    .setWorkflowExecutionId(CountedTask.execution(execution))
                    .setUniqueParentId(parent)
                    .setLimit(100)
                    .build())
            .getNodeExecutionsList()) {
      if (node.getMetadata().getIsParentNode() || node.getMetadata().getIsArray()) {
        count += attempts(backend, execution, node.getId().getNodeId());
      } else {
        count +=
            backend
                .admin()
                .listTaskExecutions(
                    TaskExecutionListRequest.newBuilder()
                        .setNodeExecutionId(node.getId())
                        .setLimit(100)
                        .build())
                .getTaskExecutionsCount();
      }
    }
    return count;
  }

  private static void unless(Runnable create) {
    try {
      create.run();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  private static Identifier id(ResourceType type, String name) {
    return CountedTask.id("v1").toBuilder().setResourceType(type).setName(name).build();
  }

  private static WorkflowTemplate template(String name, Node... nodes) {
    var last = nodes[nodes.length - 1].getId();
    return WorkflowTemplate.newBuilder()
        .setId(id(ResourceType.WORKFLOW, name))
        .setInterface(
            TypedInterface.newBuilder()
                .setInputs(
                    VariableMap.newBuilder()
                        .putVariables("counter", variable(SimpleType.STRING))
                        .putVariables("x", variable(SimpleType.INTEGER)))
                .setOutputs(
                    VariableMap.newBuilder().putVariables("o0", variable(SimpleType.INTEGER))))
        .addAllNodes(java.util.List.of(nodes))
        .addOutputs(output("o0", last))
        .build();
  }

  private static Node.Builder node(String id, Binding... inputs) {
    return Node.newBuilder()
        .setId(id)
        .setTaskNode(TaskNode.newBuilder().setReferenceId(CountedTask.id("v1")))
        .addAllInputs(java.util.List.of(inputs));
  }

  private static Node map() {
    var values = BindingDataCollection.newBuilder();
    for (var value : MAPPED) {
      values.addBindings(BindingData.newBuilder().setScalar(whole(value)));
    }
    var xs =
        Binding.newBuilder().setVar("x").setBinding(BindingData.newBuilder().setCollection(values));
    return node("n1", input("counter"), xs.build())
        .clearTaskNode()
        .setArrayNode(
            ArrayNode.newBuilder()
                .setNode(node("each"))
                .addBoundInputs("counter")
                .setIsOriginalSubNodeInterface(com.google.protobuf.BoolValue.of(true)))
        .build();
  }

  private static Node branch() {
    var positive =
        BooleanExpression.newBuilder()
            .setComparison(
                ComparisonExpression.newBuilder()
                    .setOperator(ComparisonExpression.Operator.GT)
                    .setLeftValue(Operand.newBuilder().setVar("c"))
                    .setRightValue(
                        Operand.newBuilder().setPrimitive(Primitive.newBuilder().setInteger(0))));
    return node("n3", output("c", "n2"))
        .clearTaskNode()
        .setBranchNode(
            BranchNode.newBuilder()
                .setIfElse(
                    IfElseBlock.newBuilder()
                        .setCase(
                            IfBlock.newBuilder()
                                .setCondition(positive)
                                .setThenNode(node("a", input("counter"), output("x", "n2"))))
                        .setElseNode(node("b", input("counter"), input("x")))))
        .build();
  }

  private static Binding input(String name) {
    return promise(name, "start-node", name);
  }

  private static Binding output(String name, String node) {
    return promise(name, node, "o0");
  }

  private static Binding promise(String name, String node, String variable) {
    return Binding.newBuilder()
        .setVar(name)
        .setBinding(
            BindingData.newBuilder()
                .setPromise(
                    OutputReference.newBuilder()
                        .setNodeId(node.equals("start-node") ? "" : node)
                        .setVar(variable)))
        .build();
  }

  private static Scalar whole(long value) {
    return Scalar.newBuilder().setPrimitive(Primitive.newBuilder().setInteger(value)).build();
  }

  private static Variable variable(SimpleType type) {
    return Variable.newBuilder().setType(LiteralType.newBuilder().setSimple(type)).build();
  }
}

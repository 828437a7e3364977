package dev.updraft.service;

import com.flyteidl.admin.NodeExecution;
import com.flyteidl.admin.NodeExecutionGetDataRequest;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.TaskExecutionListRequest;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import com.flyteidl.service.AdminServiceGrpc.AdminServiceBlockingStub;
import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.List;

/** The nodes of an execution as lines, ours and recorded ones, to be compared. */
final class NodeShapes {
  private NodeShapes() {}

  static List<String> of(AdminServiceBlockingStub admin, WorkflowExecutionIdentifier id) {
    return shape(admin, id, "");
  }

  /** A line for each node, those within indented below it. */
  private static List<String> shape(
      AdminServiceBlockingStub admin, WorkflowExecutionIdentifier id, String parent) {
    var lines = new ArrayList<String>();
    for (var node :
        admin
            .listNodeExecutions(
                NodeExecutionListRequest.newBuilder()
                    .setWorkflowExecutionId(id)
                    .setUniqueParentId(parent)
                    .setLimit(100)
                    .build())
            .getNodeExecutionsList()) {
      lines.add(line(admin, node));
      if (node.getMetadata().getIsParentNode()) {
        shape(admin, id, node.getId().getNodeId()).forEach(within -> lines.add("  " + within));
      }
    }
    return lines.stream().sorted().toList();
  }

  private static String line(AdminServiceBlockingStub admin, NodeExecution node) {
    var data =
        admin.getNodeExecutionData(
            NodeExecutionGetDataRequest.newBuilder().setId(node.getId()).build());
    var attempts =
        admin
            .listTaskExecutions(
                TaskExecutionListRequest.newBuilder()
                    .setNodeExecutionId(node.getId())
                    .setLimit(100)
                    .build())
            .getTaskExecutionsCount();
    return line(
        node.getId().getNodeId(),
        node.getMetadata().getSpecNodeId(),
        node.getClosure().getPhase().name(),
        attempts,
        RecordedWorkflows.json(data.getFullOutputs()).toString());
  }

  static List<String> of(JsonArray nodes) {
    var lines = new ArrayList<String>();
    for (var each : nodes) {
      var node = each.getAsJsonObject();
      var execution = node.getAsJsonObject("node_execution");
      lines.add(
          line(
              execution.getAsJsonObject("id").get("node_id").getAsString(),
              execution.getAsJsonObject("metadata").get("spec_node_id").getAsString(),
              execution.getAsJsonObject("closure").get("phase").getAsString(),
              node.getAsJsonArray("task_executions").size(),
              node.getAsJsonObject("data").get("full_outputs").toString()));
      if (node.has("children")) {
        of(node.getAsJsonArray("children")).forEach(within -> lines.add("  " + within));
      }
    }
    return lines.stream().sorted().toList();
  }

  private static String line(String id, String specId, String phase, int attempts, String outputs) {
    return "%s (%s) %s, %d attempts, %s".formatted(id, specId, phase, attempts, outputs);
  }
}

package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.admin.TaskSpec;
import com.flyteidl.admin.WorkflowCreateRequest;
import com.flyteidl.admin.WorkflowSpec;
import com.flyteidl.core.CompiledWorkflowClosure;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.IfBlock;
import com.flyteidl.core.Node;
import com.flyteidl.core.WorkflowTemplate;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/** Recorded workflows as the requests that made them. */
final class RecordedWorkflows {
  private final RunningServer running;

  RecordedWorkflows(RunningServer running) {
    this.running = running;
  }

  Identifier register(JsonObject recorded) throws IOException {
    registerTasks(recorded);
    var closure = closure(recorded);
    for (var inner : closure.getSubWorkflowsList()) {
      create(request(inner.getTemplate(), closure));
    }
    for (var plan : plans(closure)) {
      running
          .admin()
          .createLaunchPlan(
              LaunchPlanCreateRequest.newBuilder()
                  .setId(plan)
                  .setSpec(
                      LaunchPlanSpec.newBuilder()
                          .setWorkflowId(closure.getSubWorkflows(0).getTemplate().getId()))
                  .build());
    }
    var request = request(recorded);
    create(request);
    return request.getId();
  }

  /** Registers the launch plan of a recorded workflow, which is registered already. */
  Identifier plan(JsonObject recorded) throws IOException {
    var plan = recorded.getAsJsonObject("launch_plan");
    var id = read(plan.get("id"), Identifier.newBuilder()).build();
    running
        .admin()
        .createLaunchPlan(
            LaunchPlanCreateRequest.newBuilder()
                .setId(id)
                .setSpec(read(plan.get("spec"), LaunchPlanSpec.newBuilder()))
                .build());
    return id;
  }

  void create(WorkflowCreateRequest request) {
    running.admin().createWorkflow(request);
  }

  void registerTasks(JsonObject recorded) throws IOException {
    registerTasks(recorded, Set.of());
  }

  /**
   * @param there names of tasks that are registered already
   */
  void registerTasks(JsonObject recorded, Set<String> there) throws IOException {
    for (var task : closure(recorded).getTasksList()) {
      if (there.contains(task.getTemplate().getId().getName())) {
        continue;
      }
      running
          .admin()
          .createTask(
              TaskCreateRequest.newBuilder()
                  .setId(task.getTemplate().getId())
                  .setSpec(TaskSpec.newBuilder().setTemplate(task.getTemplate()))
                  .build());
    }
  }

  static Iterable<Identifier> plans(CompiledWorkflowClosure closure) {
    return closure.getPrimary().getTemplate().getNodesList().stream()
        .filter(node -> node.getWorkflowNode().hasLaunchplanRef())
        .map(node -> node.getWorkflowNode().getLaunchplanRef())
        .toList();
  }

  static WorkflowCreateRequest request(JsonObject recorded) throws IOException {
    var closure = closure(recorded);
    return request(closure.getPrimary().getTemplate(), closure);
  }

  static WorkflowCreateRequest request(WorkflowTemplate template, CompiledWorkflowClosure closure) {
    var spec = WorkflowSpec.newBuilder().setTemplate(sent(template));
    if (template.equals(closure.getPrimary().getTemplate())) {
      closure.getSubWorkflowsList().forEach(each -> spec.addSubWorkflows(sent(each.getTemplate())));
    }
    return WorkflowCreateRequest.newBuilder().setId(template.getId()).setSpec(spec).build();
  }

  /** A compiled template as the client sent it: without what the compiler adds. */
  static WorkflowTemplate sent(WorkflowTemplate compiled) {
    var template = compiled.toBuilder().clearNodes();
    for (var node : compiled.getNodesList()) {
      if (!node.getId().equals("start-node") && !node.getId().equals("end-node")) {
        template.addNodes(sent(node));
      }
    }
    return template.build();
  }

  static Node sent(Node compiled) {
    var node = compiled.toBuilder();
    if (node.hasBranchNode()) {
      var block = node.getBranchNodeBuilder().getIfElseBuilder();
      unnamed(node.getId(), block.getCaseBuilder());
      block.getOtherBuilderList().forEach(other -> unnamed(compiled.getId(), other));
    }
    return node.build();
  }

  static void unnamed(String branch, IfBlock.Builder block) {
    var id = block.getThenNode().getId();
    assertThat(id).startsWith(branch + "-");
    block.getThenNodeBuilder().setId(id.substring(branch.length() + 1));
  }

  static CompiledWorkflowClosure closure(JsonObject recorded) throws IOException {
    return read(
            recorded
                .getAsJsonObject("workflow")
                .getAsJsonObject("closure")
                .get("compiled_workflow"),
            CompiledWorkflowClosure.newBuilder())
        .build();
  }

  static JsonObject recording(String name) throws IOException {
    try (var in = RecordedWorkflows.class.getResourceAsStream("/recordings/" + name + ".json")) {
      return JsonParser.parseReader(
              new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))
          .getAsJsonObject();
    }
  }

  static <B extends Message.Builder> B read(JsonElement json, B into) throws IOException {
    JsonFormat.parser().merge(json.toString(), into);
    return into;
  }

  static JsonElement json(MessageOrBuilder message) {
    try {
      return JsonParser.parseString(
          JsonFormat.printer().preservingProtoFieldNames().print(message));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

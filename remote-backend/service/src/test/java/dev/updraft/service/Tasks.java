package dev.updraft.service;

import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionMetadata;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.admin.TaskSpec;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.Literal;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.LiteralType;
import com.flyteidl.core.Primitive;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.RetryStrategy;
import com.flyteidl.core.Scalar;
import com.flyteidl.core.SimpleType;
import com.flyteidl.core.TaskMetadata;
import com.flyteidl.core.TaskTemplate;
import com.flyteidl.core.TypedInterface;
import com.flyteidl.core.Variable;
import com.flyteidl.core.VariableMap;
import com.flyteidl.core.WorkflowExecutionIdentifier;

/** Requests as clients send them. */
final class Tasks {
  private Tasks() {}

  static Identifier id(String name) {
    return Identifier.newBuilder()
        .setResourceType(ResourceType.TASK)
        .setProject("updraft")
        .setDomain("development")
        .setName(name)
        .setVersion("v1")
        .build();
  }

  /** A task {@code (a: integer) -> o0: integer}. */
  static TaskTemplate.Builder template() {
    return TaskTemplate.newBuilder()
        .setType("java-task")
        .setMetadata(TaskMetadata.newBuilder().setRetries(RetryStrategy.getDefaultInstance()))
        .setInterface(
            TypedInterface.newBuilder()
                .setInputs(VariableMap.newBuilder().putVariables("a", integer("a")))
                .setOutputs(VariableMap.newBuilder().putVariables("o0", integer("o0"))));
  }

  static TaskTemplate.Builder cached() {
    var template = template();
    template.getMetadataBuilder().setDiscoverable(true).setDiscoveryVersion("c1-abc");
    return template;
  }

  static TaskCreateRequest register(String name, TaskTemplate.Builder template) {
    return TaskCreateRequest.newBuilder()
        .setId(id(name))
        .setSpec(TaskSpec.newBuilder().setTemplate(template))
        .build();
  }

  static ExecutionCreateRequest launch(String execution, String task, LiteralMap inputs) {
    return ExecutionCreateRequest.newBuilder()
        .setProject("updraft")
        .setDomain("development")
        .setName(execution)
        .setInputs(inputs)
        .setSpec(
            ExecutionSpec.newBuilder()
                .setLaunchPlan(id(task))
                .setMetadata(ExecutionMetadata.getDefaultInstance()))
        .build();
  }

  static WorkflowExecutionIdentifier execution(String name) {
    return WorkflowExecutionIdentifier.newBuilder()
        .setProject("updraft")
        .setDomain("development")
        .setName(name)
        .build();
  }

  static LiteralMap map(String name, Literal literal) {
    return LiteralMap.newBuilder().putLiterals(name, literal).build();
  }

  static Literal integer(long value) {
    return primitive(Primitive.newBuilder().setInteger(value));
  }

  static Literal text(String value) {
    return primitive(Primitive.newBuilder().setStringValue(value));
  }

  static long integer(LiteralMap map, String name) {
    return map.getLiteralsOrThrow(name).getScalar().getPrimitive().getInteger();
  }

  private static Literal primitive(Primitive.Builder value) {
    return Literal.newBuilder().setScalar(Scalar.newBuilder().setPrimitive(value)).build();
  }

  static Variable integer(String description) {
    return Variable.newBuilder()
        .setType(LiteralType.newBuilder().setSimple(SimpleType.INTEGER))
        .setDescription(description)
        .build();
  }
}

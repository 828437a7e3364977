package dev.updraft.service;

import com.flyteidl.admin.ListMatchableAttributesResponse;
import com.flyteidl.admin.MatchableAttributesConfiguration;
import com.flyteidl.admin.MatchableResource;
import com.flyteidl.admin.MatchingAttributes;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.Attributes;
import dev.updraft.model.InvalidRequest;

/**
 * What administrators set for projects, domains and workflows: kept and given back, for tools that
 * read it. This backend has nothing that it could change.
 */
final class AttributeCalls {
  private final ControlPlane engine;

  AttributeCalls(ControlPlane engine) {
    this.engine = engine;
  }

  void put(Attributes.Scope scope, MatchingAttributes attributes) {
    var kind = kind(attributes);
    check(scope);
    engine.attributes().put(new Attributes(scope, kind.name(), attributes.toByteArray()));
  }

  /** Those that hold there: its own, or those of what it lies in. */
  MatchableAttributesConfiguration get(Attributes.Scope scope, MatchableResource kind) {
    check(scope);
    return toWire(engine.attributes().get(scope, named(kind)));
  }

  void delete(Attributes.Scope scope, MatchableResource kind) {
    check(scope);
    engine.attributes().remove(scope, named(kind));
  }

  ListMatchableAttributesResponse list(MatchableResource kind) {
    var list = ListMatchableAttributesResponse.newBuilder();
    engine
        .attributes()
        .list(named(kind))
        .forEach(attributes -> list.addConfigurations(toWire(attributes)));
    return list.build();
  }

  private void check(Attributes.Scope scope) {
    var domains = engine.projects().domains();
    engine
        .projects()
        .check(scope.project(), scope.domain().isEmpty() ? domains.getFirst() : scope.domain());
  }

  private static String named(MatchableResource kind) {
    if (kind == MatchableResource.UNRECOGNIZED) {
      throw new InvalidRequest(
          "The resource_type is none that this backend knows. Send a MatchableResource, such as TASK_RESOURCE.");
    }
    return kind.name();
  }

  private static MatchableResource kind(MatchingAttributes attributes) {
    return switch (attributes.getTargetCase()) {
      case TASK_RESOURCE_ATTRIBUTES -> MatchableResource.TASK_RESOURCE;
      case CLUSTER_RESOURCE_ATTRIBUTES -> MatchableResource.CLUSTER_RESOURCE;
      case EXECUTION_QUEUE_ATTRIBUTES -> MatchableResource.EXECUTION_QUEUE;
      case EXECUTION_CLUSTER_LABEL -> MatchableResource.EXECUTION_CLUSTER_LABEL;
      case QUALITY_OF_SERVICE -> MatchableResource.QUALITY_OF_SERVICE_SPECIFICATION;
      case PLUGIN_OVERRIDES -> MatchableResource.PLUGIN_OVERRIDE;
      case WORKFLOW_EXECUTION_CONFIG -> MatchableResource.WORKFLOW_EXECUTION_CONFIG;
      case CLUSTER_ASSIGNMENT -> MatchableResource.CLUSTER_ASSIGNMENT;
      case TARGET_NOT_SET ->
          throw new InvalidRequest(
              "The matching_attributes are empty. Set one of them, such as task_resource_attributes.");
    };
  }

  private static MatchableAttributesConfiguration toWire(Attributes attributes) {
    var scope = attributes.scope();
    try {
      return MatchableAttributesConfiguration.newBuilder()
          .setProject(scope.project())
          .setDomain(scope.domain())
          .setWorkflow(scope.workflow())
          .setAttributes(MatchingAttributes.parseFrom(attributes.value()))
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "The stored attributes of %s are damaged.".formatted(scope.shown()), e);
    }
  }
}

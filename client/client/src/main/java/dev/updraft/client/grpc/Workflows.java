package dev.updraft.client.grpc;

import com.flyteidl.admin.DescriptionEntity;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanSpec;
import com.flyteidl.admin.WorkflowCreateRequest;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.Parameter;
import com.flyteidl.core.ParameterMap;
import com.flyteidl.core.ResourceType;
import com.flyteidl.service.AdminServiceGrpc;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.client.model.WorkflowSpec;
import dev.updraft.types.graph.Reference;
import io.grpc.MethodDescriptor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Registering workflows. */
public final class Workflows {
  private final Link link;
  private final Set<WorkflowId> known = ConcurrentHashMap.newKeySet();

  Workflows(Link link) {
    this.link = link;
  }

  /**
   * Registers a workflow and the launch plan of its name and version, which a Flyte never makes by
   * itself (contract 2.2). The version is the workflow's own, or else follows from its content, its
   * defaults, and the versions of the tasks in it; that both are there already is as good.
   *
   * @param tasks gives the registered task for each that a node names
   */
  public WorkflowId register(
      String project, String domain, WorkflowSpec spec, UnaryOperator<Reference> tasks) {
    checkDefaults(spec);
    var linked = LinkWorkflows.of(project, domain, spec, tasks);
    var id = linked.template().getId();
    var registered = new WorkflowId(id.getProject(), id.getDomain(), id.getName(), id.getVersion());
    if (known.contains(registered)) {
      return registered;
    }
    create(
        AdminServiceGrpc.getCreateWorkflowMethod(),
        WorkflowCreateRequest.newBuilder().setId(id).setSpec(spec(spec, linked)).build());
    create(
        AdminServiceGrpc.getCreateLaunchPlanMethod(),
        LaunchPlanCreateRequest.newBuilder()
            .setId(id.toBuilder().setResourceType(ResourceType.LAUNCH_PLAN))
            .setSpec(plan(id, linked))
            .build());
    known.add(registered);
    return registered;
  }

  /** The backend does not know what we registered: its data folder was emptied, say. */
  public void forget() {
    known.clear();
  }

  /** The message that registers a workflow. */
  static com.flyteidl.admin.WorkflowSpec spec(WorkflowSpec spec, LinkWorkflows.Linked linked) {
    var sent =
        com.flyteidl.admin.WorkflowSpec.newBuilder()
            .setTemplate(linked.template())
            .addAllSubWorkflows(linked.inner());
    if (!spec.description().isEmpty()) {
      sent.setDescription(DescriptionEntity.newBuilder().setShortDescription(spec.description()));
    }
    return sent.build();
  }

  /** The launch plan of a workflow's own name and version. */
  static LaunchPlanSpec plan(Identifier id, LinkWorkflows.Linked linked) {
    var inputs = ParameterMap.newBuilder();
    linked
        .template()
        .getInterface()
        .getInputs()
        .getVariablesMap()
        .forEach(
            (name, variable) -> {
              var parameter = Parameter.newBuilder().setVar(variable);
              var value = linked.defaults().getLiteralsMap().get(name);
              if (value == null) {
                parameter.setRequired(true);
              } else {
                parameter.setDefault(value);
              }
              inputs.putParameters(name, parameter.build());
            });
    return LaunchPlanSpec.newBuilder().setWorkflowId(id).setDefaultInputs(inputs).build();
  }

  private static void checkDefaults(WorkflowSpec spec) {
    var known = spec.workflow().typedInterface().inputs().keySet();
    spec.defaults().keySet().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "Workflow '%s' has a default for '%s', which it does not take. It takes: %s."
                      .formatted(spec.workflow().id().name(), name, String.join(", ", known)));
            });
  }

  private <Q, A> void create(MethodDescriptor<Q, A> method, Q request) {
    try {
      link.call(method, request);
    } catch (BackendException.Conflict e) {
      if (!e.exists()) {
        throw e;
      }
    }
  }
}

package dev.updraft.client.grpc;

import com.flyteidl.admin.LaunchPlan;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.Sort;
import com.flyteidl.admin.Task;
import com.flyteidl.core.Parameter;
import com.flyteidl.core.VariableMap;
import com.flyteidl.service.AdminServiceGrpc;
import dev.updraft.client.model.Registered;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.wire.Wire;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What can be launched, found by its name. */
public final class Launchables {
  private final Link link;

  Launchables(Link link) {
    this.link = link;
  }

  /**
   * The launch plan of that name, or else the task; the newest unless a version is given.
   *
   * @param version empty = the newest
   */
  public Optional<Registered> find(String project, String domain, String name, String version) {
    var request = request(project, domain, name, version);
    var plans = link.call(AdminServiceGrpc.getListLaunchPlansMethod(), request);
    if (plans.getLaunchPlansCount() > 0) {
      return Optional.of(registered(plans.getLaunchPlans(0)));
    }
    var tasks = link.call(AdminServiceGrpc.getListTasksMethod(), request);
    return tasks.getTasksCount() > 0
        ? Optional.of(registered(tasks.getTasks(0)))
        : Optional.empty();
  }

  private static ResourceListRequest request(
      String project, String domain, String name, String version) {
    var request =
        ResourceListRequest.newBuilder()
            .setId(
                NamedEntityIdentifier.newBuilder()
                    .setProject(project)
                    .setDomain(domain)
                    .setName(name))
            .setLimit(1)
            .setSortBy(
                Sort.newBuilder().setKey("created_at").setDirection(Sort.Direction.DESCENDING));
    if (!version.isEmpty()) {
      request.setFilters("eq(version," + version + ")");
    }
    return request.build();
  }

  private static Registered registered(LaunchPlan plan) {
    var id = plan.getId();
    var inputs = VariableMap.newBuilder();
    var optional = new HashSet<String>();
    plan.getClosure()
        .getExpectedInputs()
        .getParametersMap()
        .forEach(
            (name, parameter) -> {
              inputs.putVariables(name, parameter.getVar());
              if (parameter.getBehaviorCase() != Parameter.BehaviorCase.REQUIRED) {
                optional.add(name);
              }
            });
    return new Registered(
        new WorkflowId(id.getProject(), id.getDomain(), id.getName(), id.getVersion()),
        new TypedInterface(
            Wire.readVariables(inputs.build().toByteArray()),
            Wire.readVariables(plan.getClosure().getExpectedOutputs().toByteArray())),
        optional);
  }

  private static Registered registered(Task task) {
    return new Registered(
        Messages.fromWire(task.getId()),
        Wire.readInterface(
            task.getClosure().getCompiledTask().getTemplate().getInterface().toByteArray()),
        Set.of());
  }
}

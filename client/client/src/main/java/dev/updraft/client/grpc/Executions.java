package dev.updraft.client.grpc;

import com.flyteidl.admin.Execution;
import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionList;
import com.flyteidl.admin.ExecutionMetadata;
import com.flyteidl.admin.ExecutionRecoverRequest;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.ExecutionTerminateRequest;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.Sort;
import com.flyteidl.admin.WorkflowExecutionGetDataRequest;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.KeyValuePair;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.ResourceType;
import com.flyteidl.service.AdminServiceGrpc;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.Ending;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.ExecutionRow;
import dev.updraft.client.model.Foreseen;
import dev.updraft.client.model.Labels;
import dev.updraft.client.model.Launch;
import dev.updraft.client.model.Launchable;
import dev.updraft.client.model.TaskId;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.service.v1.DryRunResponse;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Creating, listing and ending executions. */
public final class Executions {
  private static final int PAGE = 100;
  private static final int LOOKED_AT = 1000;

  /** Greater than any letter that a name may have. */
  private static final String BEHIND_ALL = "~";

  private static final String UNENDED =
      "value_in(phase,UNDEFINED;QUEUED;RUNNING;SUCCEEDING;FAILING;ABORTING)";

  /** What a backend of ours can filter by; Flyte has no such fields. */
  private static final Map<String, String> LABELS =
      Map.of(
          Labels.USER, "user_label",
          Labels.SESSION, "session",
          Labels.NOTEBOOK, "notebook");

  private final Link link;
  private volatile boolean noLabels;

  Executions(Link link) {
    this.link = link;
  }

  /**
   * Creates it under its own name; that the name is taken means that an earlier try of ours
   * arrived.
   */
  public void create(Launch launch) {
    try {
      link.call(AdminServiceGrpc.getCreateExecutionMethod(), request(launch));
    } catch (BackendException.Conflict e) {
      if (!e.exists()) {
        throw e;
      }
    }
  }

  /** What would become of each node if it were created now; nothing is created. */
  public List<Foreseen> dryRun(Launch launch) {
    return OwnService.call(
            link,
            UpdraftServiceGrpc.getDryRunMethod(),
            request(launch),
            "cannot tell ahead what would run.")
        .getNodesList()
        .stream()
        .map(Executions::fromWire)
        .toList();
  }

  private static Foreseen fromWire(DryRunResponse.Node node) {
    return new Foreseen(
        node.getPath(),
        node.getName(),
        switch (node.getOutlook()) {
          case HIT -> Foreseen.Outlook.HIT;
          case MISS -> Foreseen.Outlook.MISS;
          case FAIL -> Foreseen.Outlook.FAIL;
          case UNCACHED, UNKNOWN, UNRECOGNIZED -> Foreseen.Outlook.UNCACHED;
        },
        node.getInputs().toByteArray(),
        node.hasArtifact() ? Optional.of(Catalog.fromWire(node.getArtifact())) : Optional.empty(),
        node.getWhy());
  }

  private static ExecutionCreateRequest request(Launch launch) {
    var id = launch.id();
    var spec =
        ExecutionSpec.newBuilder()
            .setLaunchPlan(Messages.toWire(launch.what()))
            .setMetadata(metadata(launch))
            .setLabels(com.flyteidl.admin.Labels.newBuilder().putAllValues(launch.labels()))
            .setOverwriteCache(launch.refresh())
            .setMaxParallelism(launch.maxParallelism());
    if (!launch.environment().isEmpty()) {
      var environment = com.flyteidl.admin.Envs.newBuilder();
      launch
          .environment()
          .forEach(
              (key, value) ->
                  environment.addValues(KeyValuePair.newBuilder().setKey(key).setValue(value)));
      spec.setEnvs(environment);
    }
    return ExecutionCreateRequest.newBuilder()
        .setProject(id.project())
        .setDomain(id.domain())
        .setName(id.name())
        .setSpec(spec)
        .setInputs(literals(launch.inputs()))
        .build();
  }

  private static ExecutionMetadata metadata(Launch launch) {
    return launch
        .repeats()
        .map(
            earlier ->
                ExecutionMetadata.newBuilder()
                    .setMode(ExecutionMetadata.ExecutionMode.RELAUNCH)
                    .setReferenceExecution(Messages.toWire(earlier)))
        .orElseGet(
            () -> ExecutionMetadata.newBuilder().setMode(ExecutionMetadata.ExecutionMode.MANUAL))
        .build();
  }

  /**
   * Creates one that goes on where an earlier one failed: what ended well there is taken over. That
   * its name is taken means that an earlier try of ours arrived.
   */
  public void recover(ExecutionId earlier, ExecutionId id) {
    try {
      link.call(
          AdminServiceGrpc.getRecoverExecutionMethod(),
          ExecutionRecoverRequest.newBuilder()
              .setId(Messages.toWire(earlier))
              .setName(id.name())
              .build());
    } catch (BackendException.Conflict e) {
      if (!e.exists()) {
        throw e;
      }
    }
  }

  private static LiteralMap literals(byte[] bytes) {
    try {
      return LiteralMap.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("The inputs are not a literal map.", e);
    }
  }

  /** What is known of one. */
  public ExecutionRow get(ExecutionId id) {
    return row(execution(id));
  }

  /** The task that it runs, of this version. */
  public TaskId task(ExecutionId id) {
    var launched = execution(id).getSpec().getLaunchPlan();
    if (launched.getResourceType() != ResourceType.TASK) {
      throw new IllegalArgumentException(
          "Execution '%s' runs a %s, not a task."
              .formatted(
                  id.name(),
                  launched.getResourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
    return Messages.fromWire(launched);
  }

  /**
   * What an execution was created from.
   *
   * @param what of this version
   * @param maxParallelism how many nodes of a workflow at once; 0 = as many as are ready
   * @param reference the earlier one that it repeats or goes on from
   */
  public record Launched(Launchable what, int maxParallelism, Optional<ExecutionId> reference) {}

  /** What was launched. */
  public Launched launched(ExecutionId id) {
    var spec = execution(id).getSpec();
    return new Launched(
        launchable(spec.getLaunchPlan()),
        spec.getMaxParallelism(),
        spec.getMetadata().hasReferenceExecution()
            ? Optional.of(Messages.fromWire(spec.getMetadata().getReferenceExecution()))
            : Optional.empty());
  }

  private static Launchable launchable(Identifier launched) {
    return launched.getResourceType() == ResourceType.LAUNCH_PLAN
        ? new WorkflowId(
            launched.getProject(), launched.getDomain(), launched.getName(), launched.getVersion())
        : Messages.fromWire(launched);
  }

  Execution execution(ExecutionId id) {
    return link.call(
        AdminServiceGrpc.getGetExecutionMethod(),
        WorkflowExecutionGetRequest.newBuilder().setId(Messages.toWire(id)).build());
  }

  /** How it ended; empty while it has not. Outputs are fetched along. */
  public Optional<Ending> ending(ExecutionId id) {
    var execution = execution(id);
    return switch (Messages.phase(execution.getClosure().getPhase())) {
      case SUCCEEDED -> Optional.of(new Ending.Succeeded(Optional.of(outputs(id)), uri(execution)));
      case FAILED, TIMED_OUT ->
          Optional.of(new Ending.Failed(Messages.fromWire(execution.getClosure().getError())));
      case ABORTED ->
          Optional.of(new Ending.Aborted(execution.getClosure().getAbortMetadata().getCause()));
      case UNDEFINED,
          QUEUED,
          INITIALIZING,
          WAITING_FOR_RESOURCES,
          RUNNING,
          DYNAMIC_RUNNING,
          SUCCEEDING,
          FAILING,
          RETRYABLE_FAILED,
          ABORTING,
          SKIPPED,
          RECOVERED ->
          Optional.empty();
    };
  }

  private static String uri(Execution execution) {
    return execution.getClosure().getOutputs().getUri();
  }

  /** The bytes of its outputs' literal map. */
  public byte[] outputs(ExecutionId id) {
    return link.call(
            AdminServiceGrpc.getGetExecutionDataMethod(),
            WorkflowExecutionGetDataRequest.newBuilder().setId(Messages.toWire(id)).build())
        .getFullOutputs()
        .toByteArray();
  }

  /** The bytes of its inputs' literal map. */
  public byte[] inputs(ExecutionId id) {
    return link.call(
            AdminServiceGrpc.getGetExecutionDataMethod(),
            WorkflowExecutionGetDataRequest.newBuilder().setId(Messages.toWire(id)).build())
        .getFullInputs()
        .toByteArray();
  }

  /** Stops it. That it has ended meanwhile is as good. */
  public void terminate(ExecutionId id, String cause) {
    try {
      link.call(
          AdminServiceGrpc.getTerminateExecutionMethod(),
          ExecutionTerminateRequest.newBuilder()
              .setId(Messages.toWire(id))
              .setCause(cause)
              .build());
    } catch (BackendException.Conflict _) {
      return; // it is not running any more, which is what was wanted
    }
  }

  /**
   * Which executions to list.
   *
   * @param task empty = every task's and workflow's
   * @param labels that each of them has
   * @param before the token of the page before; empty = from the newest on
   */
  public record Query(
      String project,
      String domain,
      String task,
      Map<String, String> labels,
      boolean active,
      boolean failed,
      Optional<Instant> since,
      String before,
      int limit) {
    public Query(
        String project,
        String domain,
        String task,
        Map<String, String> labels,
        boolean active,
        boolean failed,
        Optional<Instant> since,
        int limit) {
      this(project, domain, task, labels, active, failed, since, "", limit);
    }
  }

  /**
   * A page of a list, the newest first.
   *
   * @param next the token of what follows; empty after the last
   */
  public record Page(List<ExecutionRow> rows, String next) {}

  /** The newest ones first. */
  public List<ExecutionRow> list(Query query) {
    var rows = page(query).rows();
    return rows.subList(0, Math.min(rows.size(), query.limit()));
  }

  /**
   * The newest ones first, from where the page before ended. Against a Flyte that cannot filter by
   * labels there may be a few more rows than were asked for.
   */
  public Page page(Query query) {
    var rows = new ArrayList<ExecutionRow>();
    var token = query.before();
    do {
      var page = ask(query, token, query.limit() - rows.size());
      page.getExecutionsList().stream()
          .map(Executions::row)
          .filter(row -> row.labels().entrySet().containsAll(query.labels().entrySet()))
          .forEach(rows::add);
      token = page.getToken();
    } while (!token.isEmpty() && rows.size() < query.limit());
    return new Page(List.copyOf(rows), token);
  }

  /** Those whose name begins so; where a backend cannot tell, of the newest thousand. */
  public List<ExecutionId> beginning(String project, String domain, String beginning) {
    var id = NamedEntityIdentifier.newBuilder().setProject(project).setDomain(domain);
    try {
      return link
          .call(
              AdminServiceGrpc.getListExecutionsMethod(),
              ResourceListRequest.newBuilder()
                  .setId(id)
                  .setLimit(PAGE)
                  .setFilters(
                      "gte(name,%s)+lt(name,%s%s)".formatted(beginning, beginning, BEHIND_ALL))
                  .setSortBy(Sort.newBuilder().setKey("name"))
                  .build())
          .getExecutionsList()
          .stream()
          .map(execution -> Messages.fromWire(execution.getId()))
          .filter(found -> found.name().startsWith(beginning))
          .toList();
    } catch (BackendException.InvalidRequest _) {
      return list(
              new Query(project, domain, "", Map.of(), false, false, Optional.empty(), LOOKED_AT))
          .stream()
          .map(ExecutionRow::id)
          .filter(found -> found.name().startsWith(beginning))
          .toList();
    }
  }

  private ExecutionList ask(Query query, String token, int wanted) {
    var labels = new ArrayList<String>();
    LABELS.forEach(
        (label, field) -> {
          if (query.labels().get(label) instanceof String value) {
            labels.add("eq(" + field + "," + value + ")");
          }
        });
    if (labels.isEmpty() || noLabels) {
      var some = query.labels().isEmpty() ? Math.min(wanted, PAGE) : PAGE;
      return link.call(
          AdminServiceGrpc.getListExecutionsMethod(), request(query, List.of(), token, some));
    }
    try {
      return link.call(
          AdminServiceGrpc.getListExecutionsMethod(),
          request(query, labels, token, Math.min(wanted, PAGE)));
    } catch (BackendException.InvalidRequest _) {
      noLabels = true;
      return ask(query, token, wanted);
    }
  }

  private static ResourceListRequest request(
      Query query, List<String> labels, String token, int limit) {
    var filters = new ArrayList<>(labels);
    if (!query.task().isEmpty()) {
      filters.add("eq(task.name," + query.task() + ")");
    }
    if (query.active()) {
      filters.add(UNENDED);
    }
    if (query.failed()) {
      filters.add("value_in(phase,FAILED;TIMED_OUT)");
    }
    query.since().ifPresent(since -> filters.add("gte(created_at," + since + ")"));
    return ResourceListRequest.newBuilder()
        .setId(
            NamedEntityIdentifier.newBuilder()
                .setProject(query.project())
                .setDomain(query.domain()))
        .setLimit(limit)
        .setToken(token)
        .setFilters(String.join("+", filters))
        .setSortBy(Sort.newBuilder().setKey("created_at").setDirection(Sort.Direction.DESCENDING))
        .build();
  }

  private static ExecutionRow row(Execution execution) {
    var closure = execution.getClosure();
    return new ExecutionRow(
        Messages.fromWire(execution.getId()),
        execution.getSpec().getLaunchPlan().getName(),
        Messages.phase(closure.getPhase()),
        Messages.fromWire(closure.getCreatedAt()),
        Messages.when(closure.hasStartedAt(), closure.getStartedAt()),
        closure.hasDuration()
            ? Optional.of(Messages.fromWire(closure.getDuration()))
            : Optional.empty(),
        closure.hasError() ? Messages.fromWire(closure.getError()).message() : "",
        Map.copyOf(execution.getSpec().getLabels().getValuesMap()));
  }
}

package dev.updraft.service;

import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.core.TaskTemplate;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.model.CatalogKey;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Resources;
import dev.updraft.model.TaskRun;
import dev.updraft.types.Literal;
import dev.updraft.types.graph.NodeOptions;
import dev.updraft.types.wire.CatalogHash;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a task's template and a request's options come to. */
final class TaskRuns {
  private static final long DEFAULT_MEMORY = 1L << 30;
  private static final String ARRAY_INDEX = "FLYTE_K8S_ARRAY_INDEX";

  private TaskRuns() {}

  static TaskRun of(
      ExecutionId execution, RegisteredTask task, ExecutionSpec spec, Map<String, Literal> inputs) {
    var template = task.template();
    return new TaskRun(
        task.task(),
        template.getType(),
        template.toByteArray(),
        new Resources(Memory.of(template).orElse(DEFAULT_MEMORY), timeout(template)),
        WorkflowForm.retries(template).getRetries(),
        !task.typed().outputs().isEmpty(),
        caching(task, inputs, spec.getOverwriteCache()),
        codeKey(template),
        environment(execution, task, spec));
  }

  /**
   * Of a task that is given whole lists and takes one element, as flytekit's mapped tasks do: by an
   * index in its environment (contract 1.6). What is remembered is the element's.
   *
   * @param inputs the element's own
   */
  static TaskRun ofElement(
      ExecutionId execution,
      RegisteredTask task,
      ExecutionSpec spec,
      Map<String, Literal> inputs,
      int index) {
    var run = of(execution, task, spec, inputs);
    var environment = new LinkedHashMap<>(run.environment());
    environment.put("BATCH_JOB_ARRAY_INDEX_VAR_NAME", ARRAY_INDEX);
    environment.put(ARRAY_INDEX, Integer.toString(index));
    return new TaskRun(
        run.task(),
        run.type(),
        run.template(),
        run.resources(),
        run.retries(),
        run.declaresOutputs(),
        run.caching(),
        run.codeKey(),
        environment);
  }

  /** With what a node says otherwise. */
  static TaskRun with(TaskRun run, NodeOptions options) {
    var resources =
        new Resources(
            options.memory().map(Quantity::bytes).orElse(run.resources().memory()),
            options.timeout().or(run.resources()::timeout));
    return new TaskRun(
        run.task(),
        run.type(),
        options.image().map(image -> withImage(run, image)).orElse(run.template()),
        resources,
        options.retries().orElse(run.retries()),
        run.declaresOutputs(),
        run.caching(),
        run.codeKey(),
        run.environment());
  }

  private static byte[] withImage(TaskRun run, String image) {
    try {
      var template = TaskTemplate.parseFrom(run.template()).toBuilder();
      if (template.hasContainer()) {
        template.getContainerBuilder().setImage(image);
      }
      return template.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "The template of task '%s' is damaged.".formatted(run.task().name()), e);
    }
  }

  private static Optional<TaskRun.Caching> caching(
      RegisteredTask task, Map<String, Literal> inputs, boolean overwrite) {
    var metadata = task.template().getMetadata();
    if (!metadata.getDiscoverable() || task.typed().outputs().isEmpty()) {
      return Optional.empty(); // a task without outputs is never cached (contract 4.2)
    }
    var version = metadata.getDiscoveryVersion();
    if (version.isBlank()) {
      throw new InvalidRequest(
          "%s is discoverable but has no discovery_version, so that nothing tells its outputs from an older code's. Register it with one."
              .formatted(task.id().shown()));
    }
    var ignored = Set.copyOf(metadata.getCacheIgnoreInputVarsList());
    var key =
        new CatalogKey(
            task.id().project(),
            task.id().domain(),
            task.id().name(),
            CatalogHash.datasetVersion(version, task.typed()),
            CatalogHash.artifactTag(inputs, ignored));
    return Optional.of(new TaskRun.Caching(key, metadata.getCacheSerializable(), overwrite));
  }

  private static Optional<Duration> timeout(TaskTemplate template) {
    var timeout = template.getMetadata().getTimeout();
    var span = Duration.ofSeconds(timeout.getSeconds(), timeout.getNanos());
    return span.isPositive() ? Optional.of(span) : Optional.empty();
  }

  static String codeKey(TaskTemplate template) {
    return template
        .getCustom()
        .getFieldsOrDefault("updraft", com.google.protobuf.Value.getDefaultInstance())
        .getStructValue()
        .getFieldsOrDefault("codeKey", com.google.protobuf.Value.getDefaultInstance())
        .getStringValue();
  }

  /** Contract 1.6, in its order: the container's own, Flyte's, the execution's. */
  private static Map<String, String> environment(
      ExecutionId execution, RegisteredTask task, ExecutionSpec spec) {
    var all = new LinkedHashMap<String, String>();
    task.template()
        .getContainer()
        .getEnvList()
        .forEach(env -> all.put(env.getKey(), env.getValue()));
    all.put("FLYTE_INTERNAL_EXECUTION_PROJECT", execution.project());
    all.put("FLYTE_INTERNAL_EXECUTION_DOMAIN", execution.domain());
    all.put("FLYTE_INTERNAL_EXECUTION_ID", execution.name());
    all.put(
        "FLYTE_INTERNAL_EXECUTION_WORKFLOW",
        String.join(
            ":", task.id().project(), task.id().domain(), WorkflowForm.of(task.task()).name()));
    all.put("FLYTE_INTERNAL_TASK_PROJECT", task.id().project());
    all.put("FLYTE_INTERNAL_TASK_DOMAIN", task.id().domain());
    all.put("FLYTE_INTERNAL_TASK_NAME", task.id().name());
    all.put("FLYTE_INTERNAL_TASK_VERSION", task.id().version());
    spec.getEnvs().getValuesList().forEach(env -> all.put(env.getKey(), env.getValue()));
    return all;
  }
}

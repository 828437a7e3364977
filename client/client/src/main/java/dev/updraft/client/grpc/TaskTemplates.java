package dev.updraft.client.grpc;

import com.flyteidl.core.Container;
import com.flyteidl.core.KeyValuePair;
import com.flyteidl.core.Resources;
import com.flyteidl.core.RetryStrategy;
import com.flyteidl.core.RuntimeMetadata;
import com.flyteidl.core.Secret;
import com.flyteidl.core.SecurityContext;
import com.flyteidl.core.TaskMetadata;
import com.flyteidl.core.TaskTemplate;
import com.flyteidl.core.TypedInterface;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.updraft.client.model.Cache;
import dev.updraft.client.model.TaskOptions;
import dev.updraft.client.model.TaskSpec;
import dev.updraft.types.wire.Wire;
import java.util.List;
import java.util.Optional;

/**
 * A task as Flyte registers it. The container form is what Flyte's own engine runs, and our workers
 * likewise.
 */
final class TaskTemplates {
  /** The number of the contract between a template and the runner; not our release. */
  private static final String CONTRACT = "1";

  /** What our own image is called, whatever its version. */
  static final String RUNNER = "updraft/runner:";

  private static final List<String> ARGUMENTS =
      List.of(
          "updraft-run",
          "--inputs",
          "{{.input}}",
          "--output-prefix",
          "{{.outputPrefix}}",
          "--raw-output-prefix",
          "{{.rawOutputDataPrefix}}",
          "--task",
          "{{.taskTemplatePath}}");

  private TaskTemplates() {}

  /** Without its id, which the request carries. */
  static TaskTemplate toWire(TaskSpec task) {
    return template(task, task.bundle().uri(), task.bundle().sha256());
  }

  /**
   * The version that follows from the content: with digests in place of addresses, so that it is
   * the same everywhere.
   */
  static String version(TaskSpec task) {
    return ContentVersion.of(template(task, task.bundle().digest(), task.bundle().digest()));
  }

  private static TaskTemplate template(TaskSpec task, String bundleUri, String bundleSha256) {
    var template =
        TaskTemplate.newBuilder()
            .setType("java-task")
            .setMetadata(metadata(task))
            .setInterface(typed(task))
            .setContainer(container(task.options()))
            .setCustom(custom(bundleUri, bundleSha256, task));
    if (!task.options().secrets().isEmpty()) {
      template.setSecurityContext(secrets(task.options().secrets()));
    }
    return template.build();
  }

  private static TaskMetadata metadata(TaskSpec task) {
    var options = task.options();
    var metadata =
        TaskMetadata.newBuilder()
            .setRuntime(
                RuntimeMetadata.newBuilder()
                    .setType(RuntimeMetadata.RuntimeType.FLYTE_SDK)
                    .setVersion(CONTRACT)
                    .setFlavor("java"))
            .setRetries(RetryStrategy.newBuilder().setRetries(options.retries()))
            .addAllCacheIgnoreInputVars(options.ignored());
    options
        .timeout()
        .ifPresent(
            limit ->
                metadata.setTimeout(
                    Duration.newBuilder()
                        .setSeconds(limit.getSeconds())
                        .setNanos(limit.getNano())));
    if (options.interruptible()) {
      metadata.setInterruptible(true);
    }
    switch (options.cache()) {
      case Cache.Off() -> {}
      case Cache.ByCode() -> remembered(metadata, task.codeKey());
      case Cache.ByVersion(var version) -> remembered(metadata, version);
    }
    return metadata.build();
  }

  private static void remembered(TaskMetadata.Builder metadata, String version) {
    metadata.setDiscoverable(true).setDiscoveryVersion(version).setCacheSerializable(true);
  }

  private static TypedInterface typed(TaskSpec task) {
    try {
      return TypedInterface.parseFrom(Wire.writeInterface(task.type()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "The interface of task '" + task.name() + "' was written wrongly.", e);
    }
  }

  private static Container container(TaskOptions options) {
    var container =
        Container.newBuilder()
            .setImage(options.image().isEmpty() ? RUNNER + CONTRACT : options.image())
            .addAllArgs(ARGUMENTS)
            .setResources(resources(options));
    options.environment().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(
            e ->
                container.addEnv(
                    KeyValuePair.newBuilder().setKey(e.getKey()).setValue(e.getValue())));
    return container.build();
  }

  private static Resources resources(TaskOptions options) {
    var resources = Resources.newBuilder();
    amount(resources, Resources.ResourceName.CPU, options.cpu());
    amount(resources, Resources.ResourceName.MEMORY, options.memory());
    amount(resources, Resources.ResourceName.GPU, options.gpu());
    return resources.build();
  }

  /**
   * As much is asked for as is allowed: a task that outgrows its request dies at its worst moment.
   */
  private static void amount(
      Resources.Builder resources, Resources.ResourceName name, String value) {
    if (!value.isEmpty()) {
      var entry = Resources.ResourceEntry.newBuilder().setName(name).setValue(value).build();
      resources.addRequests(entry).addLimits(entry);
    }
  }

  private static SecurityContext secrets(List<String> secrets) {
    var context = SecurityContext.newBuilder();
    for (var secret : secrets) {
      var slash = secret.indexOf('/');
      context.addSecrets(
          Secret.newBuilder()
              .setGroup(secret.substring(0, Math.max(0, slash)))
              .setKey(secret.substring(slash + 1)));
    }
    return context.build();
  }

  private static Struct custom(String bundleUri, String bundleSha256, TaskSpec task) {
    var updraft =
        Struct.newBuilder()
            .putFields("bundle", text(bundleUri))
            .putFields("sha256", text(bundleSha256))
            .putFields("codeKey", text(task.codeKey()));
    if (task.options().reuse()) {
      updraft.putFields("reuse", Value.newBuilder().setBoolValue(true).build());
    }
    return Struct.newBuilder()
        .putFields("updraft", Value.newBuilder().setStructValue(updraft).build())
        .build();
  }

  /** Where a template of ours says that its code bundle lies. */
  static Optional<String> bundleUri(TaskTemplate template) {
    return Optional.ofNullable(template.getCustom().getFieldsMap().get("updraft"))
        .map(updraft -> updraft.getStructValue().getFieldsMap().get("bundle"))
        .map(Value::getStringValue);
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}

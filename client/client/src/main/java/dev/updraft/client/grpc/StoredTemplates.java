package dev.updraft.client.grpc;

import com.flyteidl.core.KeyValuePair;
import com.flyteidl.core.Resources;
import com.flyteidl.core.TaskMetadata;
import com.flyteidl.core.TaskTemplate;
import com.google.protobuf.Value;
import dev.updraft.client.model.Cache;
import dev.updraft.client.model.StoredTask;
import dev.updraft.client.model.TaskOptions;
import dev.updraft.types.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A registered template as what was asked for: {@link TaskTemplates}, the other way round. */
final class StoredTemplates {
  private StoredTemplates() {}

  static StoredTask task(TaskTemplate template) {
    var codeKey = custom(template, "codeKey").map(Value::getStringValue).orElse("");
    return new StoredTask(
        Messages.fromWire(template.getId()),
        Wire.readInterface(template.getInterface().toByteArray()),
        options(template, codeKey),
        codeKey);
  }

  private static TaskOptions options(TaskTemplate template, String codeKey) {
    var metadata = template.getMetadata();
    var container = template.getContainer();
    return new TaskOptions(
        cache(metadata, codeKey),
        List.copyOf(metadata.getCacheIgnoreInputVarsList()),
        metadata.getRetries().getRetries(),
        metadata.hasTimeout()
            ? Optional.of(
                Duration.ofSeconds(
                    metadata.getTimeout().getSeconds(), metadata.getTimeout().getNanos()))
            : Optional.empty(),
        amount(container.getResources(), Resources.ResourceName.CPU),
        amount(container.getResources(), Resources.ResourceName.MEMORY),
        amount(container.getResources(), Resources.ResourceName.GPU),
        metadata.getInterruptible(),
        custom(template, "reuse").map(Value::getBoolValue).orElse(false),
        container.getImage().startsWith(TaskTemplates.RUNNER) ? "" : container.getImage(),
        environment(container.getEnvList()),
        template.getSecurityContext().getSecretsList().stream()
            .map(secret -> secret.getGroup() + "/" + secret.getKey())
            .toList());
  }

  private static Cache cache(TaskMetadata metadata, String codeKey) {
    if (!metadata.getDiscoverable()) {
      return new Cache.Off();
    }
    return metadata.getDiscoveryVersion().equals(codeKey)
        ? new Cache.ByCode()
        : new Cache.ByVersion(metadata.getDiscoveryVersion());
  }

  private static String amount(Resources resources, Resources.ResourceName name) {
    return resources.getRequestsList().stream()
        .filter(entry -> entry.getName() == name)
        .map(Resources.ResourceEntry::getValue)
        .findFirst()
        .orElse("");
  }

  private static Map<String, String> environment(List<KeyValuePair> pairs) {
    return pairs.stream()
        .collect(Collectors.toMap(KeyValuePair::getKey, KeyValuePair::getValue, (a, b) -> b));
  }

  private static Optional<Value> custom(TaskTemplate template, String field) {
    return Optional.ofNullable(template.getCustom().getFieldsMap().get("updraft"))
        .map(updraft -> updraft.getStructValue().getFieldsMap().get(field));
  }
}

package dev.updraft.client.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.core.Resources.ResourceName;
import dev.updraft.client.model.Cache;
import dev.updraft.client.model.TaskOptions;
import dev.updraft.client.model.TaskSpec;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTemplatesTest {
  private static final TypedInterface TYPE =
      new TypedInterface(
          Map.of("n", new Variable(LiteralType.simple(SimpleKind.INTEGER), "n")),
          Map.of("o0", new Variable(LiteralType.simple(SimpleKind.INTEGER), "o0")));

  private static TaskSpec task(TaskOptions options, String uri) {
    return new TaskSpec(
        "inc", "", TYPE, options, "c1-abc", new TaskSpec.BundleRef(uri, "sha-of-" + uri, "digest"));
  }

  @Test
  void theVersionIsTheSameWhereverTheBundleLies() {
    var options = TaskOptions.plain();

    assertThat(TaskTemplates.version(task(options, "s3://one")))
        .isEqualTo(TaskTemplates.version(task(options, "s3://two")));
  }

  @Test
  void anotherOptionIsAnotherVersion() {
    assertThat(TaskTemplates.version(task(TaskOptions.plain(), "u")))
        .isNotEqualTo(TaskTemplates.version(task(TaskOptions.plain().retries(1), "u")))
        .matches("v[a-z2-7]{26}");
  }

  @Test
  void theTemplateIsWhatFormatsSays() {
    var options =
        new TaskOptions(
            new Cache.ByCode(),
            List.of("seed"),
            2,
            Optional.of(Duration.ofMinutes(10)),
            "500m",
            "2Gi",
            "1",
            true,
            true,
            "",
            Map.of("K", "V"),
            List.of("group/key"));

    var template = TaskTemplates.toWire(task(options, "s3://b"));

    assertThat(template.getType()).isEqualTo("java-task");
    var metadata = template.getMetadata();
    assertThat(metadata.getRuntime().getFlavor()).isEqualTo("java");
    assertThat(metadata.getRuntime().getVersion()).isEqualTo("1");
    assertThat(metadata.getRetries().getRetries()).isEqualTo(2);
    assertThat(metadata.getTimeout().getSeconds()).isEqualTo(600);
    assertThat(metadata.getDiscoverable()).isTrue();
    assertThat(metadata.getDiscoveryVersion()).isEqualTo("c1-abc");
    assertThat(metadata.getCacheSerializable()).isTrue();
    assertThat(metadata.getCacheIgnoreInputVarsList()).containsExactly("seed");
    assertThat(metadata.getInterruptible()).isTrue();
    var container = template.getContainer();
    assertThat(container.getImage()).isEqualTo("updraft/runner:1");
    assertThat(String.join(" ", container.getArgsList()))
        .isEqualTo(
            "updraft-run --inputs {{.input}} --output-prefix {{.outputPrefix}} --raw-output-prefix {{.rawOutputDataPrefix}} --task {{.taskTemplatePath}}");
    assertThat(container.getResources().getLimitsList())
        .extracting(limit -> Map.entry(limit.getName(), limit.getValue()))
        .containsExactly(
            Map.entry(ResourceName.CPU, "500m"),
            Map.entry(ResourceName.MEMORY, "2Gi"),
            Map.entry(ResourceName.GPU, "1"));
    assertThat(container.getEnv(0).getKey()).isEqualTo("K");
    assertThat(template.getSecurityContext().getSecrets(0).getGroup()).isEqualTo("group");
    var custom = template.getCustom().getFieldsOrThrow("updraft").getStructValue();
    assertThat(custom.getFieldsOrThrow("bundle").getStringValue()).isEqualTo("s3://b");
    assertThat(custom.getFieldsOrThrow("sha256").getStringValue()).isEqualTo("sha-of-s3://b");
    assertThat(custom.getFieldsOrThrow("codeKey").getStringValue()).isEqualTo("c1-abc");
    assertThat(custom.getFieldsOrThrow("reuse").getBoolValue()).isTrue();
  }

  @Test
  void retriesAreSetEvenWhenThereAreNone() {
    assertThat(TaskTemplates.toWire(task(TaskOptions.plain(), "u")).getMetadata().hasRetries())
        .isTrue();
    assertThat(TaskTemplates.toWire(task(TaskOptions.plain(), "u")).getMetadata().getDiscoverable())
        .isFalse();
  }

  @Test
  void aJvmOfItsOwnIsNotWorthAWord() {
    var custom = TaskTemplates.toWire(task(TaskOptions.plain(), "u")).getCustom();

    assertThat(custom.getFieldsOrThrow("updraft").getStructValue().getFieldsMap())
        .containsOnlyKeys("bundle", "sha256", "codeKey");
  }

  @Test
  void theUsersOwnVersionTakesTheKeysPlace() {
    var template =
        TaskTemplates.toWire(task(TaskOptions.plain().cache(new Cache.ByVersion("v7")), "u"));

    assertThat(template.getMetadata().getDiscoveryVersion()).isEqualTo("v7");
  }
}

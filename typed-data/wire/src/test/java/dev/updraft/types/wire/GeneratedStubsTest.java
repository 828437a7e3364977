package dev.updraft.types.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.core.Container;
import com.flyteidl.core.ContainerError;
import com.flyteidl.core.ExecutionError;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.TaskMetadata;
import com.flyteidl.core.TaskTemplate;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.updraft.types.LiteralType;
import dev.updraft.types.StructValue;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.mapping.DataClasses;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.types.wire.ErrorDocument.Origin;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we write, the generated classes read without a rest, and what they write we read. */
class GeneratedStubsTest {
  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void literalsComeBackEqualThroughTheStubs(long seed) throws InvalidProtocolBufferException {
    var literals = new RandomValues(seed).literals();
    byte[] bytes = Wire.writeLiterals(literals);
    var generated = LiteralMap.parseFrom(bytes);
    assertThat(generated.getSerializedSize()).isEqualTo(bytes.length);
    assertThat(LiteralMap.parseFrom(Wire.writeLiterals(Wire.readLiterals(bytes))))
        .isEqualTo(generated);
    assertThat(Wire.readLiterals(generated.toByteArray())).isEqualTo(literals);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void typesComeBackEqualThroughTheStubs(long seed) throws InvalidProtocolBufferException {
    var random = new RandomValues(seed);
    var variables = new LinkedHashMap<String, Variable>();
    for (int i = 0; i < 5; i++) {
      variables.put("v" + (5 - i), new Variable(random.type(3), i == 0 ? "" : "what"));
    }
    var typed = new TypedInterface(variables, Map.of());
    byte[] bytes = Wire.writeInterface(typed);
    var generated = com.flyteidl.core.TypedInterface.parseFrom(bytes);
    assertThat(generated.getSerializedSize()).isEqualTo(bytes.length);
    assertThat(Wire.readInterface(generated.toByteArray())).isEqualTo(typed);
    assertThat(Wire.readVariables(Wire.writeVariables(variables))).isEqualTo(variables);
    for (var variable : variables.values()) {
      LiteralType type = variable.type();
      var stub = com.flyteidl.core.LiteralType.parseFrom(Wire.writeType(type));
      assertThat(Wire.readType(stub.toByteArray())).isEqualTo(type);
    }
  }

  @Test
  void errorIsTheStubsError() throws InvalidProtocolBufferException {
    var time = Instant.parse("2026-01-02T03:04:05.000000006Z");
    var error =
        new ErrorDocument("com.acme.Boom", "no good", true, Origin.SYSTEM, Optional.of(time), "w1");
    var generated =
        com.flyteidl.core.ErrorDocument.newBuilder()
            .setError(
                ContainerError.newBuilder()
                    .setCode("com.acme.Boom")
                    .setMessage("no good")
                    .setKind(ContainerError.Kind.RECOVERABLE)
                    .setOrigin(ExecutionError.ErrorKind.SYSTEM)
                    .setTimestamp(
                        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(6))
                    .setWorker("w1"))
            .build();
    assertThat(com.flyteidl.core.ErrorDocument.parseFrom(Wire.writeError(error)))
        .isEqualTo(generated);
    assertThat(Wire.readError(generated.toByteArray())).isEqualTo(error);
    var plain = new ErrorDocument("", "", false, Origin.UNKNOWN, Optional.empty(), "");
    assertThat(Wire.readError(Wire.writeError(plain))).isEqualTo(plain);
  }

  @Test
  void templateGivesTheRunnerItsParts() {
    var random = new RandomValues(1);
    var typed = new TypedInterface(Map.of("a", new Variable(random.type(2), "a")), Map.of());
    var template =
        TaskTemplate.newBuilder()
            .setId(
                Identifier.newBuilder()
                    .setProject("updraft")
                    .setDomain("development")
                    .setName("clean")
                    .setVersion("v1"))
            .setType("java-task")
            .setInterface(stub(typed))
            .setCustom(
                Struct.newBuilder()
                    .putFields(
                        "updraft",
                        Value.newBuilder()
                            .setStructValue(
                                Struct.newBuilder()
                                    .putFields(
                                        "bundle",
                                        Value.newBuilder().setStringValue("s3://b").build()))
                            .build()))
            .setMetadata(
                TaskMetadata.newBuilder()
                    .setDiscoverable(true)
                    .setDiscoveryVersion("c1-x")
                    .setCacheSerializable(true)
                    .addCacheIgnoreInputVars("seed"))
            .setContainer(
                Container.newBuilder()
                    .setImage("updraft/runner:1")
                    .addCommand("updraft-run")
                    .addArgs("--inputs")
                    .addArgs("{{.input}}"))
            .putConfig("ignored", "by us")
            .build();
    assertThat(Wire.readTask(template.toByteArray()))
        .isEqualTo(
            new TaskDocument(
                "updraft",
                "development",
                "clean",
                "v1",
                "java-task",
                typed,
                new StructValue.Fields(
                    Map.of(
                        "updraft",
                        new StructValue.Fields(Map.of("bundle", new StructValue.Text("s3://b"))))),
                new TaskDocument.Caching(true, "c1-x", true, Set.of("seed")),
                Optional.of(
                    new TaskDocument.Container(
                        "updraft/runner:1", List.of("updraft-run", "--inputs", "{{.input}}")))));
  }

  record Deep<T>(Optional<List<Map<String, T>>> next) {}

  @SuppressWarnings("unused")
  interface Deepest {
    void f(Deep<Deep<Deep<Deep<List<List<String>>>>>> v);
  }

  /** Protobuf's readers stop at a hundred messages within one another. */
  @Test
  void deepestRecordThatMayBeDeclaredIsReadByTheStubs() throws InvalidProtocolBufferException {
    var typed =
        TaskMapping.of(Signature.of("f", Deepest.class.getDeclaredMethods()[0]), DataClasses.none())
            .typedInterface();
    var task = TaskTemplate.newBuilder().setInterface(stub(typed)).build();
    assertThat(TaskTemplate.parseFrom(task.toByteArray())).isEqualTo(task);
    assertThat(Wire.readTask(task.toByteArray()).typedInterface()).isEqualTo(typed);
  }

  private static com.flyteidl.core.TypedInterface stub(TypedInterface typed) {
    try {
      return com.flyteidl.core.TypedInterface.parseFrom(Wire.writeInterface(typed));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}

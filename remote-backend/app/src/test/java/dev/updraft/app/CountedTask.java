package dev.updraft.app;

import com.flyteidl.admin.ExecutionCreateRequest;
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
import com.flyteidl.service.CreateUploadLocationRequest;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.updraft.types.bundle.Bundle;
import dev.updraft.types.bundle.EntryPoint;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/**
 * A task whose body leaves a line in a file outside of the system each time it runs: {@code
 * (counter: text, x: integer) -> x + 1}. A negative x hangs after that, one from {@link #WAITS} on
 * waits for the file {@code <counter>.go}.
 */
final class CountedTask {
  static final long WAITS = 1000;
  static final String NAME = "counted";
  private static final String SOURCE =
      """
      import java.nio.file.*;
      final class Cell_counted {
        static long task(String counter, long x) throws Exception {
          Files.writeString(Path.of(counter), x + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          if (x < 0) Thread.sleep(600_000);
          while (x >= 1000 && !Files.exists(Path.of(counter + ".go"))) Thread.sleep(10);
          return x + 1;
        }
      }
      """;
  private final byte[] jar;

  CountedTask(Path folder) throws IOException {
    var source = Files.writeString(folder.resolve("Cell_counted.java"), SOURCE);
    var classes = Files.createDirectories(folder.resolve("classes"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var messages = new StringWriter();
      var options = List.of("-d", classes.toString(), "-parameters", "--release", "25");
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
          .call()) {
        throw new IllegalStateException(messages.toString());
      }
    }
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("Cell_counted.class"));
      zip.write(Files.readAllBytes(classes.resolve("Cell_counted.class")));
    }
    this.jar = bytes.toByteArray();
  }

  /** Uploads the code and registers the task under a version; again is fine. */
  void register(BackendProcess backend, String version) throws Exception {
    var closure = upload(backend, jar, "closure.jar");
    var bundle =
        new Bundle(
            new EntryPoint("Cell_counted", "task", List.of("java.lang.String", "long")),
            25,
            new Bundle.Blob(sha256(jar), closure),
            List.of(),
            List.of(new Bundle.Segment(1, 9, "m:task", 1)),
            new TreeMap<>());
    var uri = upload(backend, bundle.toJson(), "bundle.json");
    try {
      backend.admin().createTask(request(version, uri, sha256(bundle.toJson())));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  static Identifier id(String version) {
    return Identifier.newBuilder()
        .setResourceType(ResourceType.TASK)
        .setProject("updraft")
        .setDomain("development")
        .setName(NAME)
        .setVersion(version)
        .build();
  }

  /** A call of version {@code v1}. */
  static ExecutionCreateRequest call(String execution, Path counter, long x) {
    return ExecutionCreateRequest.newBuilder()
        .setProject("updraft")
        .setDomain("development")
        .setName(execution)
        .setSpec(ExecutionSpec.newBuilder().setLaunchPlan(id("v1")))
        .setInputs(
            LiteralMap.newBuilder()
                .putLiterals(
                    "counter", literal(Primitive.newBuilder().setStringValue(counter.toString())))
                .putLiterals("x", literal(Primitive.newBuilder().setInteger(x))))
        .build();
  }

  private static Literal literal(Primitive.Builder value) {
    return Literal.newBuilder().setScalar(Scalar.newBuilder().setPrimitive(value)).build();
  }

  static WorkflowExecutionIdentifier execution(String name) {
    return WorkflowExecutionIdentifier.newBuilder()
        .setProject("updraft")
        .setDomain("development")
        .setName(name)
        .build();
  }

  private static TaskCreateRequest request(String version, String bundle, String sha256) {
    var code =
        Struct.newBuilder()
            .putFields("bundle", text(bundle))
            .putFields("sha256", text(sha256))
            .putFields("codeKey", text("c1-counted"));
    var template =
        TaskTemplate.newBuilder()
            .setType("java-task")
            .setMetadata(
                TaskMetadata.newBuilder()
                    .setRetries(RetryStrategy.getDefaultInstance())
                    .setDiscoverable(true)
                    .setDiscoveryVersion("c1-counted"))
            .setInterface(
                TypedInterface.newBuilder()
                    .setInputs(
                        VariableMap.newBuilder()
                            .putVariables("counter", variable(SimpleType.STRING))
                            .putVariables("x", variable(SimpleType.INTEGER)))
                    .setOutputs(
                        VariableMap.newBuilder().putVariables("o0", variable(SimpleType.INTEGER))))
            .setCustom(
                Struct.newBuilder()
                    .putFields("updraft", Value.newBuilder().setStructValue(code).build()));
    return TaskCreateRequest.newBuilder()
        .setId(id(version))
        .setSpec(TaskSpec.newBuilder().setTemplate(template))
        .build();
  }

  private static String upload(BackendProcess backend, byte[] bytes, String name) throws Exception {
    var hash = sha256(bytes);
    try {
      var place =
          backend
              .proxy()
              .createUploadLocation(
                  CreateUploadLocationRequest.newBuilder()
                      .setProject("updraft")
                      .setDomain("development")
                      .setFilenameRoot(hash)
                      .setFilename(name)
                      .build());
      var put =
          HttpRequest.newBuilder(URI.create(place.getSignedUrl()))
              .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
              .build();
      var answer = HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.body());
      }
      return place.getNativeUrl();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
      return Objects.requireNonNull(StatusProto.fromThrowable(e))
          .getDetails(0)
          .unpack(com.flyteidl.service.CreateUploadLocationResponse.class)
          .getNativeUrl();
    }
  }

  private static Variable variable(SimpleType type) {
    return Variable.newBuilder().setType(LiteralType.newBuilder().setSimple(type)).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}

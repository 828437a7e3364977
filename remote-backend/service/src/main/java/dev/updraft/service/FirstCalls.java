package dev.updraft.service;

import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.NamedEntityIdentifier;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.admin.TaskSpec;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.Literal;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.LiteralType;
import com.flyteidl.core.Primitive;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.Scalar;
import com.flyteidl.core.SimpleType;
import com.flyteidl.core.TaskMetadata;
import com.flyteidl.core.TaskTemplate;
import com.flyteidl.core.TypedInterface;
import com.flyteidl.core.Variable;
import com.flyteidl.core.VariableMap;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import com.flyteidl.service.CreateUploadLocationRequest;
import com.google.protobuf.MessageLite;
import dev.updraft.service.v1.ListArtifactsRequest;
import dev.updraft.service.v1.SummaryRequest;
import dev.updraft.service.v1.WatchRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;

/**
 * One call of each kind to a backend, over its own port, as a notebook's first minute makes them:
 * what is loaded and run by it goes into the AOT cache. Speaks gRPC by the JDK's own HTTP/2, so
 * that no client library has to be on the backend's class path.
 */
public final class FirstCalls {
  private static final String TASK = "updraft-training";
  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final Token token;

  private FirstCalls(int port, Token token) {
    this.base = "http://127.0.0.1:" + port;
    this.token = token;
  }

  /** Makes the calls, and fails when one is not answered. */
  public static void make(int port, Token token) {
    new FirstCalls(port, token).all();
  }

  private void all() {
    var admin = "flyteidl.service.AdminService/";
    var updraft = "updraft.service.v1.UpdraftService/";
    call(admin + "GetVersion", com.flyteidl.admin.GetVersionRequest.getDefaultInstance());
    call(admin + "ListProjects", com.flyteidl.admin.ProjectListRequest.getDefaultInstance());
    call(
        "flyteidl.service.DataProxyService/CreateUploadLocation",
        CreateUploadLocationRequest.newBuilder()
            .setProject("updraft")
            .setDomain("development")
            .setFilename("x")
            .setFilenameRoot("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
            .build());
    call(admin + "CreateTask", task());
    call(admin + "CreateExecution", execution());
    call(updraft + "Watch", WatchRequest.newBuilder().addIds(id()).build());
    call(admin + "GetExecution", WorkflowExecutionGetRequest.newBuilder().setId(id()).build());
    call(
        admin + "ListNodeExecutions",
        NodeExecutionListRequest.newBuilder().setWorkflowExecutionId(id()).setLimit(5).build());
    call(
        admin + "ListExecutions",
        ResourceListRequest.newBuilder()
            .setId(
                NamedEntityIdentifier.newBuilder().setProject("updraft").setDomain("development"))
            .setLimit(5)
            .build());
    call(
        updraft + "ListArtifacts",
        ListArtifactsRequest.newBuilder()
            .setProject("updraft")
            .setDomain("development")
            .setLimit(5)
            .build());
    call(
        updraft + "Summary",
        SummaryRequest.newBuilder()
            .setProject("updraft")
            .setDomain("development")
            .setSession("training")
            .build());
    get("/healthcheck");
    get("/metrics");
  }

  private static Identifier taskId() {
    return Identifier.newBuilder()
        .setResourceType(ResourceType.TASK)
        .setProject("updraft")
        .setDomain("development")
        .setName(TASK)
        .setVersion("1")
        .build();
  }

  /** The echo plug-in answers it at once, without a worker. */
  private static TaskCreateRequest task() {
    var integer =
        Variable.newBuilder()
            .setType(LiteralType.newBuilder().setSimple(SimpleType.INTEGER))
            .build();
    var template =
        TaskTemplate.newBuilder()
            .setType("echo")
            .setMetadata(TaskMetadata.newBuilder().setDiscoverable(true).setDiscoveryVersion("1"))
            .setInterface(
                TypedInterface.newBuilder()
                    .setInputs(VariableMap.newBuilder().putVariables("a", integer))
                    .setOutputs(VariableMap.newBuilder().putVariables("a", integer)));
    return TaskCreateRequest.newBuilder()
        .setId(taskId())
        .setSpec(TaskSpec.newBuilder().setTemplate(template))
        .build();
  }

  private static ExecutionCreateRequest execution() {
    var one =
        Literal.newBuilder()
            .setScalar(Scalar.newBuilder().setPrimitive(Primitive.newBuilder().setInteger(1)));
    return ExecutionCreateRequest.newBuilder()
        .setProject("updraft")
        .setDomain("development")
        .setName(id().getName())
        .setSpec(ExecutionSpec.newBuilder().setLaunchPlan(taskId()))
        .setInputs(LiteralMap.newBuilder().putLiterals("a", one.build()))
        .build();
  }

  private static WorkflowExecutionIdentifier id() {
    return WorkflowExecutionIdentifier.newBuilder()
        .setProject("updraft")
        .setDomain("development")
        .setName("training")
        .build();
  }

  /** One framed message there; what comes back is read to its end. */
  private void call(String method, MessageLite message) {
    var frame =
        ByteBuffer.allocate(5 + message.getSerializedSize())
            .put((byte) 0)
            .putInt(message.getSerializedSize())
            .put(message.toByteArray());
    send(
        request("/" + method)
            .header("content-type", "application/grpc")
            .header("te", "trailers")
            .POST(HttpRequest.BodyPublishers.ofByteArray(frame.array())));
  }

  private void get(String path) {
    send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .version(HttpClient.Version.HTTP_2)
        .header("authorization", "Bearer " + token.text());
  }

  private void send(HttpRequest.Builder request) {
    try {
      var built = request.build();
      var answer = http.send(built, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(built.uri() + " answered " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while training", e);
    }
  }
}

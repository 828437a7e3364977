package dev.updraft.magics;

import com.flyteidl.admin.AbortMetadata;
import com.flyteidl.admin.Domain;
import com.flyteidl.admin.Execution;
import com.flyteidl.admin.ExecutionClosure;
import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionCreateResponse;
import com.flyteidl.admin.ExecutionList;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.ExecutionTerminateRequest;
import com.flyteidl.admin.ExecutionTerminateResponse;
import com.flyteidl.admin.GetVersionRequest;
import com.flyteidl.admin.GetVersionResponse;
import com.flyteidl.admin.NodeExecution;
import com.flyteidl.admin.NodeExecutionClosure;
import com.flyteidl.admin.NodeExecutionList;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.Project;
import com.flyteidl.admin.ProjectListRequest;
import com.flyteidl.admin.Projects;
import com.flyteidl.admin.ResourceListRequest;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.admin.TaskCreateResponse;
import com.flyteidl.admin.TaskExecution;
import com.flyteidl.admin.TaskExecutionList;
import com.flyteidl.admin.TaskExecutionListRequest;
import com.flyteidl.admin.Version;
import com.flyteidl.admin.WorkflowExecutionGetDataRequest;
import com.flyteidl.admin.WorkflowExecutionGetDataResponse;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.CatalogCacheStatus;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.Literal;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.NodeExecutionIdentifier;
import com.flyteidl.core.Primitive;
import com.flyteidl.core.Scalar;
import com.flyteidl.core.TaskExecutionIdentifier;
import com.flyteidl.core.WorkflowExecution.Phase;
import com.flyteidl.core.WorkflowExecutionIdentifier;
import com.flyteidl.service.AdminServiceGrpc;
import com.flyteidl.service.CreateDownloadLocationRequest;
import com.flyteidl.service.CreateDownloadLocationResponse;
import com.flyteidl.service.CreateUploadLocationRequest;
import com.flyteidl.service.CreateUploadLocationResponse;
import com.flyteidl.service.DataProxyServiceGrpc;
import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.updraft.service.v1.Artifact;
import dev.updraft.service.v1.CatalogInfo;
import dev.updraft.service.v1.Event;
import dev.updraft.service.v1.GetArtifactRequest;
import dev.updraft.service.v1.ListArtifactsRequest;
import dev.updraft.service.v1.ListArtifactsResponse;
import dev.updraft.service.v1.LogChunk;
import dev.updraft.service.v1.RemoveArtifactRequest;
import dev.updraft.service.v1.RemoveArtifactResponse;
import dev.updraft.service.v1.TailLogsRequest;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import dev.updraft.service.v1.WatchRequest;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend on a real port: a call returns its one input, at once. */
final class FakeBackend implements AutoCloseable {
  final Map<String, Known> executions = new ConcurrentHashMap<>();
  final List<Artifact> artifacts = new CopyOnWriteArrayList<>();
  final Map<String, Integer> attempts = new ConcurrentHashMap<>();
  volatile CatalogCacheStatus catalog = CatalogCacheStatus.CACHE_DISABLED;
  volatile String deckUri = "";
  volatile String log = "one\ntwo\nthree\n";

  private final Map<String, List<StreamObserver<Event>>> waiting = new ConcurrentHashMap<>();
  private final Server server;
  private final HttpServer files =
      SimpleFileServer.createFileServer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          Path.of("/"),
          SimpleFileServer.OutputLevel.NONE);

  /** What it knows of an execution. */
  record Known(String task, Phase phase, LiteralMap outputs) {}

  FakeBackend() {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .addService(new Admin())
              .addService(new Proxy())
              .addService(new Ours())
              .build()
              .start();
      files.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String target() {
    return "127.0.0.1:" + server.getPort();
  }

  void execution(String name, String task, Phase phase) {
    executions.put(name, new Known(task, phase, outputs(whole(42))));
  }

  void remember(String task, String key, long size, Literal output) {
    remember(task, key, size, LiteralMap.getDefaultInstance(), outputs(output));
  }

  void remember(String task, String key, long size, LiteralMap inputs, LiteralMap outputs) {
    artifacts.add(
        Artifact.newBuilder()
            .setKey(key)
            .setInputs(inputs)
            .setTask(Identifier.newBuilder().setName(task))
            .setMadeBy("ana")
            .setSize(size)
            .setOutputs(outputs)
            .build());
  }

  static Literal whole(long value) {
    return Literal.newBuilder()
        .setScalar(Scalar.newBuilder().setPrimitive(Primitive.newBuilder().setInteger(value)))
        .build();
  }

  private static LiteralMap outputs(Literal output) {
    return LiteralMap.newBuilder().putLiterals("o0", output).build();
  }

  @Override
  public void close() {
    server.shutdownNow();
    files.stop(0);
  }

  private static <A> void answer(StreamObserver<A> observer, A answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }

  private static <A> void notFound(StreamObserver<A> observer, String sentence) {
    observer.onError(Status.NOT_FOUND.withDescription(sentence).asRuntimeException());
  }

  private static Execution toWire(String name, Known known) {
    var closure = ExecutionClosure.newBuilder().setPhase(known.phase());
    if (known.phase() == Phase.ABORTED) {
      closure.setAbortMetadata(AbortMetadata.newBuilder().setCause("aborted by %abort"));
    }
    return Execution.newBuilder()
        .setId(WorkflowExecutionIdentifier.newBuilder().setName(name))
        .setSpec(
            ExecutionSpec.newBuilder().setLaunchPlan(Identifier.newBuilder().setName(known.task())))
        .setClosure(closure)
        .build();
  }

  private final class Admin extends AdminServiceGrpc.AdminServiceImplBase {
    @Override
    public void getVersion(GetVersionRequest request, StreamObserver<GetVersionResponse> observer) {
      answer(
          observer,
          GetVersionResponse.newBuilder()
              .setControlPlaneVersion(Version.newBuilder().setVersion("v9"))
              .build());
    }

    @Override
    public void listProjects(ProjectListRequest request, StreamObserver<Projects> observer) {
      answer(
          observer,
          Projects.newBuilder()
              .addProjects(
                  Project.newBuilder()
                      .setId("updraft")
                      .addDomains(Domain.newBuilder().setId("development")))
              .addProjects(
                  Project.newBuilder()
                      .setId("fraud")
                      .addDomains(Domain.newBuilder().setId("development")))
              .build());
    }

    @Override
    public void createTask(TaskCreateRequest request, StreamObserver<TaskCreateResponse> observer) {
      answer(observer, TaskCreateResponse.getDefaultInstance());
    }

    @Override
    public void createExecution(
        ExecutionCreateRequest request, StreamObserver<ExecutionCreateResponse> observer) {
      var inputs = request.getInputs().getLiteralsMap().values();
      var outputs =
          inputs.isEmpty() ? LiteralMap.getDefaultInstance() : outputs(inputs.iterator().next());
      synchronized (waiting) {
        executions.put(
            request.getName(),
            new Known(request.getSpec().getLaunchPlan().getName(), Phase.SUCCEEDED, outputs));
        waiting
            .getOrDefault(request.getName(), List.of())
            .forEach(stream -> tell(request.getName(), stream));
      }
      answer(observer, ExecutionCreateResponse.getDefaultInstance());
    }

    @Override
    public void getExecution(
        WorkflowExecutionGetRequest request, StreamObserver<Execution> observer) {
      var known = executions.get(request.getId().getName());
      if (known == null) {
        notFound(observer, "there is no such execution");
      } else {
        answer(observer, toWire(request.getId().getName(), known));
      }
    }

    @Override
    public void listExecutions(
        ResourceListRequest request, StreamObserver<ExecutionList> observer) {
      var list = ExecutionList.newBuilder();
      if (request.getFilters().isEmpty() || request.getFilters().startsWith("gte(name,")) {
        executions.forEach((name, known) -> list.addExecutions(toWire(name, known)));
      }
      answer(observer, list.build());
    }

    @Override
    public void getExecutionData(
        WorkflowExecutionGetDataRequest request,
        StreamObserver<WorkflowExecutionGetDataResponse> observer) {
      answer(
          observer,
          WorkflowExecutionGetDataResponse.newBuilder()
              .setFullOutputs(known(request.getId().getName()).outputs())
              .build());
    }

    @Override
    public void listNodeExecutions(
        NodeExecutionListRequest request, StreamObserver<NodeExecutionList> observer) {
      var execution = request.getWorkflowExecutionId();
      var list = NodeExecutionList.newBuilder();
      if (attempts.containsKey(execution.getName()) || !deckUri.isEmpty()) {
        list.addNodeExecutions(
            NodeExecution.newBuilder()
                .setId(
                    NodeExecutionIdentifier.newBuilder().setNodeId("n0").setExecutionId(execution))
                .setClosure(NodeExecutionClosure.newBuilder().setDeckUri(deckUri)));
      }
      answer(observer, list.build());
    }

    @Override
    public void listTaskExecutions(
        TaskExecutionListRequest request, StreamObserver<TaskExecutionList> observer) {
      var list = TaskExecutionList.newBuilder();
      var node = request.getNodeExecutionId();
      for (int i = 0; i < attempts.getOrDefault(node.getExecutionId().getName(), 0); i++) {
        list.addTaskExecutions(
            TaskExecution.newBuilder()
                .setId(
                    TaskExecutionIdentifier.newBuilder()
                        .setNodeExecutionId(node)
                        .setRetryAttempt(i)));
      }
      answer(observer, list.build());
    }

    @Override
    public void terminateExecution(
        ExecutionTerminateRequest request, StreamObserver<ExecutionTerminateResponse> observer) {
      executions.computeIfPresent(
          request.getId().getName(),
          (name, known) -> new Known(known.task(), Phase.ABORTED, known.outputs()));
      answer(observer, ExecutionTerminateResponse.getDefaultInstance());
    }
  }

  /** Has every file already. */
  private final class Proxy extends DataProxyServiceGrpc.DataProxyServiceImplBase {
    @Override
    public void createDownloadLocation(
        CreateDownloadLocationRequest request,
        StreamObserver<CreateDownloadLocationResponse> observer) {
      var path = request.getNativeUrl().substring("file://".length());
      observer.onNext(
          CreateDownloadLocationResponse.newBuilder()
              .setSignedUrl("http://127.0.0.1:" + files.getAddress().getPort() + path)
              .build());
      observer.onCompleted();
    }

    @Override
    public void createUploadLocation(
        CreateUploadLocationRequest request,
        StreamObserver<CreateUploadLocationResponse> observer) {
      if (request.getContentMd5().isEmpty()) {
        observer.onError(Status.ALREADY_EXISTS.asRuntimeException());
      } else {
        answer(
            observer,
            CreateUploadLocationResponse.newBuilder()
                .setNativeUrl("s3://bucket/" + request.getFilenameRoot())
                .build());
      }
    }
  }

  private final class Ours extends UpdraftServiceGrpc.UpdraftServiceImplBase {
    @Override
    public void watch(WatchRequest request, StreamObserver<Event> observer) {
      var name = request.getIds(0).getName();
      synchronized (waiting) {
        if (executions.containsKey(name)) {
          tell(name, observer);
        } else {
          waiting.computeIfAbsent(name, each -> new ArrayList<>()).add(observer);
        }
      }
    }

    @Override
    public void tailLogs(TailLogsRequest request, StreamObserver<LogChunk> observer) {
      answer(
          observer,
          LogChunk.newBuilder().setText(ByteString.copyFromUtf8(log)).setLast(true).build());
    }

    @Override
    public void listArtifacts(
        ListArtifactsRequest request, StreamObserver<ListArtifactsResponse> observer) {
      answer(observer, ListArtifactsResponse.newBuilder().addAllArtifacts(artifacts).build());
    }

    @Override
    public void getArtifact(GetArtifactRequest request, StreamObserver<Artifact> observer) {
      artifacts.stream()
          .filter(each -> each.getTask().getName().equals(request.getTask()))
          .filter(each -> each.getKey().startsWith(request.getKey()))
          .findFirst()
          .ifPresentOrElse(
              each -> answer(observer, each),
              () -> notFound(observer, "Nothing is remembered as " + request.getTask() + "."));
    }

    @Override
    public void removeArtifact(
        RemoveArtifactRequest request, StreamObserver<RemoveArtifactResponse> observer) {
      artifacts.removeIf(each -> each.getKey().equals(request.getKey()));
      answer(observer, RemoveArtifactResponse.getDefaultInstance());
    }
  }

  private Known known(String name) {
    return Objects.requireNonNull(executions.get(name), name);
  }

  private void tell(String name, StreamObserver<Event> stream) {
    var known = known(name);
    var last =
        Event.newBuilder()
            .setSeq(1)
            .setId(WorkflowExecutionIdentifier.newBuilder().setName(name))
            .setPhase(known.phase())
            .setOutputs(known.outputs())
            .setLast(true);
    if (catalog != CatalogCacheStatus.CACHE_DISABLED) {
      last.setCatalog(
          CatalogInfo.newBuilder().setStatus(catalog).setKey("9c1effff").setMadeBy("ana"));
    }
    answer(stream, last.build());
  }
}

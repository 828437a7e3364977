package dev.updraft.client.testing;

import com.flyteidl.admin.Domain;
import com.flyteidl.admin.Execution;
import com.flyteidl.admin.ExecutionClosure;
import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.ExecutionCreateResponse;
import com.flyteidl.admin.ExecutionSpec;
import com.flyteidl.admin.ExecutionTerminateRequest;
import com.flyteidl.admin.ExecutionTerminateResponse;
import com.flyteidl.admin.GetVersionRequest;
import com.flyteidl.admin.GetVersionResponse;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanCreateResponse;
import com.flyteidl.admin.NodeExecutionList;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.Project;
import com.flyteidl.admin.ProjectListRequest;
import com.flyteidl.admin.Projects;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.admin.TaskCreateResponse;
import com.flyteidl.admin.Version;
import com.flyteidl.admin.WorkflowCreateRequest;
import com.flyteidl.admin.WorkflowCreateResponse;
import com.flyteidl.admin.WorkflowExecutionGetDataRequest;
import com.flyteidl.admin.WorkflowExecutionGetDataResponse;
import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.ExecutionError;
import com.flyteidl.core.Literal;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.WorkflowExecution.Phase;
import com.flyteidl.service.AdminServiceGrpc;
import com.flyteidl.service.CreateDownloadLocationRequest;
import com.flyteidl.service.CreateDownloadLocationResponse;
import com.flyteidl.service.CreateUploadLocationRequest;
import com.flyteidl.service.CreateUploadLocationResponse;
import com.flyteidl.service.DataProxyServiceGrpc;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.updraft.service.v1.Event;
import dev.updraft.service.v1.LogChunk;
import dev.updraft.service.v1.TailLogsRequest;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import dev.updraft.service.v1.WatchRequest;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A backend on a real port that answers at once: an execution's output {@code o0} is what {@link
 * #body} makes of its inputs. What goes wrong is scripted beforehand. With {@code streams} false it
 * is a Flyte, which has no service of ours.
 */
public final class FakeFlyte implements AutoCloseable {
  /**
   * Answers that calls get instead of being carried out, by method name, first come first served.
   */
  public final Map<String, Queue<Status>> refusals = new ConcurrentHashMap<>();

  /** The same, but the call is carried out first: its answer got lost. */
  public final Map<String, Queue<Status>> lostAnswers = new ConcurrentHashMap<>();

  public final List<String> calls = new CopyOnWriteArrayList<>();
  public final List<WatchRequest> watches = new CopyOnWriteArrayList<>();
  public final List<ExecutionCreateRequest> created = new CopyOnWriteArrayList<>();
  public final List<TaskCreateRequest> registered = new CopyOnWriteArrayList<>();
  public final List<WorkflowCreateRequest> workflows = new CopyOnWriteArrayList<>();
  public final List<LaunchPlanCreateRequest> plans = new CopyOnWriteArrayList<>();
  public final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /** Where it says that its files lie. */
  public String bucket = "s3://bucket";

  public final List<Map<String, List<String>>> puts = new CopyOnWriteArrayList<>();
  public final List<String> tokens = new CopyOnWriteArrayList<>();

  /** Inputs to the one output; throws {@link Failing} for a task that fails. */
  public volatile Function<LiteralMap, Literal> body = inputs -> inputs.getLiteralsOrThrow("n");

  /** How many events of a stream are sent before it breaks; then it is forgotten. */
  public volatile int breakAfter = Integer.MAX_VALUE;

  public volatile boolean outputsInline = true;

  private final Map<String, LiteralMap> outputs = new ConcurrentHashMap<>();
  private final Map<String, ExecutionError> errors = new ConcurrentHashMap<>();
  private final Map<String, List<StreamObserver<Event>>> waiting = new ConcurrentHashMap<>();
  private final Server server;
  private final HttpServer http;

  /** A body's failure. */
  public static final class Failing extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    public Failing(String code, String message) {
      super(message);
      this.code = code;
    }
  }

  public FakeFlyte(boolean streams) {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext("/", this::file);
      http.start();
      var builder =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .intercept(new Script())
              .addService(new Admin())
              .addService(new Proxy());
      if (streams) {
        builder.addService(new Ours());
      }
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String target() {
    return "127.0.0.1:" + server.getPort();
  }

  public void refuse(String method, Status... answers) {
    refusals.put(method, new ConcurrentLinkedQueue<>(List.of(answers)));
  }

  public void lose(String method, Status... answers) {
    lostAnswers.put(method, new ConcurrentLinkedQueue<>(List.of(answers)));
  }

  public long count(String method) {
    return calls.stream().filter(method::equals).count();
  }

  @Override
  public void close() {
    server.shutdownNow();
    http.stop(0);
  }

  private void file(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("PUT")) {
      puts.add(Map.copyOf(exchange.getRequestHeaders()));
      files.put(path, exchange.getRequestBody().readAllBytes());
      exchange.sendResponseHeaders(200, -1);
    } else {
      var bytes = files.getOrDefault(path, new byte[0]);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /** Refuses before, or loses the answer after. */
  private final class Script implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      var method = call.getMethodDescriptor().getBareMethodName();
      calls.add(method);
      tokens.add(
          String.valueOf(
              headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER))));
      var refused = refusals.getOrDefault(method, new ConcurrentLinkedQueue<>()).poll();
      if (refused != null) {
        call.close(refused, new Metadata());
        return new ServerCall.Listener<>() {};
      }
      var lost = lostAnswers.getOrDefault(method, new ConcurrentLinkedQueue<>()).poll();
      if (lost == null) {
        return next.startCall(call, headers);
      }
      return next.startCall(
          new io.grpc.ForwardingServerCall.SimpleForwardingServerCall<>(call) {
            @Override
            public void sendMessage(A message) {}

            @Override
            public void close(Status status, Metadata trailers) {
              super.close(lost, new Metadata());
            }
          },
          headers);
    }
  }

  private static <A> void answer(StreamObserver<A> observer, A answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }

  private static StatusRuntimeException refusal(Status status, String sentence) {
    return status.withDescription(sentence).asRuntimeException();
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
              .build());
    }

    @Override
    public void createTask(TaskCreateRequest request, StreamObserver<TaskCreateResponse> observer) {
      var known = registered.stream().anyMatch(each -> each.getId().equals(request.getId()));
      if (known) {
        observer.onError(refusal(Status.ALREADY_EXISTS, "with identical structure already exists"));
        return;
      }
      registered.add(request);
      answer(observer, TaskCreateResponse.getDefaultInstance());
    }

    @Override
    public void createWorkflow(
        WorkflowCreateRequest request, StreamObserver<WorkflowCreateResponse> observer) {
      var known = workflows.stream().anyMatch(each -> each.getId().equals(request.getId()));
      if (known) {
        observer.onError(refusal(Status.ALREADY_EXISTS, "with identical structure already exists"));
        return;
      }
      workflows.add(request);
      answer(observer, WorkflowCreateResponse.getDefaultInstance());
    }

    @Override
    public void createLaunchPlan(
        LaunchPlanCreateRequest request, StreamObserver<LaunchPlanCreateResponse> observer) {
      var known = plans.stream().anyMatch(each -> each.getId().equals(request.getId()));
      if (known) {
        observer.onError(refusal(Status.ALREADY_EXISTS, "with identical structure already exists"));
        return;
      }
      plans.add(request);
      answer(observer, LaunchPlanCreateResponse.getDefaultInstance());
    }

    @Override
    public void createExecution(
        ExecutionCreateRequest request, StreamObserver<ExecutionCreateResponse> observer) {
      if (registered.stream()
          .noneMatch(task -> task.getId().equals(request.getSpec().getLaunchPlan()))) {
        observer.onError(refusal(Status.NOT_FOUND, "missing entity of type TASK"));
        return;
      }
      if (created.stream().anyMatch(each -> each.getName().equals(request.getName()))) {
        observer.onError(refusal(Status.ALREADY_EXISTS, "taken"));
        return;
      }
      try {
        outputs.put(
            request.getName(),
            LiteralMap.newBuilder().putLiterals("o0", body.apply(request.getInputs())).build());
      } catch (Failing e) {
        errors.put(
            request.getName(),
            ExecutionError.newBuilder()
                .setCode(e.code)
                .setMessage(e.getMessage())
                .setKind(ExecutionError.ErrorKind.USER)
                .build());
      }
      synchronized (waiting) {
        created.add(request);
        waiting
            .getOrDefault(request.getName(), List.of())
            .forEach(stream -> tell(request.getName(), 0, stream));
      }
      answer(observer, ExecutionCreateResponse.getDefaultInstance());
    }

    @Override
    public void getExecution(
        WorkflowExecutionGetRequest request, StreamObserver<Execution> observer) {
      var name = request.getId().getName();
      var found = created.stream().filter(each -> each.getName().equals(name)).findFirst();
      if (found.isEmpty()) {
        observer.onError(refusal(Status.NOT_FOUND, "missing entity of type execution"));
        return;
      }
      var closure = ExecutionClosure.newBuilder().setPhase(phase(name));
      if (errors.containsKey(name)) {
        closure.setError(errors.get(name));
      }
      answer(
          observer,
          Execution.newBuilder()
              .setId(request.getId())
              .setSpec(
                  ExecutionSpec.newBuilder().setLaunchPlan(found.get().getSpec().getLaunchPlan()))
              .setClosure(closure)
              .build());
    }

    @Override
    public void getExecutionData(
        WorkflowExecutionGetDataRequest request,
        StreamObserver<WorkflowExecutionGetDataResponse> observer) {
      answer(
          observer,
          WorkflowExecutionGetDataResponse.newBuilder()
              .setFullInputs(
                  created.stream()
                      .filter(each -> each.getName().equals(request.getId().getName()))
                      .findFirst()
                      .map(ExecutionCreateRequest::getInputs)
                      .orElseGet(LiteralMap::getDefaultInstance))
              .setFullOutputs(
                  outputs.getOrDefault(request.getId().getName(), LiteralMap.getDefaultInstance()))
              .build());
    }

    @Override
    public void listNodeExecutions(
        NodeExecutionListRequest request, StreamObserver<NodeExecutionList> observer) {
      answer(observer, NodeExecutionList.getDefaultInstance());
    }

    @Override
    public void terminateExecution(
        ExecutionTerminateRequest request, StreamObserver<ExecutionTerminateResponse> observer) {
      observer.onError(refusal(Status.FAILED_PRECONDITION, "already in terminal state"));
    }
  }

  private Phase phase(String name) {
    return errors.containsKey(name) ? Phase.FAILED : Phase.SUCCEEDED;
  }

  private final class Proxy extends DataProxyServiceGrpc.DataProxyServiceImplBase {
    @Override
    public void createUploadLocation(
        CreateUploadLocationRequest request,
        StreamObserver<CreateUploadLocationResponse> observer) {
      var path = "/" + request.getFilenameRoot() + "/" + request.getFilename();
      if (files.containsKey(path) && request.getContentMd5().isEmpty()) {
        observer.onError(refusal(Status.ALREADY_EXISTS, "there already"));
        return;
      }
      answer(
          observer,
          CreateUploadLocationResponse.newBuilder()
              .setNativeUrl(bucket + path)
              .setSignedUrl("http://127.0.0.1:" + http.getAddress().getPort() + path)
              .putHeaders("Content-Length", "24")
              .putHeaders("Content-MD5", "wrong on purpose: the client has its own")
              .putHeaders("x-amz-meta-flyteContentMD5", "text")
              .build());
    }

    @Override
    public void createDownloadLocation(
        CreateDownloadLocationRequest request,
        StreamObserver<CreateDownloadLocationResponse> observer) {
      var path = request.getNativeUrl().substring(bucket.length());
      answer(
          observer,
          CreateDownloadLocationResponse.newBuilder()
              .setSignedUrl("http://127.0.0.1:" + http.getAddress().getPort() + path)
              .build());
    }
  }

  private final class Ours extends UpdraftServiceGrpc.UpdraftServiceImplBase {
    @Override
    public void watch(WatchRequest request, StreamObserver<Event> observer) {
      watches.add(request);
      var name = request.getIds(0).getName();
      synchronized (waiting) {
        if (created.stream().anyMatch(each -> each.getName().equals(name))) {
          tell(name, request.getAfter(), observer);
        } else {
          waiting.computeIfAbsent(name, each -> new ArrayList<>()).add(observer);
        }
      }
    }

    @Override
    public void tailLogs(TailLogsRequest request, StreamObserver<LogChunk> observer) {
      observer.onNext(
          LogChunk.newBuilder()
              .setText(com.google.protobuf.ByteString.copyFromUtf8("one\ntwo\n"))
              .setLast(true)
              .build());
      observer.onCompleted();
    }
  }

  /** Three events: queued, running, ended. */
  private void tell(String name, long after, StreamObserver<Event> stream) {
    var id = com.flyteidl.core.WorkflowExecutionIdentifier.newBuilder().setName(name).build();
    var last = Event.newBuilder().setSeq(3).setId(id).setPhase(phase(name)).setLast(true);
    if (errors.containsKey(name)) {
      last.setError(errors.get(name));
    } else if (outputsInline) {
      last.setOutputs(outputs.get(name));
    }
    var events =
        List.of(
            Event.newBuilder().setSeq(1).setId(id).setPhase(Phase.QUEUED).build(),
            Event.newBuilder()
                .setSeq(2)
                .setId(id)
                .setPhase(Phase.RUNNING)
                .setNode("n")
                .setWhy("because")
                .build(),
            last.build());
    var sent = 0;
    for (var event : events) {
      if (event.getSeq() > after) {
        if (sent++ == breakAfter) {
          breakAfter = Integer.MAX_VALUE;
          stream.onError(
              Status.UNAVAILABLE.withDescription("the backend died").asRuntimeException());
          return;
        }
        stream.onNext(event);
      }
    }
    stream.onCompleted();
  }
}

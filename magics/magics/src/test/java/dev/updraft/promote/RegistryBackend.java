package dev.updraft.promote;

import com.flyteidl.admin.ActiveLaunchPlanRequest;
import com.flyteidl.admin.Domain;
import com.flyteidl.admin.GetVersionRequest;
import com.flyteidl.admin.GetVersionResponse;
import com.flyteidl.admin.LaunchPlan;
import com.flyteidl.admin.LaunchPlanClosure;
import com.flyteidl.admin.LaunchPlanCreateRequest;
import com.flyteidl.admin.LaunchPlanCreateResponse;
import com.flyteidl.admin.LaunchPlanState;
import com.flyteidl.admin.LaunchPlanUpdateRequest;
import com.flyteidl.admin.LaunchPlanUpdateResponse;
import com.flyteidl.admin.ObjectGetRequest;
import com.flyteidl.admin.Project;
import com.flyteidl.admin.ProjectListRequest;
import com.flyteidl.admin.Projects;
import com.flyteidl.admin.Task;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.admin.TaskCreateResponse;
import com.flyteidl.admin.Workflow;
import com.flyteidl.admin.WorkflowCreateRequest;
import com.flyteidl.admin.WorkflowCreateResponse;
import com.flyteidl.core.Identifier;
import com.flyteidl.service.AdminServiceGrpc;
import com.flyteidl.service.CreateUploadLocationRequest;
import com.flyteidl.service.CreateUploadLocationResponse;
import com.flyteidl.service.DataProxyServiceGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A backend that keeps what is registered, and of a launch plan's name one active version. */
final class RegistryBackend implements AutoCloseable {
  final Map<Identifier, LaunchPlanCreateRequest> plans = new ConcurrentHashMap<>();
  final Map<String, Identifier> active = new ConcurrentHashMap<>();
  private final Server server;

  RegistryBackend() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Admin())
            .addService(new Proxy())
            .build()
            .start();
  }

  String target() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static <T> void answer(StreamObserver<T> observer, @Nullable T message) {
    if (message == null) {
      observer.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    observer.onNext(message);
    observer.onCompleted();
  }

  private final class Admin extends AdminServiceGrpc.AdminServiceImplBase {
    @Override
    public void getVersion(GetVersionRequest request, StreamObserver<GetVersionResponse> observer) {
      answer(observer, GetVersionResponse.getDefaultInstance());
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
      answer(observer, TaskCreateResponse.getDefaultInstance());
    }

    @Override
    public void getTask(ObjectGetRequest request, StreamObserver<Task> observer) {
      answer(observer, null);
    }

    @Override
    public void createWorkflow(
        WorkflowCreateRequest request, StreamObserver<WorkflowCreateResponse> observer) {
      answer(observer, WorkflowCreateResponse.getDefaultInstance());
    }

    @Override
    public void getWorkflow(ObjectGetRequest request, StreamObserver<Workflow> observer) {
      answer(observer, null);
    }

    @Override
    public void createLaunchPlan(
        LaunchPlanCreateRequest request, StreamObserver<LaunchPlanCreateResponse> observer) {
      plans.put(request.getId(), request);
      answer(observer, LaunchPlanCreateResponse.getDefaultInstance());
    }

    @Override
    public void getLaunchPlan(ObjectGetRequest request, StreamObserver<LaunchPlan> observer) {
      answer(observer, plan(request.getId()));
    }

    @Override
    public void updateLaunchPlan(
        LaunchPlanUpdateRequest request, StreamObserver<LaunchPlanUpdateResponse> observer) {
      if (request.getState() == LaunchPlanState.ACTIVE) {
        active.put(request.getId().getName(), request.getId());
      }
      answer(observer, LaunchPlanUpdateResponse.getDefaultInstance());
    }

    @Override
    public void getActiveLaunchPlan(
        ActiveLaunchPlanRequest request, StreamObserver<LaunchPlan> observer) {
      answer(
          observer,
          Optional.ofNullable(active.get(request.getId().getName()))
              .map(RegistryBackend.this::plan)
              .orElse(null));
    }
  }

  private @Nullable LaunchPlan plan(Identifier id) {
    var request = plans.get(id);
    return request == null
        ? null
        : LaunchPlan.newBuilder()
            .setId(id)
            .setSpec(request.getSpec())
            .setClosure(
                LaunchPlanClosure.newBuilder()
                    .setExpectedInputs(request.getSpec().getDefaultInputs()))
            .build();
  }

  private static final class Proxy extends DataProxyServiceGrpc.DataProxyServiceImplBase {
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
}

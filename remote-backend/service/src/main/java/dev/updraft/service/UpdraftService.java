package dev.updraft.service;

import com.flyteidl.admin.ExecutionCreateRequest;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.InvalidRequest;
import dev.updraft.service.v1.Artifact;
import dev.updraft.service.v1.DryRunResponse;
import dev.updraft.service.v1.Event;
import dev.updraft.service.v1.GetArtifactRequest;
import dev.updraft.service.v1.GetOriginRequest;
import dev.updraft.service.v1.ListArtifactsRequest;
import dev.updraft.service.v1.ListArtifactsResponse;
import dev.updraft.service.v1.ListFailedTicksRequest;
import dev.updraft.service.v1.ListFailedTicksResponse;
import dev.updraft.service.v1.ListUsesRequest;
import dev.updraft.service.v1.ListUsesResponse;
import dev.updraft.service.v1.LogChunk;
import dev.updraft.service.v1.Origin;
import dev.updraft.service.v1.RemoveArtifactRequest;
import dev.updraft.service.v1.RemoveArtifactResponse;
import dev.updraft.service.v1.SummaryRequest;
import dev.updraft.service.v1.SummaryResponse;
import dev.updraft.service.v1.TailLogsRequest;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import dev.updraft.service.v1.WatchRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashSet;
import java.util.concurrent.Executor;

/** What Flyte's services lack: following as a stream, logs, the catalog, a session's sum. */
final class UpdraftService extends UpdraftServiceGrpc.UpdraftServiceImplBase {
  private final ControlPlane.Plans plans;
  private final ControlPlane.Watching watching;
  private final EventForm events;
  private final LogSource sources;
  private final Logs logs;
  private final LastLines lines;
  private final ArtifactCalls artifacts;
  private final SessionCalls sessions;
  private final UseCalls uses;
  private final DryRunCalls dryRuns;
  private final OriginCalls origins;
  private final Executor threads;

  UpdraftService(
      ControlPlane engine,
      EventForm events,
      LogSource sources,
      Logs logs,
      ArtifactCalls artifacts,
      DryRunCalls dryRuns,
      OriginCalls origins,
      Executor threads) {
    this.plans = engine.plans();
    this.watching = engine.watching();
    this.events = events;
    this.sources = sources;
    this.logs = logs;
    this.lines = new LastLines(sources, logs);
    this.artifacts = artifacts;
    this.sessions = new SessionCalls(engine);
    this.uses = new UseCalls(engine);
    this.dryRuns = dryRuns;
    this.origins = origins;
    this.threads = threads;
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<Event> answer) {
    var ids = new LinkedHashSet<>(request.getIdsList().stream().map(Ids::fromWire).toList());
    if (ids.isEmpty()) {
      throw new InvalidRequest("Watch needs the id of at least one execution.");
    }
    new WatchStream(ids, (ServerCallStreamObserver<Event>) answer, events, lines, threads)
        .open(watching, request.getAfter());
  }

  /** On a thread of its own: while this method runs, nobody would hear that the caller left. */
  @Override
  public void tailLogs(TailLogsRequest request, StreamObserver<LogChunk> answer) {
    var tail = new LogTail(sources, logs, request, (ServerCallStreamObserver<LogChunk>) answer);
    threads.execute(tail);
  }

  @Override
  public void listArtifacts(
      ListArtifactsRequest request, StreamObserver<ListArtifactsResponse> answer) {
    Answers.one(answer, artifacts.list(request));
  }

  @Override
  public void getArtifact(GetArtifactRequest request, StreamObserver<Artifact> answer) {
    Answers.one(answer, artifacts.get(request));
  }

  @Override
  public void removeArtifact(
      RemoveArtifactRequest request, StreamObserver<RemoveArtifactResponse> answer) {
    Answers.one(answer, artifacts.remove(request));
  }

  @Override
  public void dryRun(ExecutionCreateRequest request, StreamObserver<DryRunResponse> answer) {
    Answers.one(answer, dryRuns.foresee(request));
  }

  @Override
  public void getOrigin(GetOriginRequest request, StreamObserver<Origin> answer) {
    Answers.one(answer, origins.get(request));
  }

  @Override
  public void listUses(ListUsesRequest request, StreamObserver<ListUsesResponse> answer) {
    Answers.one(answer, uses.list(request));
  }

  @Override
  public void summary(SummaryRequest request, StreamObserver<SummaryResponse> answer) {
    Answers.one(answer, sessions.summary(request));
  }

  @Override
  public void listFailedTicks(
      ListFailedTicksRequest request, StreamObserver<ListFailedTicksResponse> answer) {
    var failed = ListFailedTicksResponse.newBuilder();
    for (var plan : plans.active(request.getProject(), request.getDomain())) {
      plan.trouble()
          .ifPresent(
              trouble ->
                  failed
                      .addTicksBuilder()
                      .setPlan(plan.id().name())
                      .setTick(Times.timestamp(trouble.tick()))
                      .setWhy(trouble.why()));
    }
    Answers.one(answer, failed.build());
  }
}

package dev.updraft.client.grpc;

import com.google.protobuf.ByteString;
import dev.updraft.client.model.Artifact;
import dev.updraft.client.model.Summary;
import dev.updraft.service.v1.GetArtifactRequest;
import dev.updraft.service.v1.ListArtifactsRequest;
import dev.updraft.service.v1.RemoveArtifactRequest;
import dev.updraft.service.v1.SummaryRequest;
import dev.updraft.service.v1.SummaryResponse;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import dev.updraft.types.wire.Wire;
import java.util.ArrayList;
import java.util.List;

/** Remembered outputs, and what happened in a session. */
public final class Catalog {
  private static final int PAGE = 100;
  private final Link link;

  Catalog(Link link) {
    this.link = link;
  }

  /**
   * The newest first.
   *
   * @param task empty = every task's
   * @param session only those made or hit in it; empty = all
   */
  public List<Artifact> list(
      String project, String domain, String task, String session, int limit) {
    var artifacts = new ArrayList<Artifact>();
    var token = "";
    do {
      var page =
          link.call(
              UpdraftServiceGrpc.getListArtifactsMethod(),
              ListArtifactsRequest.newBuilder()
                  .setProject(project)
                  .setDomain(domain)
                  .setTask(task)
                  .setSession(session)
                  .setLimit(Math.min(PAGE, limit - artifacts.size()))
                  .setToken(token)
                  .build());
      page.getArtifactsList().stream().map(Catalog::fromWire).forEach(artifacts::add);
      token = page.getToken();
    } while (!token.isEmpty() && artifacts.size() < limit);
    return List.copyOf(artifacts);
  }

  /**
   * One of them, with its outputs.
   *
   * @param key its first letters; empty = the newest
   */
  public Artifact get(String project, String domain, String task, String key) {
    return fromWire(
        link.call(
            UpdraftServiceGrpc.getGetArtifactMethod(),
            GetArtifactRequest.newBuilder()
                .setProject(project)
                .setDomain(domain)
                .setTask(task)
                .setKey(key)
                .build()));
  }

  /** Forgets it: the next equal call runs again. */
  public Artifact remove(String project, String domain, String task, String key) {
    return fromWire(
        link.call(
                UpdraftServiceGrpc.getRemoveArtifactMethod(),
                RemoveArtifactRequest.newBuilder()
                    .setProject(project)
                    .setDomain(domain)
                    .setTask(task)
                    .setKey(key)
                    .build())
            .getRemoved());
  }

  /** What happened in a session. */
  public Summary summary(String project, String domain, String session) {
    var answer =
        link.call(
            UpdraftServiceGrpc.getSummaryMethod(),
            SummaryRequest.newBuilder()
                .setProject(project)
                .setDomain(domain)
                .setSession(session)
                .build());
    return new Summary(
        answer.getCalls(),
        answer.getHits(),
        answer.getRan(),
        answer.getFailed(),
        Messages.fromWire(answer.getSaved()),
        answer.getEachList().stream().map(Catalog::fromWire).toList());
  }

  private static Summary.Call fromWire(SummaryResponse.Call call) {
    return new Summary.Call(
        Messages.fromWire(call.getId()),
        call.getTask(),
        Messages.phase(call.getPhase()),
        call.getHit(),
        Messages.fromWire(call.getTook()),
        Messages.fromWire(call.getSaved()),
        call.getAttempts(),
        call.getKey());
  }

  private static Artifact fromWire(dev.updraft.service.v1.Artifact artifact) {
    ByteString inputs = artifact.getInputs().toByteString();
    return new Artifact(
        artifact.getKey(),
        Messages.fromWire(artifact.getTask()),
        artifact.getCacheVersion(),
        artifact.getCodeKey(),
        Messages.fromWire(artifact.getMadeAt()),
        artifact.getMadeBy(),
        artifact.hasSource()
            ? java.util.Optional.of(Messages.fromWire(artifact.getSource()))
            : java.util.Optional.empty(),
        Messages.fromWire(artifact.getTook()),
        artifact.getSize(),
        Wire.readInterface(artifact.getInterface().toByteArray()),
        inputs.toByteArray(),
        artifact.getOutputs().toByteArray(),
        artifact.getOutputsUri(),
        artifact.getHits(),
        Messages.when(artifact.hasLastHit(), artifact.getLastHit()));
  }
}

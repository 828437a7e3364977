package dev.updraft.client.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.updraft.client.model.Artifact;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Summary;
import dev.updraft.client.model.TaskId;
import dev.updraft.service.v1.GetArtifactRequest;
import dev.updraft.service.v1.ListArtifactsRequest;
import dev.updraft.service.v1.ListUsesRequest;
import dev.updraft.service.v1.ListUsesResponse;
import dev.updraft.service.v1.RemoveArtifactRequest;
import dev.updraft.service.v1.SummaryRequest;
import dev.updraft.service.v1.SummaryResponse;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import dev.updraft.types.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembered outputs, and what happened in a session. */
public final class Catalog {
  private static final int PAGE = 100;
  private static final String NO_LISTS =
      "does not list or forget what it remembers. It does reuse it; 'executions' lists the calls,"
          + " and 'run --refresh' runs one again.";

  private final Link link;

  Catalog(Link link) {
    this.link = link;
  }

  /**
   * Which outputs to list; texts may be empty: all.
   *
   * @param session only those made or hit in it
   * @param by only those of this user
   * @param before the token of the page before; empty = from the newest on
   * @param values each with its outputs
   */
  public record Query(
      String project,
      String domain,
      String task,
      String session,
      String by,
      String notebook,
      Optional<Instant> since,
      String before,
      boolean values,
      int limit) {}

  /**
   * A page of a list, the newest first.
   *
   * @param next the token of what follows; empty after the last
   */
  public record Page(List<Artifact> artifacts, String next) {}

  /**
   * The newest first.
   *
   * @param task empty = every task's
   * @param session only those made or hit in it; empty = all
   */
  public List<Artifact> list(
      String project, String domain, String task, String session, int limit) {
    return page(new Query(
            project, domain, task, session, "", "", Optional.empty(), "", false, limit))
        .artifacts();
  }

  /** The newest first, from where the page before ended. */
  public Page page(Query query) {
    var artifacts = new ArrayList<Artifact>();
    var token = query.before();
    do {
      var page =
          OwnService.call(
              link,
              UpdraftServiceGrpc.getListArtifactsMethod(),
              request(query, token, Math.min(PAGE, query.limit() - artifacts.size())),
              NO_LISTS);
      page.getArtifactsList().stream().map(Catalog::fromWire).forEach(artifacts::add);
      token = page.getToken();
    } while (!token.isEmpty() && artifacts.size() < query.limit());
    return new Page(List.copyOf(artifacts), token);
  }

  private static ListArtifactsRequest request(Query query, String token, int limit) {
    var request =
        ListArtifactsRequest.newBuilder()
            .setProject(query.project())
            .setDomain(query.domain())
            .setTask(query.task())
            .setSession(query.session())
            .setBy(query.by())
            .setNotebook(query.notebook())
            .setOutputs(query.values())
            .setLimit(limit)
            .setToken(token);
    query
        .since()
        .ifPresent(
            since ->
                request.setSince(
                    Timestamp.newBuilder()
                        .setSeconds(since.getEpochSecond())
                        .setNanos(since.getNano())));
    return request.build();
  }

  /**
   * A call that a value was an input of.
   *
   * @param id the execution that people see
   * @param node the path of a workflow's node; empty for the execution itself
   * @param made the execution under whose name the outputs of this call lie
   */
  public record Use(
      ExecutionId id,
      String node,
      TaskId task,
      String input,
      Instant createdAt,
      String user,
      String notebook,
      String cell,
      ExecutionId made) {}

  /**
   * A page of uses, in the order of the calls' names.
   *
   * @param next the token of what follows; empty after the last
   */
  public record Uses(List<Use> uses, String next) {}

  /** Which calls had some bytes among their inputs. */
  public Uses uses(String project, String domain, String uri, String token, int limit) {
    var answer =
        OwnService.call(
            link,
            UpdraftServiceGrpc.getListUsesMethod(),
            ListUsesRequest.newBuilder()
                .setProject(project)
                .setDomain(domain)
                .setUri(uri)
                .setToken(token)
                .setLimit(limit)
                .build(),
            "does not tell what used a value.");
    return new Uses(
        answer.getUsesList().stream().map(Catalog::fromWire).toList(), answer.getToken());
  }

  private static Use fromWire(ListUsesResponse.Use use) {
    return new Use(
        Messages.fromWire(use.getId()),
        use.getNode(),
        Messages.fromWire(use.getTask()),
        use.getInput(),
        Messages.fromWire(use.getCreatedAt()),
        use.getUser(),
        use.getNotebook(),
        use.getCell(),
        Messages.fromWire(use.getMade()));
  }

  /**
   * One of them, with its outputs.
   *
   * @param key its first letters; empty = the newest
   */
  public Artifact get(String project, String domain, String task, String key) {
    return fromWire(
        OwnService.call(
            link,
            UpdraftServiceGrpc.getGetArtifactMethod(),
            GetArtifactRequest.newBuilder()
                .setProject(project)
                .setDomain(domain)
                .setTask(task)
                .setKey(key)
                .build(),
            NO_LISTS));
  }

  /** Forgets it: the next equal call runs again. */
  public Artifact remove(String project, String domain, String task, String key) {
    return fromWire(
        OwnService.call(
                link,
                UpdraftServiceGrpc.getRemoveArtifactMethod(),
                RemoveArtifactRequest.newBuilder()
                    .setProject(project)
                    .setDomain(domain)
                    .setTask(task)
                    .setKey(key)
                    .build(),
                NO_LISTS)
            .getRemoved());
  }

  /** What happened in a session. */
  public Summary summary(String project, String domain, String session) {
    var answer =
        OwnService.call(
            link,
            UpdraftServiceGrpc.getSummaryMethod(),
            SummaryRequest.newBuilder()
                .setProject(project)
                .setDomain(domain)
                .setSession(session)
                .build(),
            "does not sum up a session. 'executions' lists the calls.");
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

  static Artifact fromWire(dev.updraft.service.v1.Artifact artifact) {
    ByteString inputs = artifact.getInputs().toByteString();
    return new Artifact(
        artifact.getKey(),
        Messages.fromWire(artifact.getTask()),
        artifact.getCacheVersion(),
        artifact.getCodeKey(),
        Messages.fromWire(artifact.getMadeAt()),
        artifact.getMadeBy(),
        artifact.hasSource()
            ? Optional.of(Messages.fromWire(artifact.getSource()))
            : Optional.empty(),
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

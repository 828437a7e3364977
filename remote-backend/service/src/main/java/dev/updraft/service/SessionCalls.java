package dev.updraft.service;

import dev.updraft.engine.ControlPlane;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Execution;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import dev.updraft.service.v1.SummaryRequest;
import dev.updraft.service.v1.SummaryResponse;
import java.util.List;

/** What one session's calls came to, counted by the backend. */
final class SessionCalls {
  private static final int MOST = 100_000;

  private final ControlPlane engine;

  SessionCalls(ControlPlane engine) {
    this.engine = engine;
  }

  SummaryResponse summary(SummaryRequest request) {
    if (request.getSession().isEmpty()) {
      throw new InvalidRequest("A summary is of one session: name it.");
    }
    var all = engine.executions().summary(request.getSession());
    var wire =
        SummaryResponse.newBuilder()
            .setCalls((int) all.calls())
            .setHits((int) all.fromCatalog())
            .setRan((int) all.ran())
            .setFailed((int) all.failed())
            .setSaved(Times.duration(all.saved()));
    executions(engine, request.getProject(), request.getDomain(), request.getSession())
        .forEach(execution -> wire.addEach(call(execution)));
    return wire.build();
  }

  /** The session's executions, oldest first. */
  static List<Execution> executions(
      ControlPlane engine, String project, String domain, String session) {
    return engine
        .executions()
        .list(
            new Query(
                project,
                domain,
                List.of(new Query.Filter(Field.SESSION, Query.Op.EQ, List.of(session))),
                List.of(new Query.Sort(Field.CREATED_AT, false)),
                0,
                MOST));
  }

  private SummaryResponse.Call call(Execution execution) {
    var hit = execution.catalog() == CatalogStatus.HIT;
    var call =
        SummaryResponse.Call.newBuilder()
            .setId(Ids.toWire(execution.id()))
            .setTask(execution.task().name())
            .setPhase(Phases.toWire(execution.phase()))
            .setHit(hit)
            .setSaved(Times.duration(execution.saved()))
            .setAttempts(hit ? 0 : engine.executions().attempts(execution.id()).size());
    execution.duration().ifPresent(took -> call.setTook(Times.duration(took)));
    if (!execution.role().graph()) {
      engine.executions().nodes(execution.id()).stream()
          .flatMap(node -> node.catalog().key().stream())
          .findFirst()
          .ifPresent(key -> call.setKey(key.hash()));
    }
    return call.build();
  }
}

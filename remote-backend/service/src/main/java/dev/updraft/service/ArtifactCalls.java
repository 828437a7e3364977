package dev.updraft.service;

import com.flyteidl.core.LiteralMap;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.ArtifactQuery;
import dev.updraft.model.CatalogKey;
import dev.updraft.model.EntityId;
import dev.updraft.model.Execution;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NotFound;
import dev.updraft.model.Query;
import dev.updraft.service.v1.Artifact;
import dev.updraft.service.v1.GetArtifactRequest;
import dev.updraft.service.v1.ListArtifactsRequest;
import dev.updraft.service.v1.ListArtifactsResponse;
import dev.updraft.service.v1.RemoveArtifactRequest;
import dev.updraft.service.v1.RemoveArtifactResponse;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The catalog as people see it: listed, explained, forgotten. */
final class ArtifactCalls {
  private final ControlPlane engine;
  private final TaskCalls tasks;

  ArtifactCalls(ControlPlane engine, TaskCalls tasks) {
    this.engine = engine;
    this.tasks = tasks;
  }

  ListArtifactsResponse list(ListArtifactsRequest request) {
    if (request.getLimit() < 1) {
      throw new InvalidRequest(
          "A list's limit is " + request.getLimit() + ". Ask for at least 1 row.");
    }
    var after = PageToken.read(request.getToken()).after();
    var page = request.getSession().isEmpty() ? page(request, after) : ofSession(request, after);
    var list = ListArtifactsResponse.newBuilder();
    page.forEach(
        artifact -> list.addArtifacts(request.getOutputs() ? whole(artifact) : toWire(artifact)));
    if (page.size() == request.getLimit()) {
      var last = page.getLast();
      list.setToken(PageToken.behind(last.made(), last.key().hash()));
    }
    return list.build();
  }

  private List<dev.updraft.model.Artifact> page(
      ListArtifactsRequest request, Optional<Query.After> after) {
    return engine
        .catalog()
        .list(
            new ArtifactQuery(
                request.getProject(),
                request.getDomain(),
                request.getTask(),
                "",
                request.getBy(),
                request.getNotebook(),
                request.hasSince()
                    ? Optional.of(Times.instant(request.getSince()))
                    : Optional.empty(),
                after,
                request.getLimit()));
  }

  /** Made or hit by the session's calls, and still there; newest first. */
  private List<dev.updraft.model.Artifact> ofSession(
      ListArtifactsRequest request, Optional<Query.After> after) {
    var touched = new LinkedHashMap<String, CatalogKey>();
    for (var execution :
        SessionCalls.executions(
            engine, request.getProject(), request.getDomain(), request.getSession())) {
      keys(execution).forEach(key -> touched.put(key.hash(), key));
    }
    return touched.values().stream()
        .filter(key -> request.getTask().isEmpty() || key.task().equals(request.getTask()))
        .flatMap(key -> engine.catalog().find(key).stream())
        .filter(
            artifact ->
                after
                    .filter(from -> !from.precedes(artifact.made(), artifact.key().hash()))
                    .isEmpty())
        .sorted(
            Comparator.comparing(dev.updraft.model.Artifact::made)
                .thenComparing(artifact -> artifact.key().hash())
                .reversed())
        .limit(request.getLimit())
        .toList();
  }

  private List<CatalogKey> keys(Execution execution) {
    return engine.executions().nodes(execution.id()).stream()
        .filter(node -> node.kind() == NodeExecution.Kind.TASK)
        .flatMap(node -> node.catalog().key().stream())
        .toList();
  }

  /** Without a key, the newest of the task. */
  Artifact get(GetArtifactRequest request) {
    var found =
        engine
            .catalog()
            .list(
                ArtifactQuery.of(
                    request.getProject(),
                    request.getDomain(),
                    request.getTask(),
                    request.getKey(),
                    2));
    if (found.isEmpty()) {
      throw new NotFound(
          "Nothing is remembered as %s in project '%s', domain '%s'. List what is: %%outputs, or 'updraft outputs'."
              .formatted(
                  name(request.getTask(), request.getKey()),
                  request.getProject(),
                  request.getDomain()));
    }
    if (!request.getKey().isEmpty() && found.size() > 1) {
      throw new InvalidRequest(
          "%s could be any of %s. Write more letters of the key."
              .formatted(
                  name(request.getTask(), request.getKey()),
                  found.stream()
                      .map(
                          artifact ->
                              name(artifact.task().name(), artifact.key().hash().substring(0, 12)))
                      .collect(Collectors.joining(", "))));
    }
    return whole(found.getFirst());
  }

  private Artifact whole(dev.updraft.model.Artifact artifact) {
    return toWire(artifact).toBuilder()
        .setOutputs(LiteralMaps.read(engine.catalog().outputs(artifact)))
        .build();
  }

  RemoveArtifactResponse remove(RemoveArtifactRequest request) {
    var removed =
        engine
            .catalog()
            .remove(request.getProject(), request.getDomain(), request.getTask(), request.getKey());
    return RemoveArtifactResponse.newBuilder().setRemoved(toWire(removed)).build();
  }

  Artifact toWire(dev.updraft.model.Artifact artifact) {
    var cacheVersion = artifact.key().datasetVersion();
    var wire =
        Artifact.newBuilder()
            .setKey(artifact.key().hash())
            .setTask(Ids.toWire(artifact.task()))
            .setCacheVersion(cacheVersion(cacheVersion))
            .setCodeKey(artifact.codeKey())
            .setMadeAt(Times.timestamp(artifact.made()))
            .setMadeBy(artifact.by())
            .setSource(Ids.toWire(artifact.shown(), artifact.task()))
            .setTook(Times.duration(artifact.took()))
            .setSize(artifact.bytes())
            .setOutputsUri(artifact.outputsUri())
            .setInputs(inputs(artifact))
            .setHits(artifact.hits())
            .setLastHit(Times.timestamp(artifact.lastUsed()));
    try {
      wire.setInterface(tasks.task(EntityId.of(artifact.task())).template().getInterface());
    } catch (NotFound _) {
      // The task's registration is gone; the outputs tell their types themselves.
    }
    return wire.build();
  }

  /** What stands before the two hashes of the interface. */
  private static String cacheVersion(String datasetVersion) {
    var suffix = 2 * (8 + 1);
    return datasetVersion.length() > suffix
        ? datasetVersion.substring(0, datasetVersion.length() - suffix)
        : datasetVersion;
  }

  private LiteralMap inputs(dev.updraft.model.Artifact artifact) {
    try {
      return LiteralMaps.read(engine.executions().inputs(artifact.source().execution()));
    } catch (NotFound _) {
      return LiteralMap.getDefaultInstance(); // the execution is older than the retention
    }
  }

  private static String name(String task, String key) {
    return key.isEmpty() ? task : task + "@" + key;
  }
}

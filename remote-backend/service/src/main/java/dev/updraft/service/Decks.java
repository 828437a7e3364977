package dev.updraft.service;

import dev.updraft.blobs.Blobs;
import dev.updraft.engine.ControlPlane;
import dev.updraft.engine.Layout;
import dev.updraft.engine.UniqueId;
import dev.updraft.model.Artifact;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NotFound;
import dev.updraft.model.Place;
import java.util.Optional;

/**
 * Where reports lie, which Flyte calls decks: {@code deck.html} beside an attempt's outputs. That
 * there is one is not in a row: a look at the store decides, as in Flyte (contract 1.7), also while
 * the attempt runs.
 */
final class Decks {
  private final ControlPlane.Executions executions;
  private final Blobs blobs;
  private final Layout layout;

  Decks(ControlPlane.Executions executions, Blobs blobs) {
    this.executions = executions;
    this.blobs = blobs;
    this.layout = new Layout(blobs.root());
  }

  /** Of the last attempt that has one; on a hit, of the attempt that made the outputs. */
  Optional<String> of(Place place) {
    var node = place.node();
    if (node.kind() != NodeExecution.Kind.TASK) {
      return Optional.empty();
    }
    if (node.catalog().status() == CatalogStatus.HIT) {
      return node.catalog().artifact().map(Artifact::source).flatMap(this::source);
    }
    return executions.attempts(place.holder()).reversed().stream()
        .flatMap(attempt -> of(attempt).stream())
        .findFirst();
  }

  /** Beside its outputs: under the name that it runs as, at the node that stands for its task. */
  Optional<String> of(Attempt attempt) {
    var ranAs = attempt.runsAs();
    var node = UniqueId.nodeOfTask(attempt.task().name());
    var uri = layout.outputPrefix(ranAs.execution(), node, ranAs.number()) + "/deck.html";
    return blobs.find(uri).map(_ -> uri);
  }

  /** The source's own rows may be gone by retention, and its report with them. */
  private Optional<String> source(AttemptId source) {
    try {
      return executions.attempts(source.execution()).stream()
          .filter(attempt -> attempt.id().number() == source.number())
          .findFirst()
          .flatMap(this::of);
    } catch (NotFound _) {
      return Optional.empty();
    }
  }
}

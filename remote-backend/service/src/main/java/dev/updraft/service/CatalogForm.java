package dev.updraft.service;

import com.flyteidl.admin.TaskNodeMetadata;
import com.flyteidl.core.CatalogArtifactTag;
import com.flyteidl.core.CatalogMetadata;
import com.flyteidl.core.Identifier;
import com.flyteidl.core.ResourceType;
import dev.updraft.model.Artifact;
import dev.updraft.model.CatalogKey;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.CatalogStatus;

/** What the catalog had to do with a node, as Flyte's node closures say it (contract 4.2). */
final class CatalogForm {
  private CatalogForm() {}

  /** A plain miss and a task that is not cached leave no trace. */
  static void write(CatalogOutcome outcome, TaskNodeMetadata.Builder into) {
    if (outcome.key().isEmpty()
        || outcome.status() == CatalogStatus.MISS
        || outcome.status() == CatalogStatus.DISABLED) {
      return;
    }
    into.setCacheStatus(Phases.toWire(outcome.status()));
    var metadata = CatalogMetadata.newBuilder().setDatasetId(dataset(outcome.key().get()));
    outcome.artifact().ifPresent(artifact -> artifact(artifact, outcome.status(), metadata));
    into.setCatalogKey(metadata);
  }

  private static void artifact(
      Artifact artifact, CatalogStatus status, CatalogMetadata.Builder metadata) {
    metadata.setArtifactTag(
        CatalogArtifactTag.newBuilder().setArtifactId(artifact.id()).setName(artifact.key().tag()));
    if (status == CatalogStatus.HIT) {
      metadata.setSourceTaskExecution(Ids.toWire(artifact.shown(), artifact.task()));
    }
  }

  private static Identifier dataset(CatalogKey key) {
    return Identifier.newBuilder()
        .setResourceType(ResourceType.DATASET)
        .setProject(key.project())
        .setDomain(key.domain())
        .setName(key.datasetName())
        .setVersion(key.datasetVersion())
        .build();
  }
}

package dev.updraft.engine;

import dev.updraft.model.Artifact;
import dev.updraft.model.ArtifactQuery;
import dev.updraft.model.CatalogKey;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NotFound;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The catalog as people look at it. */
final class StoredCatalog implements ControlPlane.Catalog {
  private static final int SHORTEST = 4;
  private final Reads reads;
  private final Loop loop;
  private final DataFiles files;
  private final Settings settings;

  StoredCatalog(Reads reads, Loop loop, DataFiles files, Settings settings) {
    this.reads = reads;
    this.loop = loop;
    this.files = files;
    this.settings = settings;
  }

  @Override
  public List<Artifact> list(ArtifactQuery query) {
    return reads.artifacts(query);
  }

  @Override
  public Optional<Artifact> find(CatalogKey key) {
    return reads.artifact(key.hash()).map(Reads.StoredArtifact::artifact);
  }

  @Override
  public Optional<byte[]> outputs(Artifact artifact) {
    return files.read(artifact.outputsUri(), settings.outputBytes());
  }

  @Override
  public Artifact remove(String project, String domain, String task, String keyPrefix) {
    var prefix = keyPrefix.toLowerCase(Locale.ROOT);
    if (prefix.length() < SHORTEST) {
      throw new InvalidRequest(
          "'%s@%s' is too short. Give at least %d letters of the key."
              .formatted(task, keyPrefix, SHORTEST));
    }
    var found = reads.artifacts(ArtifactQuery.of(project, domain, task, prefix, 10));
    if (found.size() > 1) {
      throw new InvalidRequest(
          "'%s@%s' fits %s. Give more letters of the key."
              .formatted(
                  task,
                  keyPrefix,
                  found.stream()
                      .map(a -> a.key().task() + "@" + a.key().hash().substring(0, 12))
                      .collect(Collectors.joining(", "))));
    }
    if (found.isEmpty()
        || !Asking.write(loop, new Write.RemoveArtifact(found.getFirst().key().hash()))) {
      throw new NotFound(
          "The catalog has no '%s@%s' in project '%s', domain '%s'. List what there is with %%outputs %s."
              .formatted(task, keyPrefix, project, domain, task));
    }
    return found.getFirst();
  }
}

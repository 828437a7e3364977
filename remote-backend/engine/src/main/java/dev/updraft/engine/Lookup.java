package dev.updraft.engine;

import dev.updraft.engine.FlightEvent.Found;
import dev.updraft.model.Artifact;
import dev.updraft.model.CatalogKey;
import java.util.Optional;

/** Looks up remembered outputs. What the catalog names but the blob store has lost is not there. */
final class Lookup {
  private final Reads reads;
  private final DataFiles files;
  private final int inlineBytes;
  private final String root;

  Lookup(Reads reads, DataFiles files, Settings settings) {
    this.reads = reads;
    this.files = files;
    this.inlineBytes = settings.inlineBytes();
    this.root = settings.layout().root();
  }

  /** The artifact with its outputs, all still there. */
  Optional<Found> find(CatalogKey key) {
    return reads.artifact(key.hash()).flatMap(this::whole);
  }

  private Optional<Found> whole(Reads.StoredArtifact stored) {
    var artifact = stored.artifact();
    var outputs = small(artifact);
    var there =
        outputs.isPresent()
            || (artifact.bytes() > inlineBytes && files.exists(artifact.outputsUri()));
    return there && stored.references().stream().filter(this::ours).allMatch(files::exists)
        ? Optional.of(new Found(artifact, outputs, stored.references()))
        : Optional.empty();
  }

  /** What lies elsewhere is its keeper's business. */
  private boolean ours(String uri) {
    return uri.startsWith(root + "/");
  }

  private Optional<byte[]> small(Artifact artifact) {
    return artifact.bytes() > inlineBytes
        ? Optional.empty()
        : files.read(artifact.outputsUri(), inlineBytes);
  }
}

package dev.updraft.service;

import com.flyteidl.admin.ExecutionCreateRequest;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.Foreseen;
import dev.updraft.service.v1.DryRunResponse;
import dev.updraft.service.v1.DryRunResponse.Outlook;

/** What a launch would hit and what it would run. */
final class DryRunCalls {
  private final ControlPlane engine;
  private final Launches launches;
  private final ArtifactCalls artifacts;

  DryRunCalls(ControlPlane engine, Launches launches, ArtifactCalls artifacts) {
    this.engine = engine;
    this.launches = launches;
    this.artifacts = artifacts;
  }

  DryRunResponse foresee(ExecutionCreateRequest request) {
    var answer = DryRunResponse.newBuilder();
    engine.executions().dryRun(launches.read(request)).stream()
        .map(this::toWire)
        .forEach(answer::addNodes);
    return answer.build();
  }

  private DryRunResponse.Node toWire(Foreseen foreseen) {
    var node =
        DryRunResponse.Node.newBuilder()
            .setPath(foreseen.path())
            .setName(foreseen.name())
            .setOutlook(toWire(foreseen.outlook()))
            .setInputs(LiteralMaps.read(foreseen.inputs()))
            .setWhy(foreseen.why());
    foreseen.artifact().map(artifacts::toWire).ifPresent(node::setArtifact);
    return node.build();
  }

  private static Outlook toWire(Foreseen.Outlook outlook) {
    return switch (outlook) {
      case HIT -> Outlook.HIT;
      case MISS -> Outlook.MISS;
      case UNCACHED -> Outlook.UNCACHED;
      case FAIL -> Outlook.FAIL;
    };
  }
}

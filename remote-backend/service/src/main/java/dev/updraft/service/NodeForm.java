package dev.updraft.service;

import com.flyteidl.admin.NodeExecutionClosure;
import com.flyteidl.admin.NodeExecutionMetaData;
import com.flyteidl.admin.TaskNodeMetadata;
import com.flyteidl.admin.WorkflowNodeMetadata;
import dev.updraft.engine.UniqueId;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodeExecution.Unfolded;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Place;

/** A node's life as Flyte's clients read it (contract 3.4). */
final class NodeForm {
  private final Decks decks;

  NodeForm(Decks decks) {
    this.decks = decks;
  }

  com.flyteidl.admin.NodeExecution toWire(Place place) {
    var node = place.node();
    var wire =
        com.flyteidl.admin.NodeExecution.newBuilder()
            .setId(Ids.toWire(node.execution(), node.id()))
            .setMetadata(
                NodeExecutionMetaData.newBuilder()
                    .setSpecNodeId(node.specId())
                    .setIsParentNode(
                        node.kind() == NodeExecution.Kind.GRAPH
                            || node.kind() == NodeExecution.Kind.BRANCH
                            || node.unfolded().isPresent())
                    .setIsDynamic(node.unfolded().isPresent())
                    .setIsArray(node.kind() == NodeExecution.Kind.MAP))
            .setClosure(closure(place));
    if (!node.id().equals(UniqueId.ofNode(node.specId()))) {
      wire.getMetadataBuilder().setRetryGroup("0"); // of the parent, which has one attempt
    }
    node.inputUri().ifPresent(wire::setInputUri);
    return wire.build();
  }

  /** Flyte says of it that it has nothing to say (recorded). */
  private static boolean empty(NodeExecution node) {
    return node.kind() == NodeExecution.Kind.TASK
        && (node.phase() == NodePhase.RECOVERED
            || (node.unfolded().isPresent() && node.phase() == NodePhase.SUCCEEDED));
  }

  /** As a list has it: the error's message cut. */
  com.flyteidl.admin.NodeExecution row(Place place) {
    var whole = toWire(place).toBuilder();
    if (whole.getClosure().hasError()) {
      whole.getClosureBuilder().setError(Phases.cut(whole.getClosure().getError()));
    }
    return whole.build();
  }

  @SuppressWarnings("deprecation") // output_uri is what Flyte fills
  private NodeExecutionClosure closure(Place place) {
    var node = place.node();
    var closure =
        NodeExecutionClosure.newBuilder()
            .setPhase(Phases.toWire(node.phase()))
            .setCreatedAt(Times.timestamp(node.created()))
            .setUpdatedAt(Times.timestamp(node.updated()));
    node.started().ifPresent(at -> closure.setStartedAt(Times.timestamp(at)));
    node.duration().ifPresent(span -> closure.setDuration(Times.duration(span)));
    node.outputUri().ifPresent(closure::setOutputUri);
    node.error().ifPresent(error -> closure.setError(Phases.toWire(error)));
    decks.of(place).ifPresent(closure::setDeckUri);
    node.unfolded().map(Unfolded::futures).ifPresent(closure::setDynamicJobSpecUri);
    if (node.kind() == NodeExecution.Kind.EXECUTION) {
      closure.setWorkflowNodeMetadata(
          WorkflowNodeMetadata.newBuilder().setExecutionId(Ids.toWire(place.holder())));
      return closure.build();
    }
    if (node.kind() == NodeExecution.Kind.GATE) {
      return closure.build();
    }
    var metadata = TaskNodeMetadata.newBuilder();
    node.checkpointUri().ifPresent(metadata::setCheckpointUri);
    CatalogForm.write(node.catalog(), metadata);
    if (metadata.buildPartial().getSerializedSize() > 0 || empty(node)) {
      closure.setTaskNodeMetadata(metadata);
    }
    return closure.build();
  }
}

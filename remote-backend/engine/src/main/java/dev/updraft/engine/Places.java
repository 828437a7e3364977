package dev.updraft.engine;

import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An execution's nodes as Flyte shows them (contract 3.4): the ends, and what lies between. */
final class Places {
  private final Reads reads;
  private final Layout layout;

  Places(Reads reads, Layout layout) {
    this.reads = reads;
    this.layout = layout;
  }

  /** Those at the top: start-node, the task's or the graph's, and after success end-node. */
  List<Place> of(Execution execution) {
    var id = execution.id();
    var places = new ArrayList<Place>();
    places.add(new Place(startNode(execution), id, false));
    if (execution.role().graph()) {
      places.addAll(children(id, id, ""));
    } else {
      reads.node(id).ifPresent(node -> places.add(new Place(node, id, false)));
    }
    if (execution.phase() == ExecutionPhase.SUCCEEDED) {
      places.add(new Place(endNode(execution), id, false));
    }
    return places;
  }

  /** Those within a node. */
  List<Place> within(Place place) {
    return place.graph()
        ? children(place.node().execution(), place.holder(), place.node().id() + "-0-")
        : List.of();
  }

  /**
   * @param root under which they are shown
   * @param prefix of their unique ids: the parent's and its attempt (contract 1.4)
   */
  private List<Place> children(ExecutionId root, ExecutionId graph, String prefix) {
    return reads.children(graph).stream().map(child -> child(root, child, prefix)).toList();
  }

  private Place child(ExecutionId root, Execution child, String prefix) {
    var specId = child.role().parent().orElseThrow().node();
    var id = UniqueId.ofNode(prefix + specId);
    var own = reads.node(child.id());
    var node =
        new NodeExecution(
            root,
            id,
            specId,
            child.role().graph() ? NodeExecution.Kind.GRAPH : NodeExecution.Kind.TASK,
            own.map(NodeExecution::phase).orElseGet(() -> phase(child.phase())),
            child.created(),
            own.flatMap(NodeExecution::started)
                .or(() -> child.role().graph() ? child.started() : Optional.empty()),
            child.updated(),
            own.map(NodeExecution::duration).orElseGet(child::duration),
            own.flatMap(NodeExecution::inputUri)
                .or(() -> Optional.of(layout.outputs(child.id(), Calls.START_NODE, 0))),
            own.flatMap(NodeExecution::outputUri).or(child::outputsUri),
            child.error(),
            own.flatMap(NodeExecution::checkpointUri),
            own.map(NodeExecution::catalog).orElse(CatalogOutcome.DISABLED),
            own.map(NodeExecution::why).orElse(""));
    return new Place(node, child.id(), child.role().graph());
  }

  private static NodePhase phase(ExecutionPhase phase) {
    return switch (phase) {
      case SUCCEEDED, SUCCEEDING -> NodePhase.SUCCEEDED;
      case FAILED -> NodePhase.FAILED;
      case TIMED_OUT -> NodePhase.TIMED_OUT;
      case ABORTED -> NodePhase.ABORTED;
      case FAILING -> NodePhase.FAILING;
      case UNDEFINED, QUEUED, RUNNING, ABORTING -> NodePhase.RUNNING;
    };
  }

  /** The graph's ends have no rows: they follow from the execution's. */
  private NodeExecution startNode(Execution e) {
    return new NodeExecution(
        e.id(),
        Calls.START_NODE,
        Calls.START_NODE,
        NodeExecution.Kind.START,
        NodePhase.SUCCEEDED,
        e.created(),
        Optional.empty(),
        e.created(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(layout.outputs(e.id(), Calls.START_NODE, 0)),
        Optional.empty(),
        Optional.empty(),
        CatalogOutcome.DISABLED,
        "");
  }

  private NodeExecution endNode(Execution e) {
    return new NodeExecution(
        e.id(),
        Calls.END_NODE,
        Calls.END_NODE,
        NodeExecution.Kind.END,
        NodePhase.SUCCEEDED,
        e.updated(),
        Optional.empty(),
        e.updated(),
        Optional.empty(),
        Optional.of(layout.inputs(e.id(), Calls.END_NODE)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        CatalogOutcome.DISABLED,
        "");
  }
}

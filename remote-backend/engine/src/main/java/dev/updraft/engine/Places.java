package dev.updraft.engine;

import dev.updraft.engine.graph.Child;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodeExecution.Unfolded;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Place;
import dev.updraft.model.Role;
import java.util.ArrayList;
import java.util.HashSet;
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
    if (execution.role().graph()) {
      return ofGraph(execution, execution, "");
    }
    var places = new ArrayList<Place>();
    places.add(new Place(startNode(execution), id, Optional.empty()));
    reads
        .node(id)
        .ifPresent(node -> places.add(new Place(node, id, node.unfolded().map(Unfolded::graph))));
    if (execution.phase() == ExecutionPhase.SUCCEEDED) {
      places.add(new Place(endNode(execution), id, Optional.empty()));
    }
    return places;
  }

  /** Those within a node: of a branch the arm that it chose, of a graph all, with its own ends. */
  List<Place> within(Place place) {
    if (place.graph().isEmpty() || takenOver(place)) {
      return List.of();
    }
    var node = place.node();
    var graph = execution(place.graph().get());
    var prefix = node.id() + "-0-";
    var root = execution(node.execution());
    if (node.kind() == NodeExecution.Kind.BRANCH) {
      return reads.children(graph.id()).stream()
          .filter(child -> branch(graph, child).filter(node.specId()::equals).isPresent())
          .map(child -> child(root.id(), child, prefix))
          .toList();
    }
    return ofGraph(root, graph, prefix);
  }

  /** A graph taken over as a whole has begun nothing; the arm that a branch chose is its own. */
  private static boolean takenOver(Place place) {
    return inside(place.node().kind()) && place.node().phase() == NodePhase.RECOVERED;
  }

  private Execution execution(ExecutionId id) {
    return reads.execution(id).orElseThrow(() -> Refusals.noExecution(id));
  }

  /**
   * @param root under which they are shown
   * @param prefix of their unique ids: the parent's and its attempt (contract 1.4)
   */
  private List<Place> ofGraph(Execution root, Execution graph, String prefix) {
    var places = new ArrayList<Place>();
    places.add(end(root, graph, prefix, startNode(graph)));
    var branches = new HashSet<String>();
    for (var child : reads.children(graph.id())) {
      var branch = branch(graph, child);
      if (branch.isEmpty()) {
        places.add(child(root.id(), child, prefix));
      } else if (branches.add(branch.get())) {
        places.add(branch(root.id(), graph, child, prefix, branch.get()));
      }
    }
    if (graph.phase() == ExecutionPhase.SUCCEEDED) {
      places.add(end(root, graph, prefix, endNode(graph)));
    }
    return places;
  }

  /** The branch that chose a child, if one did. */
  private static Optional<String> branch(Execution graph, Execution child) {
    var path = child.role().parent().orElseThrow().path();
    var own =
        graph
            .role()
            .parent()
            .filter(_ -> !graph.role().listed()) // else its nodes stand below itself
            .map(parent -> parent.path().length() + 1)
            .orElse(0);
    var at = path.indexOf('/', own);
    return at < 0 ? Optional.empty() : Optional.of(path.substring(own, at));
  }

  private static Place end(Execution root, Execution graph, String prefix, NodeExecution end) {
    return new Place(
        shown(end, root.id(), prefix + end.specId(), end.specId(), end.kind()),
        graph.id(),
        Optional.empty());
  }

  private Place branch(ExecutionId root, Execution graph, Execution arm, String prefix, String id) {
    var place = child(root, arm, prefix);
    return new Place(
        shown(place.node(), root, prefix + id, id, NodeExecution.Kind.BRANCH),
        arm.id(),
        Optional.of(graph.id()));
  }

  private static NodeExecution shown(
      NodeExecution n, ExecutionId root, String id, String specId, NodeExecution.Kind kind) {
    var branch = kind == NodeExecution.Kind.BRANCH;
    return new NodeExecution(
        root,
        UniqueId.ofNode(id),
        specId,
        kind,
        n.phase(),
        n.created(),
        n.started(),
        n.updated(),
        n.duration(),
        n.inputUri(),
        n.outputUri(),
        n.error(),
        branch ? Optional.empty() : n.checkpointUri(),
        branch ? CatalogOutcome.DISABLED : n.catalog(),
        n.why());
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
            kind(child.role()),
            own.map(NodeExecution::phase).orElseGet(() -> NodePhase.of(child.phase())),
            child.created(),
            own.flatMap(NodeExecution::started)
                .or(() -> child.role().graph() ? child.started() : Optional.empty()),
            child.updated(),
            own.map(NodeExecution::duration).orElseGet(child::duration),
            own.flatMap(NodeExecution::inputUri)
                .or(() -> Optional.of(layout.outputs(child.id(), Calls.START_NODE, 0))),
            own.flatMap(NodeExecution::outputUri)
                .or(child::outputsUri)
                .filter(_ -> !gate(child) || gives(child)),
            child.error().map(error -> failed(child, error)),
            own.flatMap(NodeExecution::checkpointUri),
            own.map(NodeExecution::catalog).orElse(CatalogOutcome.DISABLED),
            own.map(NodeExecution::why).orElse(""),
            own.flatMap(NodeExecution::unfolded));
    return new Place(
        node,
        child.id(),
        inside(node.kind()) ? Optional.of(child.id()) : node.unfolded().map(Unfolded::graph));
  }

  /** Whether it has nodes of its own within. */
  private static boolean inside(NodeExecution.Kind kind) {
    return kind == NodeExecution.Kind.GRAPH || kind == NodeExecution.Kind.MAP;
  }

  private static boolean gate(Execution child) {
    return child.role().kind() == Role.Kind.GATE;
  }

  /** One that a time opens gives nothing. */
  private boolean gives(Execution gate) {
    return reads.document(gate.id()).flatMap(Reads.Document::outputs).isPresent();
  }

  private static Failure failed(Execution child, Failure error) {
    return child.role().listed()
        ? new Failure(
            error.kind(),
            Child.REMOTE,
            Child.remote(child.id().name(), error.code(), error.message()),
            error.retryable(),
            error.at())
        : error;
  }

  /** A graph that is a whole workflow was launched by a plan: its nodes are its own affair. */
  private static NodeExecution.Kind kind(Role role) {
    return switch (role.kind()) {
      case TASK -> NodeExecution.Kind.TASK;
      case GATE -> NodeExecution.Kind.GATE;
      case MAP -> NodeExecution.Kind.MAP;
      case DYNAMIC -> NodeExecution.Kind.GRAPH;
      case GRAPH -> role.listed() ? NodeExecution.Kind.EXECUTION : NodeExecution.Kind.GRAPH;
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

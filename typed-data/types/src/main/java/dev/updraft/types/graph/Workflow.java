package dev.updraft.types.graph;

import dev.updraft.types.TypedInterface;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph with a typed interface: {@code core.WorkflowTemplate}, without the start and end nodes
 * that a compiler adds.
 *
 * @param nodes in the order of the text; ids are unique within the workflow
 * @param outputs by output variable
 * @param onFailure what becomes of the other nodes when one has failed
 * @param failureNode runs when the workflow fails; its optional input {@code err} gets the error
 */
public record Workflow(
    Reference id,
    TypedInterface typedInterface,
    List<Node> nodes,
    Map<String, Binding> outputs,
    OnFailure onFailure,
    Optional<Node> failureNode) {
  /** What bindings to the workflow's own inputs name as their node. */
  public static final String START_NODE = "start-node";

  /** The id of the compiled graph's last node. */
  public static final String END_NODE = "end-node";

  public Workflow {
    nodes = List.copyOf(nodes);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /** Flyte's policies. */
  public enum OnFailure {
    /** Nothing new is started, and what runs is aborted. */
    FAIL_IMMEDIATELY,
    /** What does not depend on the failed node is still run. */
    FAIL_AFTER_EXECUTABLE_NODES_COMPLETE
  }
}

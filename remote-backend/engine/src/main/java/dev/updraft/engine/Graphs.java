package dev.updraft.engine;

import dev.updraft.engine.graph.NodeTypes;
import dev.updraft.engine.graph.Plan;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Request;
import dev.updraft.model.Role;
import dev.updraft.types.Literal;
import dev.updraft.types.graph.Node;
import java.util.List;
import java.util.Map;

/** Reads what is registered: the engine's port to whoever knows Flyte's forms. */
public interface Graphs {
  /**
   * The graph that an execution runs.
   *
   * @param engine where everything registered is
   * @param document the execution's
   * @throws dev.updraft.model.Refusal when it cannot be run
   */
  Graph open(ControlPlane engine, Execution execution, Reads.Document document);

  /** Of a backend that runs tasks alone. */
  Graphs NONE =
      (_, execution, _) -> {
        throw new dev.updraft.model.InvalidRequest(
            "Execution '%s' is of a workflow, and this backend runs tasks alone."
                .formatted(execution.id().name()));
      };

  /** One execution's graph. */
  interface Graph extends NodeTypes {
    Plan plan();

    Map<String, Literal> inputs();

    /**
     * A node as an execution of its own.
     *
     * @param parent the place that it stands for
     * @throws dev.updraft.model.Refusal when it cannot be run with these inputs
     */
    Request request(Node node, Map<String, Literal> inputs, ExecutionId id, Role.Parent parent);

    /** A serialized {@code core.LiteralMap}. */
    Map<String, Literal> read(byte[] literals);

    byte[] write(Map<String, Literal> literals);

    /** The uris of what literals refer to. */
    List<String> references(Map<String, Literal> literals);
  }
}

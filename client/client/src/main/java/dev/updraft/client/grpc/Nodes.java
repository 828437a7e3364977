package dev.updraft.client.grpc;

import com.flyteidl.admin.NodeExecution;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.TaskExecution;
import com.flyteidl.admin.TaskExecutionListRequest;
import com.flyteidl.core.CatalogMetadata;
import com.flyteidl.service.AdminServiceGrpc;
import dev.updraft.client.model.CatalogInfo;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a single task's execution stands, asked for with Flyte's own calls: what a stream says where
 * there is one.
 */
public final class Nodes {
  private static final int PAGE = 100;
  private final Link link;
  private final Executions executions;

  Nodes(Link link, Executions executions) {
    this.link = link;
    this.executions = executions;
  }

  /** The execution as it stands, in the form of an event; the ending is set when it has ended. */
  public Event look(ExecutionId id) {
    var closure = executions.execution(id).getClosure();
    var phase = Messages.phase(closure.getPhase());
    var ending =
        phase.terminal()
            ? executions.ending(id)
            : Optional.<dev.updraft.client.model.Ending>empty();
    var node = node(id);
    var attempt = node.flatMap(this::attempt);
    return new Event(
        0,
        id,
        Messages.fromWire(closure.getUpdatedAt()),
        phase,
        node.map(n -> n.getId().getNodeId()).orElse(""),
        node.map(n -> Messages.phase(n.getClosure().getPhase())).orElse(Phase.UNDEFINED),
        attempt.map(a -> a.getId().getRetryAttempt()).orElse(0),
        attempt.map(a -> Messages.phase(a.getClosure().getPhase())).orElse(Phase.UNDEFINED),
        attempt.map(a -> a.getClosure().getReason()).orElse(""),
        node.filter(n -> n.getClosure().getTaskNodeMetadata().hasCatalogKey())
            .map(n -> catalog(n.getClosure().getTaskNodeMetadata())),
        Optional.empty(),
        "",
        ending);
  }

  private Optional<NodeExecution> node(ExecutionId id) {
    return link
        .call(
            AdminServiceGrpc.getListNodeExecutionsMethod(),
            NodeExecutionListRequest.newBuilder()
                .setWorkflowExecutionId(Messages.toWire(id))
                .setLimit(PAGE)
                .build())
        .getNodeExecutionsList()
        .stream()
        .filter(node -> !node.getId().getNodeId().matches("start-node|end-node"))
        .findFirst();
  }

  /** How many attempts an execution of one task has had so far; none of a hit. */
  public int attempts(ExecutionId id) {
    return node(id).map(node -> attemptsOf(node).size()).orElse(0);
  }

  private Optional<TaskExecution> attempt(NodeExecution node) {
    return attemptsOf(node).stream()
        .max(Comparator.comparingInt(attempt -> attempt.getId().getRetryAttempt()));
  }

  private List<TaskExecution> attemptsOf(NodeExecution node) {
    return link.call(
            AdminServiceGrpc.getListTaskExecutionsMethod(),
            TaskExecutionListRequest.newBuilder()
                .setNodeExecutionId(node.getId())
                .setLimit(PAGE)
                .build())
        .getTaskExecutionsList();
  }

  private static CatalogInfo catalog(com.flyteidl.admin.TaskNodeMetadata node) {
    CatalogMetadata key = node.getCatalogKey();
    return new CatalogInfo(
        Events.status(node.getCacheStatus()),
        key.getArtifactTag().getName().replaceFirst("^flyte_cached-", ""),
        Optional.empty(),
        "",
        key.hasSourceTaskExecution()
            ? Optional.of(Messages.fromWire(key.getSourceTaskExecution()))
            : Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty());
  }
}

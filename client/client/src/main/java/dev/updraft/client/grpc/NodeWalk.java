package dev.updraft.client.grpc;

import com.flyteidl.admin.NodeExecution;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.TaskExecution;
import com.flyteidl.event.ExternalResourceInfo;
import com.flyteidl.service.AdminServiceGrpc;
import dev.updraft.client.model.CacheStatus;
import dev.updraft.client.model.CatalogInfo;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All nodes of a workflow's execution, at every depth, asked for with Flyte's own calls; as the
 * events that a stream would have told. A map's calls, which are no nodes to Flyte, are told by its
 * attempt.
 */
final class NodeWalk {
  private static final int PAGE = 100;

  /** Sub-workflows within sub-workflows; the rest is not told. */
  private static final int DEPTH = 8;

  /** For so many nodes that run or failed it is asked which attempt that is. */
  private static final int ASKED = 16;

  private final Link link;
  private final Nodes nodes;
  private final ExecutionId id;
  private final Set<String> begun;
  private final List<Event> events = new ArrayList<>();
  private int asked;

  /**
   * @param begun the nodes, by their paths, of which it was told already that they were begun
   */
  NodeWalk(Link link, Nodes nodes, ExecutionId id, Set<String> begun) {
    this.link = link;
    this.nodes = nodes;
    this.id = id;
    this.begun = begun;
  }

  /** In the order of their times. */
  List<Event> events() {
    within("", "", DEPTH);
    events.sort(Comparator.comparing(Event::at));
    return List.copyOf(events);
  }

  private void within(String parent, String path, int depth) {
    var token = "";
    do {
      var page =
          link.call(
              AdminServiceGrpc.getListNodeExecutionsMethod(),
              NodeExecutionListRequest.newBuilder()
                  .setWorkflowExecutionId(Messages.toWire(id))
                  .setUniqueParentId(parent)
                  .setLimit(PAGE)
                  .setToken(token)
                  .build());
      page.getNodeExecutionsList().stream()
          .filter(Nodes::shown)
          .forEach(node -> tell(node, path, depth));
      token = page.getToken();
    } while (!token.isEmpty());
  }

  private void tell(NodeExecution node, String above, int depth) {
    var path = above + node.getMetadata().getSpecNodeId();
    var closure = node.getClosure();
    var phase = Messages.phase(closure.getPhase());
    if (phase.terminal() && closure.hasStartedAt() && !begun.contains(path)) {
      events.add(
          event(path, Messages.fromWire(closure.getStartedAt()), Phase.RUNNING, 0, "", false));
    }
    var array = node.getMetadata().getIsArray();
    var attempts =
        array || (attemptMatters(node) && asked++ < ASKED)
            ? nodes.attemptsOf(node)
            : List.<TaskExecution>of();
    var last =
        attempts.stream()
            .max(Comparator.comparingInt(attempt -> attempt.getId().getRetryAttempt()));
    events.add(
        event(
            path,
            Messages.fromWire(closure.getUpdatedAt()),
            phase,
            array ? 0 : last.map(attempt -> attempt.getId().getRetryAttempt()).orElse(0),
            closure.hasError()
                ? Messages.fromWire(closure.getError()).message().lines().findFirst().orElse("")
                : last.map(attempt -> attempt.getClosure().getReason()).orElse(""),
            Events.status(closure.getTaskNodeMetadata().getCacheStatus()) == CacheStatus.HIT));
    if (array) {
      last.ifPresent(attempt -> elements(attempt, path));
    } else if (node.getMetadata().getIsParentNode() && depth > 1) {
      within(node.getId().getNodeId(), path + "/", depth - 1);
    }
  }

  private static boolean attemptMatters(NodeExecution node) {
    return !node.getMetadata().getIsParentNode()
        && switch (node.getClosure().getPhase()) {
          case RUNNING, FAILING, FAILED, TIMED_OUT -> true;
          default -> false;
        };
  }

  private void elements(TaskExecution attempt, String path) {
    var at = Messages.fromWire(attempt.getClosure().getUpdatedAt());
    for (ExternalResourceInfo element :
        attempt.getClosure().getMetadata().getExternalResourcesList()) {
      events.add(
          event(
              path + "/" + element.getIndex(),
              at,
              Messages.phase(element.getPhase()),
              element.getRetryAttempt(),
              "",
              Events.status(element.getCacheStatus()) == CacheStatus.HIT));
    }
  }

  private Event event(String path, Instant at, Phase phase, int attempt, String why, boolean hit) {
    return new Event(
        0,
        id,
        at,
        Phase.RUNNING,
        path,
        phase,
        attempt,
        Phase.UNDEFINED,
        why,
        hit
            ? Optional.of(
                new CatalogInfo(
                    CacheStatus.HIT,
                    "",
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    Optional.empty()))
            : Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty());
  }
}

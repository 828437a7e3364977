package dev.updraft.client.grpc;

import com.flyteidl.admin.Execution;
import com.flyteidl.admin.NodeExecution;
import com.flyteidl.admin.NodeExecutionClosure;
import com.flyteidl.admin.NodeExecutionGetRequest;
import com.flyteidl.admin.NodeExecutionListRequest;
import com.flyteidl.admin.TaskExecution;
import com.flyteidl.admin.TaskExecutionClosure;
import com.flyteidl.admin.TaskExecutionGetRequest;
import com.flyteidl.admin.TaskExecutionListRequest;
import com.flyteidl.admin.TaskNodeMetadata;
import com.flyteidl.core.CatalogMetadata;
import com.flyteidl.core.NodeExecutionIdentifier;
import com.flyteidl.core.ResourceType;
import com.flyteidl.core.TaskExecutionIdentifier;
import com.flyteidl.core.TaskLog;
import com.flyteidl.service.AdminServiceGrpc;
import dev.updraft.client.model.AttemptId;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.CacheStatus;
import dev.updraft.client.model.CatalogInfo;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Phase;
import dev.updraft.client.model.ProgressInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    return standing(id, node(id));
  }

  /** The same, with a node of a workflow's execution in front. */
  public Event look(ExecutionId id, String node) {
    return standing(
        id,
        Optional.of(
            link.call(
                AdminServiceGrpc.getGetNodeExecutionMethod(),
                NodeExecutionGetRequest.newBuilder()
                    .setId(
                        NodeExecutionIdentifier.newBuilder()
                            .setExecutionId(Messages.toWire(id))
                            .setNodeId(node))
                    .build())));
  }

  /**
   * What has happened since it was looked at last: of a task the execution as it stands; of a
   * workflow its nodes as they stand, then itself.
   *
   * @param begun the nodes, by their paths, of which it was told already that they were begun
   */
  public List<Event> look(ExecutionId id, Set<String> begun) {
    var execution = executions.execution(id); // first: once it has ended, so have all of its nodes
    if (execution.getSpec().getLaunchPlan().getResourceType() == ResourceType.TASK) {
      return List.of(standing(execution, node(id)));
    }
    var events = new ArrayList<>(new NodeWalk(link, this, id, begun).events());
    events.add(standing(execution, Optional.empty()));
    return events;
  }

  private Event standing(ExecutionId id, Optional<NodeExecution> node) {
    return standing(executions.execution(id), node);
  }

  private Event standing(Execution execution, Optional<NodeExecution> node) {
    var id = Messages.fromWire(execution.getId());
    var closure = execution.getClosure();
    var phase = Messages.phase(closure.getPhase());
    var ending =
        phase.terminal()
            ? executions.ending(id)
            : Optional.<dev.updraft.client.model.Ending>empty();
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
        node.filter(n -> !n.getClosure().getDeckUri().isEmpty())
            .map(n -> new ProgressInfo(0, 0, "", 1)),
        "",
        ending);
  }

  /**
   * Where the reports of a task's execution lie, which Flyte calls decks.
   *
   * @param uri of the last attempt that has one; empty when there is none
   * @param data the folder that holds a folder for each attempt, by its number
   * @param source on a hit, the attempt that made the outputs
   */
  public record Decks(String uri, String data, Optional<AttemptId> source) {
    /** Where an attempt's report lies, if it has one. */
    public String of(int attempt) {
      return data + "/" + attempt + "/deck.html";
    }
  }

  /** Of a workflow, those of its first node that has one. Empty while there is no node yet. */
  public Optional<Decks> decks(ExecutionId id) {
    var nodes = nodes(id);
    return nodes.stream()
        .filter(node -> !node.getClosure().getDeckUri().isEmpty())
        .findFirst()
        .or(() -> nodes.stream().findFirst())
        .map(
            node -> {
              var closure = node.getClosure();
              var uri = closure.getDeckUri();
              var at = uri.isEmpty() ? node.getInputUri() : parent(uri);
              return new Decks(uri, parent(at), source(closure));
            });
  }

  private static Optional<AttemptId> source(NodeExecutionClosure closure) {
    var node = closure.getTaskNodeMetadata();
    return Events.status(node.getCacheStatus()) == CacheStatus.HIT
            && node.getCatalogKey().hasSourceTaskExecution()
        ? Optional.of(Messages.fromWire(node.getCatalogKey().getSourceTaskExecution()))
        : Optional.empty();
  }

  private static String parent(String uri) {
    return uri.substring(0, Math.max(0, uri.lastIndexOf('/')));
  }

  /**
   * A node at the top of a workflow's execution.
   *
   * @param took once it has ended; empty when nothing ran
   * @param error in one line; may be empty
   */
  public record Row(String id, Phase phase, boolean hit, Optional<Duration> took, String error) {}

  /** In the order in which they were begun. */
  public List<Row> table(ExecutionId id) {
    return nodes(id).stream()
        .sorted(Comparator.comparing(node -> Messages.fromWire(node.getClosure().getCreatedAt())))
        .map(Nodes::row)
        .toList();
  }

  private static Row row(NodeExecution node) {
    var closure = node.getClosure();
    return new Row(
        node.getMetadata().getSpecNodeId(),
        Messages.phase(closure.getPhase()),
        Events.status(closure.getTaskNodeMetadata().getCacheStatus()) == CacheStatus.HIT,
        closure.hasDuration()
            ? Optional.of(Messages.fromWire(closure.getDuration()))
            : Optional.empty(),
        Messages.fromWire(closure.getError()).message().lines().findFirst().orElse(""));
  }

  private Optional<NodeExecution> node(ExecutionId id) {
    return nodes(id).stream().findFirst();
  }

  private List<NodeExecution> nodes(ExecutionId id) {
    return link
        .call(
            AdminServiceGrpc.getListNodeExecutionsMethod(),
            NodeExecutionListRequest.newBuilder()
                .setWorkflowExecutionId(Messages.toWire(id))
                .setLimit(PAGE)
                .build())
        .getNodeExecutionsList()
        .stream()
        .filter(Nodes::shown)
        .toList();
  }

  /** Flyte has nodes for the beginning and the end too, which do nothing. */
  static boolean shown(NodeExecution node) {
    return !node.getMetadata().getSpecNodeId().matches("start-node|end-node");
  }

  /**
   * Where a Flyte says that an attempt's logs are.
   *
   * @param node a path; empty = that of a task by itself, or the one that failed, or the first
   * @param attempt counted from 0; -1 = the last one
   */
  List<String> logLinks(ExecutionId id, String node, int attempt) {
    return chosen(id, node)
        .flatMap(
            found ->
                attempt < 0
                    ? attempt(found)
                    : attemptsOf(found).stream()
                        .filter(each -> each.getId().getRetryAttempt() == attempt)
                        .findFirst())
        .map(each -> each.getClosure().getLogsList().stream().map(TaskLog::getUri).toList())
        .orElse(List.of());
  }

  private Optional<NodeExecution> chosen(ExecutionId id, String node) {
    var all = nodes(id);
    return node.isEmpty()
        ? all.stream()
            .filter(each -> Messages.phase(each.getClosure().getPhase()) == Phase.FAILED)
            .findFirst()
            .or(() -> all.stream().findFirst())
        : all.stream().filter(each -> each.getMetadata().getSpecNodeId().equals(node)).findFirst();
  }

  /** How many attempts an execution of one task has had so far; none of a hit. */
  public int attempts(ExecutionId id) {
    return node(id).map(node -> attemptsOf(node).size()).orElse(0);
  }

  private Optional<TaskExecution> attempt(NodeExecution node) {
    return attemptsOf(node).stream()
        .max(Comparator.comparingInt(attempt -> attempt.getId().getRetryAttempt()));
  }

  List<TaskExecution> attemptsOf(NodeExecution node) {
    return link.call(
            AdminServiceGrpc.getListTaskExecutionsMethod(),
            TaskExecutionListRequest.newBuilder()
                .setNodeExecutionId(node.getId())
                .setLimit(PAGE)
                .build())
        .getTaskExecutionsList();
  }

  private CatalogInfo catalog(TaskNodeMetadata node) {
    CatalogMetadata key = node.getCatalogKey();
    var made =
        Events.status(node.getCacheStatus()) == CacheStatus.HIT && key.hasSourceTaskExecution()
            ? made(key.getSourceTaskExecution())
            : Optional.<TaskExecutionClosure>empty();
    return new CatalogInfo(
        Events.status(node.getCacheStatus()),
        key.getArtifactTag().getName().replaceFirst("^flyte_cached-", ""),
        made.map(attempt -> Messages.fromWire(attempt.getUpdatedAt())),
        "",
        key.hasSourceTaskExecution()
            ? Optional.of(Messages.fromWire(key.getSourceTaskExecution()))
            : Optional.empty(),
        made.map(attempt -> Messages.fromWire(attempt.getDuration())),
        "",
        Optional.empty());
  }

  /** The attempt that made what was remembered; it may have been forgotten since. */
  private Optional<TaskExecutionClosure> made(TaskExecutionIdentifier source) {
    try {
      return Optional.of(
          link.call(
                  AdminServiceGrpc.getGetTaskExecutionMethod(),
                  TaskExecutionGetRequest.newBuilder().setId(source).build())
              .getClosure());
    } catch (BackendException.NotFound _) {
      return Optional.empty();
    }
  }
}

package dev.updraft.client;

import dev.updraft.client.model.CacheStatus;
import dev.updraft.client.model.CatalogInfo;
import dev.updraft.client.model.Ending;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Phase;
import dev.updraft.client.model.ProgressInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call as a display shows it: the sum of what was heard so far.
 *
 * @param since when it was called
 * @param at the last event's time
 * @param started when its first attempt began, by the backend's clock; empty while it waits, and of
 *     a hit
 * @param attempt counted from 0
 * @param why one sentence for people; may be empty
 * @param past what became of earlier attempts, one sentence each
 * @param away why the backend cannot be heard at the moment
 * @param ending once it has ended
 * @param nodes of a workflow those that were begun, by their ids with a slash between those of one
 *     within another; empty for a task
 */
public record CallState(
    ExecutionId id,
    String task,
    Instant since,
    Instant at,
    Optional<Instant> started,
    Phase phase,
    int attempt,
    Phase attemptPhase,
    String why,
    List<String> past,
    Optional<CatalogInfo> catalog,
    Optional<ProgressInfo> progress,
    String logTail,
    Optional<String> away,
    Optional<Ending> ending,
    Optional<Map<String, NodeState>> nodes) {
  public CallState {
    past = List.copyOf(past);
    nodes = nodes.map(Map::copyOf);
  }

  /** A call that nothing was heard of yet: until then it waits, as far as its caller can know. */
  static CallState created(ExecutionId id, String task, Instant now, boolean workflow) {
    return new CallState(
        id,
        task,
        now,
        now,
        Optional.empty(),
        Phase.QUEUED,
        0,
        Phase.UNDEFINED,
        "",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        workflow ? Optional.of(Map.of()) : Optional.empty());
  }

  /** Whether its outputs were remembered, so that nothing ran. */
  public boolean hit() {
    return catalog.map(info -> info.status() == CacheStatus.HIT).orElse(false);
  }

  /**
   * How long it has run: all attempts and what lies between them, without the wait for the first.
   * Executions count the same.
   */
  public Duration ran() {
    return Duration.between(started.orElse(since), at);
  }

  /** How long it has waited for its first attempt. */
  public Duration waited() {
    return started.map(begun -> Duration.between(since, begun)).orElse(Duration.ZERO);
  }

  private static boolean begins(Event event) {
    return !event.node().isEmpty() && event.attemptPhase() == Phase.RUNNING;
  }

  CallState after(Event event) {
    return nodes.map(known -> after(event, known)).orElseGet(() -> afterTask(event));
  }

  /** Of a workflow: an event is of a node, or of the whole. */
  private CallState after(Event event, Map<String, NodeState> known) {
    var now = new HashMap<>(known);
    if (!event.node().isEmpty()) {
      now.put(event.node(), NodeState.after(known.get(event.node()), event));
    }
    return new CallState(
        id,
        task,
        since,
        event.at(),
        started.or(() -> Optional.of(event.at())),
        event.phase() == Phase.UNDEFINED ? phase : event.phase(),
        0,
        Phase.RUNNING,
        event.why(),
        past,
        catalog,
        progress,
        logTail,
        Optional.empty(),
        event.ending(),
        Optional.of(now));
  }

  private CallState afterTask(Event event) {
    var aboutNode = !event.node().isEmpty();
    var next = aboutNode ? event.attempt() : attempt;
    var tried = new ArrayList<>(past);
    var again = next > attempt;
    if (again && !event.why().isEmpty()) {
      tried.add(event.why());
    }
    return new CallState(
        id,
        task,
        since,
        event.at(),
        started.or(() -> begins(event) ? Optional.of(event.at()) : Optional.empty()),
        event.phase() == Phase.UNDEFINED ? phase : event.phase(),
        next,
        aboutNode ? event.attemptPhase() : attemptPhase,
        again ? "" : event.why(),
        tried,
        event.catalog().or(() -> catalog),
        event.progress().or(() -> again ? Optional.empty() : progress),
        event.logTail().isEmpty() ? logTail : event.logTail(),
        Optional.empty(),
        event.ending(),
        nodes);
  }

  CallState away(String because) {
    return new CallState(
        id,
        task,
        since,
        at,
        started,
        phase,
        attempt,
        attemptPhase,
        why,
        past,
        catalog,
        progress,
        logTail,
        Optional.of(because),
        ending,
        nodes);
  }
}

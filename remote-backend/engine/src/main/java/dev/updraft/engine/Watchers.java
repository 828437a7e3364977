package dev.updraft.engine;

import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NodeExecution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who follows which executions. The loop publishes; a newcomer first reads what it missed. */
final class Watchers implements ControlPlane.Watching {
  private static final Logger log = LoggerFactory.getLogger(Watchers.class);
  private final Reads reads;
  private final Map<ExecutionId, Set<Subscription>> followers = new ConcurrentHashMap<>();

  Watchers(Reads reads) {
    this.reads = reads;
  }

  @Override
  public ControlPlane.Watch watch(
      Collection<ExecutionId> executions, long after, Consumer<ExecutionEvent> listener) {
    var subscription = new Subscription(Set.copyOf(executions), after, listener);
    for (var id : subscription.executions) {
      followers.computeIfAbsent(id, _ -> ConcurrentHashMap.newKeySet()).add(subscription);
    }
    subscription.catchUp();
    return subscription;
  }

  /** Tells everybody who follows. Called by the loop, in the order of numbers, after the commit. */
  void publish(ExecutionEvent event) {
    followers.getOrDefault(event.execution(), Set.of()).forEach(s -> s.tell(event));
  }

  private List<ExecutionEvent> past(Set<ExecutionId> executions, long after) {
    var events = new ArrayList<ExecutionEvent>();
    for (var id : executions) {
      var stored = reads.events(id, after);
      if (!stored.isEmpty()) {
        var node = reads.node(id);
        stored.forEach(event -> events.add(event.last() ? whole(event, node) : event));
      }
    }
    events.sort(Comparator.comparingLong(ExecutionEvent::seq));
    return events;
  }

  /** The last event again, with what the rows know. */
  private ExecutionEvent whole(ExecutionEvent event, Optional<NodeExecution> node) {
    var id = event.execution();
    var catalog = node.map(NodeExecution::catalog).orElse(CatalogOutcome.DISABLED);
    return new ExecutionEvent(
        event.seq(),
        id,
        event.at(),
        event.phase(),
        event.node(),
        event.attempt(),
        event.attemptPhase(),
        event.why(),
        catalog,
        event.otherCode(),
        Optional.empty(),
        reads.document(id).flatMap(Reads.Document::outputs),
        reads.execution(id).flatMap(dev.updraft.model.Execution::error),
        event.nodePhase());
  }

  /** One listener. Its monitor keeps events in order. */
  private final class Subscription implements ControlPlane.Watch {
    private final Set<ExecutionId> executions;
    private final Consumer<ExecutionEvent> listener;
    private final long after;
    private final Map<ExecutionId, Long> seen = new HashMap<>();
    private List<ExecutionEvent> early = new ArrayList<>();
    private boolean caughtUp;
    private boolean closed;

    Subscription(Set<ExecutionId> executions, long after, Consumer<ExecutionEvent> listener) {
      this.executions = executions;
      this.after = after;
      this.listener = listener;
    }

    void catchUp() {
      var past = past(executions, after);
      synchronized (this) {
        past.forEach(this::deliver);
        caughtUp = true;
        early.forEach(this::deliver);
        early = List.of();
      }
    }

    synchronized void tell(ExecutionEvent event) {
      if (caughtUp) {
        deliver(event);
      } else {
        early.add(event);
      }
    }

    private void deliver(ExecutionEvent event) {
      var last = seen.getOrDefault(event.execution(), after);
      var news = event.progress().isPresent() ? event.seq() >= last : event.seq() > last;
      if (closed || !news) {
        return;
      }
      seen.put(event.execution(), event.seq());
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        log.atWarn()
            .addKeyValue("execution", event.execution().name())
            .setCause(e)
            .log("A watcher failed and is dropped; it may watch again");
        close();
      }
    }

    @Override
    public void close() {
      synchronized (this) {
        closed = true;
      }
      for (var id : executions) {
        followers.computeIfPresent(
            id,
            (_, all) -> {
              all.remove(this);
              return all.isEmpty() ? null : all;
            });
      }
    }
  }
}

package dev.updraft.client.watch;

import dev.updraft.client.grpc.Nodes;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * One execution of a Flyte without streams: asked for, more and more seldom, and told only when
 * something changed.
 */
final class Polling implements Follower.Following, Runnable {
  private final Nodes nodes;
  private final Follower.Pace pace;
  private final ExecutionId id;
  private final Follower.Listener listener;
  private volatile boolean stopped;

  Polling(Nodes nodes, Follower.Pace pace, ExecutionId id, Follower.Listener listener) {
    this.nodes = nodes;
    this.pace = pace;
    this.id = id;
    this.listener = listener;
  }

  @Override
  public void run() {
    var known = new HashMap<String, List<Object>>();
    var pause = pace.firstPoll();
    for (var failures = 0; !stopped; ) {
      try {
        for (var event : nodes.look(id, Set.copyOf(known.keySet()))) {
          failures = 0;
          if (!whatIsShown(event).equals(known.put(event.node(), whatIsShown(event)))) {
            pause = pace.firstPoll();
            listener.event(event);
          }
          if (event.ending().isPresent()) {
            return;
          }
        }
      } catch (BackendException.NotFound e) {
        if (++failures == pace.triesInARow()) { // it is being created; but not for ever
          listener.lost(e);
          return;
        }
      } catch (BackendException e) {
        if (!e.passing() || ++failures == pace.triesInARow()) {
          listener.lost(e);
          return;
        }
        listener.away(e);
      }
      Follower.pause(pause);
      pause = pace.slower(pause);
    }
  }

  private static List<Object> whatIsShown(Event event) {
    return List.of(
        event.phase(),
        event.nodePhase(),
        event.attempt(),
        event.attemptPhase(),
        event.why(),
        event.catalog(),
        event.progress());
  }

  @Override
  public void stop() {
    stopped = true;
  }
}

package dev.updraft.client.watch;

import dev.updraft.client.grpc.Backend;
import dev.updraft.client.grpc.Events;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One execution over one stream after another: when one breaks, the backend is found (or started)
 * again and the next begins after the last event that came. gRPC calls it from one thread at a
 * time; a stream is opened only when the one before it is over.
 */
final class StreamFollowing implements Follower.Following, Events.Observer {
  private final Backend backend;
  private final Follower.Pace pace;
  private final ExecutionId id;
  private final Follower.Listener listener;
  private final BiFunction<ExecutionId, Follower.Listener, Follower.Following> poll;
  private long after;
  private int triesInARow;
  private boolean ended;
  private volatile boolean stopped;
  private volatile Follower.@Nullable Following polling;
  private volatile Events.@Nullable Stream stream;

  StreamFollowing(
      Backend backend,
      Follower.Pace pace,
      ExecutionId id,
      long after,
      Follower.Listener listener,
      BiFunction<ExecutionId, Follower.Listener, Follower.Following> poll) {
    this.backend = backend;
    this.pace = pace;
    this.id = id;
    this.after = after;
    this.listener = listener;
    this.poll = poll;
  }

  void open() {
    var opened = backend.events().watch(id, after, this);
    stream = opened;
    if (stopped) {
      opened.cancel();
    }
  }

  @Override
  public void event(Event event) {
    after = Math.max(after, event.seq());
    triesInARow = 0;
    ended = event.ending().isPresent();
    listener.event(event);
  }

  @Override
  public void ended() {
    if (!ended) {
      again(
          new BackendException.Unavailable(
              "The backend ended its stream.", new IllegalStateException("no last event")));
    }
  }

  @Override
  public void broke(BackendException failure) {
    if (ended) {
      return;
    }
    if (failure instanceof BackendException.Unknown) {
      var started = poll.apply(id, listener);
      polling = started;
      if (stopped) {
        started.stop();
      }
    } else if (failure.passing()) {
      again(failure);
    } else {
      listener.lost(failure);
    }
  }

  private void again(BackendException failure) {
    if (stopped) {
      return;
    }
    if (triesInARow == pace.triesInARow()) {
      listener.lost(failure);
      return;
    }
    listener.away(failure);
    Follower.pause(pace.pause(triesInARow++));
    try {
      backend.link().repair();
    } catch (RuntimeException e) {
      listener.lost(e);
      return;
    }
    open();
  }

  @Override
  public void stop() {
    stopped = true;
    var open = stream;
    if (open != null) {
      open.cancel();
    }
    var asking = polling;
    if (asking != null) {
      asking.stop();
    }
  }
}

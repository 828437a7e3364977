package dev.updraft.client.watch;

import dev.updraft.client.grpc.Backend;
import dev.updraft.client.grpc.Link;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import java.time.Duration;

/**
 * Follows executions of one backend. Listeners are called on virtual threads, in order for each
 * execution.
 */
public final class Follower {
  private final Backend backend;
  private final Pace pace;
  private volatile boolean streams = true;

  public Follower(Backend backend) {
    this(backend, Pace.USUAL);
  }

  Follower(Backend backend, Pace pace) {
    this.backend = backend;
    this.pace = pace;
  }

  /** How long a follower waits, and how often it asks. */
  record Pace(
      Duration firstPause,
      Duration longestPause,
      int triesInARow,
      Duration firstPoll,
      Duration longestPoll) {
    /**
     * Takes a broken stream up again for about two minutes; asks a Flyte four times a second at
     * first.
     */
    static final Pace USUAL =
        new Pace(
            Duration.ofMillis(20),
            Duration.ofSeconds(5),
            32,
            Duration.ofMillis(250),
            Duration.ofSeconds(2));

    Duration pause(int tries) {
      var doubled = firstPause.multipliedBy(1L << Math.min(tries, 20));
      return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }

    Duration slower(Duration poll) {
      var slower = poll.multipliedBy(3).dividedBy(2);
      return slower.compareTo(longestPoll) < 0 ? slower : longestPoll;
    }
  }

  /** Told what happens to an execution. */
  public interface Listener {
    /** Something happened; the last event has an ending. */
    void event(Event event);

    /** The backend is not there; it is looked for again. */
    void away(BackendException failure);

    /** It cannot be followed any more. Nothing comes after this. */
    void lost(RuntimeException failure);
  }

  /** An execution being followed. */
  public interface Following {
    /** Stops following, not the execution. */
    void stop();
  }

  /** Follows from an event on; 0 = from the beginning. The execution need not be there yet. */
  public Following follow(ExecutionId id, long after, Listener listener) {
    if (!streams) {
      return poll(id, listener);
    }
    var following = new StreamFollowing(backend, pace, id, after, listener, this::poll);
    following.open();
    return following;
  }

  /** For a backend that has no stream: remembered, so that no later call tries it in vain. */
  private Following poll(ExecutionId id, Listener listener) {
    streams = false;
    var polling = new Polling(backend.nodes(), pace, id, listener);
    Thread.ofVirtual().name("poll-" + id.name()).start(polling);
    return polling;
  }

  static void pause(Duration pause) {
    Link.pause(pause);
  }
}

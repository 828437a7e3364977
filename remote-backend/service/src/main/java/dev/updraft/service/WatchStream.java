package dev.updraft.service;

import dev.updraft.engine.ControlPlane.Watch;
import dev.updraft.engine.ControlPlane.Watching;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Exhausted;
import dev.updraft.service.LastLines.Lines;
import dev.updraft.service.v1.Event;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One caller following some executions. Ends after the last event of the last of them, or when the
 * caller leaves. Events come on one of the engine's threads, which is never made to wait: to a
 * caller who does not keep up, mere progress is not told, and one who does not read at all is left.
 * Logs are read on threads of the stream's own: for a failure its last lines, while an attempt runs
 * what is new.
 */
final class WatchStream {
  private static final int MOST_UNREAD = 8 << 20;

  private final ServerCallStreamObserver<Event> caller;
  private final EventForm form;
  private final LastLines lines;
  private final Executor threads;
  private final FreshLines fresh;

  /** The reports' versions that were told last: each attempt counts anew. */
  private final Map<Speaker, Long> reports = new HashMap<>();

  /** Those whose last event is still to be told, with the number of the one told before. */
  private final Map<ExecutionId, Long> open = new HashMap<>();

  private @Nullable Watch watch;

  /** Bytes told since the caller last kept up. */
  private long unread;

  private boolean ended;

  /** Whose report it is; of a graph, each node's. */
  private record Speaker(ExecutionId execution, String node, int attempt) {}

  WatchStream(
      Collection<ExecutionId> executions,
      ServerCallStreamObserver<Event> caller,
      EventForm form,
      LastLines lines,
      Executor threads) {
    executions.forEach(id -> open.put(id, 0L));
    this.caller = caller;
    this.form = form;
    this.lines = lines;
    this.threads = threads;
    this.fresh = new FreshLines(lines, threads, this::tellFresh);
  }

  /** Begins to tell. */
  void open(Watching watching, long after) {
    caller.setOnCancelHandler(this::end);
    attach(watching.watch(Set.copyOf(open.keySet()), after, this::tell));
  }

  private void tell(ExecutionEvent event) {
    fresh.after(event);
    if (event.last() && event.error().isPresent() && event.attempt() >= 0) {
      // Nothing of this execution follows, so no event can overtake this one meanwhile.
      threads.execute(() -> send(event, lines.of(event).map(Lines::text).orElse("")));
    } else if (event.last() || event.progress().isEmpty() || newReport(event) || caller.isReady()) {
      send(event, "");
    }
  }

  /** That a report was written anew is said about once a second, and nothing else says it. */
  private boolean newReport(ExecutionEvent event) {
    long version = event.progress().map(ExecutionEvent.Progress::report).orElse(0L);
    var speaker = new Speaker(event.execution(), event.node(), event.attempt());
    Long told = reports.put(speaker, version);
    return version != (told == null ? 0L : told);
  }

  private synchronized void tellFresh(ExecutionEvent event, String logTail) {
    // By now it may be another attempt that runs, or none.
    if (caller.isReady() && open.getOrDefault(event.execution(), Long.MAX_VALUE) <= event.seq()) {
      send(event, logTail);
    }
  }

  private synchronized void send(ExecutionEvent event, String logTail) {
    if (ended) {
      return;
    }
    try {
      var told = form.toWire(event, logTail);
      unread = caller.isReady() ? 0 : unread + told.getSerializedSize();
      if (unread > MOST_UNREAD) {
        throw new Exhausted(
            "%d bytes of events were not read; at most %d wait for a reader. Watch again, with after = %d."
                .formatted(unread, MOST_UNREAD, event.seq() - 1));
      }
      caller.onNext(told);
      open.replace(event.execution(), event.seq());
      if (event.last() && open.remove(event.execution()) != null && open.isEmpty()) {
        caller.onCompleted();
        end();
      }
    } catch (RuntimeException e) {
      // The caller left between two events, or the event cannot be told: only this stream ends.
      end();
      fail(e);
    }
  }

  private void fail(RuntimeException cause) {
    try {
      caller.onError(cause);
    } catch (IllegalStateException _) {
      // it is closed already
    }
  }

  /** Everything may have been told before the subscription's handle is in our hand. */
  private synchronized void attach(Watch subscription) {
    watch = subscription;
    if (ended) {
      subscription.close();
    }
  }

  private synchronized void end() {
    ended = true;
    fresh.close();
    if (watch != null) {
      watch.close();
    }
  }
}

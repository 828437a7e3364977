package dev.updraft.service;

import dev.updraft.engine.ControlPlane.Watch;
import dev.updraft.engine.ControlPlane.Watching;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionId;
import dev.updraft.service.v1.Event;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One caller following some executions. Ends after the last event of the last of them, or when the
 * caller leaves. Events come on one of the engine's threads, which is never made to wait: to a
 * caller who does not keep up, mere progress is not told.
 */
final class WatchStream {
  private final ServerCallStreamObserver<Event> caller;
  private final EventForm form;
  private final Set<ExecutionId> open;
  private @Nullable Watch watch;
  private boolean ended;

  private WatchStream(
      Collection<ExecutionId> executions, ServerCallStreamObserver<Event> caller, EventForm form) {
    this.open = new HashSet<>(executions);
    this.caller = caller;
    this.form = form;
  }

  static void open(
      Watching watching,
      Collection<ExecutionId> executions,
      long after,
      ServerCallStreamObserver<Event> caller,
      EventForm form) {
    var stream = new WatchStream(executions, caller, form);
    caller.setOnCancelHandler(stream::end);
    stream.attach(watching.watch(executions, after, stream::tell));
  }

  private synchronized void tell(ExecutionEvent event) {
    if (ended || (event.progress().isPresent() && !event.last() && !caller.isReady())) {
      return;
    }
    try {
      caller.onNext(form.toWire(event));
      if (event.last() && open.remove(event.execution()) && open.isEmpty()) {
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
    if (watch != null) {
      watch.close();
    }
  }
}

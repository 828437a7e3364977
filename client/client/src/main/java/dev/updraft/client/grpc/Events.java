package dev.updraft.client.grpc;

import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.CacheStatus;
import dev.updraft.client.model.CatalogInfo;
import dev.updraft.client.model.Ending;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Phase;
import dev.updraft.client.model.ProgressInfo;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import dev.updraft.service.v1.WatchRequest;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Executions followed over a server stream. One stream here is one connection's: who resumes is
 * {@code client.watch}.
 */
public final class Events {
  private final Link link;

  Events(Link link) {
    this.link = link;
  }

  /** Told what a stream brings, in order, from one thread at a time. */
  public interface Observer {
    void event(Event event);

    /**
     * The stream is over: by itself, which the backend does after the last event or when it shuts
     * down.
     */
    void ended();

    /** The stream broke. */
    void broke(BackendException failure);
  }

  /** Follows one execution, which need not be there yet. */
  public Stream watch(ExecutionId id, long after, Observer observer) {
    var stream = new Stream(observer);
    link.stream(
        UpdraftServiceGrpc.getWatchMethod(),
        WatchRequest.newBuilder().addIds(Messages.toWire(id)).setAfter(after).build(),
        stream);
    return stream;
  }

  /** An open stream. */
  public final class Stream
      implements ClientResponseObserver<WatchRequest, dev.updraft.service.v1.Event> {
    private final Observer observer;
    private volatile boolean cancelled;
    private volatile @Nullable ClientCallStreamObserver<WatchRequest> call;

    private Stream(Observer observer) {
      this.observer = observer;
    }

    /** Ends it; nobody is told any more. */
    public void cancel() {
      cancelled = true;
      var open = call;
      if (open != null) {
        open.cancel("not followed any more", null);
      }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRequest> theCall) {
      call = theCall;
    }

    @Override
    public void onNext(dev.updraft.service.v1.Event event) {
      if (!cancelled) {
        observer.event(fromWire(event));
      }
    }

    @Override
    public void onError(Throwable error) {
      if (!cancelled) {
        observer.broke(link.failure(error));
      }
    }

    @Override
    public void onCompleted() {
      if (!cancelled) {
        observer.ended();
      }
    }
  }

  static Event fromWire(dev.updraft.service.v1.Event event) {
    return new Event(
        event.getSeq(),
        Messages.fromWire(event.getId()),
        Messages.fromWire(event.getAt()),
        Messages.phase(event.getPhase()),
        event.getNode(),
        Messages.phase(event.getNodePhase()),
        event.getAttempt(),
        Messages.phase(event.getAttemptPhase()),
        event.getWhy(),
        event.hasCatalog() ? Optional.of(fromWire(event.getCatalog())) : Optional.empty(),
        event.hasProgress()
            ? Optional.of(
                new ProgressInfo(
                    event.getProgress().getDone(),
                    event.getProgress().getTotal(),
                    event.getProgress().getUnit(),
                    event.getProgress().getReport()))
            : Optional.empty(),
        event.getLogTail(),
        event.getLast() ? Optional.of(ending(event)) : Optional.empty());
  }

  private static Ending ending(dev.updraft.service.v1.Event event) {
    if (Messages.phase(event.getPhase()) == Phase.ABORTED) {
      return new Ending.Aborted(event.getWhy());
    }
    if (event.hasError()) {
      return new Ending.Failed(Messages.fromWire(event.getError()));
    }
    return new Ending.Succeeded(
        event.hasOutputs() ? Optional.of(event.getOutputs().toByteArray()) : Optional.empty(),
        event.getOutputsUri());
  }

  private static CatalogInfo fromWire(dev.updraft.service.v1.CatalogInfo info) {
    return new CatalogInfo(
        status(info.getStatus()),
        info.getKey(),
        Messages.when(info.hasMadeAt(), info.getMadeAt()),
        info.getMadeBy(),
        info.hasSource() ? Optional.of(Messages.fromWire(info.getSource())) : Optional.empty(),
        info.hasSaved() ? Optional.of(Messages.fromWire(info.getSaved())) : Optional.empty(),
        info.getSourceCodeKey(),
        info.hasWaitsFor() ? Optional.of(Messages.fromWire(info.getWaitsFor())) : Optional.empty());
  }

  static CacheStatus status(com.flyteidl.core.CatalogCacheStatus status) {
    return switch (status) {
      case CACHE_DISABLED, UNRECOGNIZED -> CacheStatus.DISABLED;
      case CACHE_MISS -> CacheStatus.MISS;
      case CACHE_HIT -> CacheStatus.HIT;
      case CACHE_POPULATED -> CacheStatus.POPULATED;
      case CACHE_LOOKUP_FAILURE -> CacheStatus.LOOKUP_FAILURE;
      case CACHE_PUT_FAILURE -> CacheStatus.PUT_FAILURE;
      case CACHE_SKIPPED -> CacheStatus.SKIPPED;
      case CACHE_EVICTED -> CacheStatus.EVICTED;
    };
  }
}

package dev.updraft.service;

import com.google.protobuf.ByteString;
import dev.updraft.model.ExecutionId;
import dev.updraft.service.LogSource.Source;
import dev.updraft.service.v1.LogChunk;
import dev.updraft.service.v1.TailLogsRequest;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One caller reading a log, on a virtual thread of its own, to the end or until the caller leaves.
 */
final class LogTail implements Runnable {
  private static final int CHUNK = 64 << 10;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final LogSource sources;
  private final Logs logs;
  private final TailLogsRequest request;
  private final ServerCallStreamObserver<LogChunk> caller;
  private final CountDownLatch left = new CountDownLatch(1);

  /** A permit or more when the caller may have come to read on. */
  private final Semaphore reads = new Semaphore(0);

  LogTail(
      LogSource sources,
      Logs logs,
      TailLogsRequest request,
      ServerCallStreamObserver<LogChunk> caller) {
    this.sources = sources;
    this.logs = logs;
    this.request = request;
    this.caller = caller;
    caller.setOnCancelHandler(left::countDown);
    caller.setOnReadyHandler(reads::release);
  }

  @Override
  public void run() {
    try {
      var id = Ids.fromWire(request.getId());
      var source = sources.find(id, request.getNode(), request.getAttempt());
      while (source.isEmpty() && request.getFollow() && !pause()) {
        source = sources.find(id, request.getNode(), request.getAttempt());
      }
      source.ifPresent(found -> send(id, found));
      if (left.getCount() > 0) {
        caller.onCompleted();
      }
    } catch (RuntimeException e) {
      if (left.getCount() > 0) {
        caller.onError(e);
      }
    }
  }

  private void send(ExecutionId id, Source source) {
    var at = request.getOffset() < 0 ? lastLines(source) : request.getOffset();
    var ended = source.ended();
    while (callerReads()) {
      var asked = at;
      var piece =
          logs.read(source.ranAs(), asked, CHUNK).orElseGet(() -> new Logs.Piece("", asked, 0));
      at = piece.next();
      var drained = piece.next() == asked;
      var last = drained && (ended || !request.getFollow());
      if (!piece.text().isEmpty() || last) {
        caller.onNext(chunk(source, asked, piece, last));
      }
      if (last) {
        return;
      }
      if (drained) {
        pause();
        // Asked before the next read: what the attempt printed last is then read after its end.
        ended =
            sources
                .find(id, request.getNode(), source.shown().getRetryAttempt())
                .map(Source::ended)
                .orElse(true);
      }
    }
  }

  private static LogChunk chunk(Source source, long asked, Logs.Piece piece, boolean last) {
    return LogChunk.newBuilder()
        .setOffset(asked + piece.leftOut())
        .setText(ByteString.copyFromUtf8(piece.text()))
        .setSource(source.shown())
        .setLeftOut(piece.leftOut())
        .setLast(last)
        .build();
  }

  /** Where the last lines begin. */
  private long lastLines(Source source) {
    return logs.tail(source.ranAs(), Math.max(1, request.getLines()), Integer.MAX_VALUE)
        .map(Logs.Tail::leftOut)
        .orElse(0L);
  }

  /** Waits until what was sent is on its way; false once the caller left. */
  private boolean callerReads() {
    while (left.getCount() > 0 && !caller.isReady()) {
      try {
        reads.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        reads.drainPermits();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        left.countDown();
      }
    }
    return left.getCount() > 0;
  }

  /** Whether the caller left meanwhile. */
  private boolean pause() {
    try {
      return left.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      left.countDown();
      return true;
    }
  }
}

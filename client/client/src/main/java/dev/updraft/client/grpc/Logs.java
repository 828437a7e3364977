package dev.updraft.client.grpc;

import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.LogChunk;
import dev.updraft.service.v1.TailLogsRequest;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** What attempts printed. */
public final class Logs {
  private final Link link;
  private final Nodes nodes;

  Logs(Link link, Nodes nodes) {
    this.link = link;
    this.nodes = nodes;
  }

  /**
   * Which log, and from where.
   *
   * @param node of a workflow; empty = of a task by itself, or the one that failed
   * @param attempt counted from 0; -1 = the last one
   * @param lines the last so many; 0 = from the beginning
   */
  public record Query(ExecutionId id, String node, int attempt, int lines, boolean follow) {
    /** Of an execution as a whole. */
    public Query(ExecutionId id, int attempt, int lines, boolean follow) {
      this(id, "", attempt, lines, follow);
    }
  }

  /**
   * Reads a log to its end, following it over a backend's restart; the consumer is called on this
   * thread.
   *
   * @throws BackendException.Unknown when the backend is a Flyte, which keeps no logs itself; it
   *     says where they are
   */
  public void read(Query query, Consumer<LogChunk> consumer) {
    var offset = query.lines() > 0 ? -1L : 0L;
    for (; ; ) {
      var read = read(request(query, offset), consumer, offset);
      if (read.failure().isEmpty()) {
        return;
      }
      var failure = read.failure().get();
      if (failure instanceof BackendException.Unknown) {
        throw OwnService.missing(link, elsewhere(query), failure);
      }
      if (!query.follow() || !failure.passing()) {
        throw failure;
      }
      offset = read.offset();
      link.repair();
    }
  }

  private String elsewhere(Query query) {
    var links = nodes.logLinks(query.id(), query.node(), query.attempt());
    return links.isEmpty()
        ? "keeps no logs, and names no place where they would be."
        : "keeps no logs. They are at:\n" + String.join("\n", links);
  }

  private static TailLogsRequest request(Query query, long offset) {
    return TailLogsRequest.newBuilder()
        .setId(Messages.toWire(query.id()))
        .setNode(query.node())
        .setAttempt(query.attempt())
        .setOffset(offset)
        .setLines(query.lines())
        .setFollow(query.follow())
        .build();
  }

  private Read read(TailLogsRequest request, Consumer<LogChunk> consumer, long from) {
    var arrived = new Arrived();
    link.stream(UpdraftServiceGrpc.getTailLogsMethod(), request, arrived);
    var offset = from;
    for (; ; ) {
      switch (arrived.next()) {
        case Arrival.Chunk(var chunk) -> {
          consumer.accept(chunk);
          offset = chunk.offset() + chunk.text().length;
        }
        case Arrival.End() -> {
          return new Read(offset, Optional.empty());
        }
        case Arrival.Broken(var error) -> {
          return new Read(offset, Optional.of(link.failure(error)));
        }
      }
    }
  }

  /** How far a stream came, and what ended it. */
  private record Read(long offset, Optional<BackendException> failure) {}

  private sealed interface Arrival {
    record Chunk(LogChunk chunk) implements Arrival {}

    record End() implements Arrival {}

    record Broken(Throwable error) implements Arrival {}
  }

  /** Hands what gRPC brings to the thread that reads. */
  private static final class Arrived implements StreamObserver<dev.updraft.service.v1.LogChunk> {
    private final LinkedBlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();

    Arrival next() {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BackendException.GivenUp("Interrupted.", e);
      }
    }

    @Override
    public void onNext(dev.updraft.service.v1.LogChunk chunk) {
      queue.add(
          new Arrival.Chunk(
              new LogChunk(
                  chunk.getOffset(),
                  chunk.getText().toByteArray(),
                  Messages.fromWire(chunk.getSource()),
                  chunk.getLeftOut(),
                  chunk.getLast())));
    }

    @Override
    public void onError(Throwable error) {
      queue.add(new Arrival.Broken(error));
    }

    @Override
    public void onCompleted() {
      queue.add(new Arrival.End());
    }
  }
}

package dev.updraft.client;

import dev.updraft.api.Execution;
import dev.updraft.api.TaskFailed;
import dev.updraft.client.grpc.Backend;
import dev.updraft.client.grpc.Logs;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.Ending;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.Failure;
import dev.updraft.client.watch.Follower;
import dev.updraft.types.Literal;
import dev.updraft.types.failure.FailureText;
import dev.updraft.types.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call under way, or ended. Its value is decoded when it is first asked for, on the thread that
 * asks. Safe for any number of threads.
 *
 * @param <T> what the task's method returns
 */
public final class RemoteCall<T> implements Execution<T> {
  private static final int SHOWN_LINES = 20;
  private static final Duration TO_STOP = Duration.ofSeconds(30);

  private final Backend backend;
  private final ExecutionId id;
  private final CallListener listener;
  private final Function<Map<String, Literal>, @Nullable Object> decode;
  private final Function<Map<String, Literal>, Map<String, Object>> decodeNamed;
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final Object decoding = new Object();
  private volatile CallState state;
  private volatile Follower.@Nullable Following following;
  private @Nullable Object value;
  private boolean decoded;

  RemoteCall(
      Backend backend,
      ExecutionId id,
      String task,
      Instant now,
      boolean workflow,
      CallListener listener,
      Function<Map<String, Literal>, @Nullable Object> decode,
      Function<Map<String, Literal>, Map<String, Object>> decodeNamed) {
    this.backend = backend;
    this.id = id;
    this.listener = listener;
    this.decode = decode;
    this.decodeNamed = decodeNamed;
    this.state = CallState.created(id, task, now, workflow);
  }

  void follow(Follower follower) {
    following = follower.follow(id, 0, new Heard());
  }

  /** It was never created: nobody waits for anything. */
  void drop(RuntimeException failure) {
    var followed = following;
    if (followed != null) {
      followed.stop();
    }
    ending.completeExceptionally(failure);
  }

  /** Keeps the state up to date; called in order. */
  private final class Heard implements Follower.Listener {
    @Override
    public void event(Event event) {
      state = state.after(event);
      event
          .ending()
          .ifPresent(ending::complete); // first those who wait: a listener may take its time
      listener.changed(state);
    }

    @Override
    public void away(BackendException failure) {
      state = state.away(failure.getMessage());
      listener.changed(state);
    }

    @Override
    public void lost(RuntimeException failure) {
      ending.completeExceptionally(failure);
    }
  }

  public ExecutionId executionId() {
    return id;
  }

  /** What a display shows of it now. */
  public CallState state() {
    return state;
  }

  @Override
  public String id() {
    return id.name();
  }

  @Override
  public String status() {
    return state.phase().name();
  }

  @Override
  public T await() throws InterruptedException {
    try {
      return value(ending.get());
    } catch (ExecutionException e) {
      throw rethrown(e);
    }
  }

  @Override
  public T await(Duration limit) throws InterruptedException, TimeoutException {
    try {
      return value(ending.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      throw rethrown(e);
    } catch (TimeoutException _) {
      throw new TimeoutException(
          "Execution %s has not ended after %s; it is %s and goes on."
              .formatted(id, limit, state.phase()));
    }
  }

  private static RuntimeException rethrown(ExecutionException e) {
    return e.getCause() instanceof RuntimeException failure
        ? failure
        : new IllegalStateException(e.getCause());
  }

  /**
   * The value once it is there, or why there is none, for who does not wait. Cancelling it changes
   * nothing for the execution, which {@link #abort} ends.
   */
  public CompletableFuture<T> future() {
    return ending.thenApplyAsync(this::value, work -> Thread.ofVirtual().start(work));
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // null for a void method, where T is Void
  private T value(Ending how) {
    var outputs = outputs(how);
    synchronized (decoding) {
      if (!decoded) {
        value = decode.apply(Wire.readLiterals(outputs));
        decoded = true;
      }
      return (T) value;
    }
  }

  private byte[] outputs(Ending how) {
    return switch (how) {
      case Ending.Succeeded(var inline, _) ->
          inline.orElseGet(() -> backend.executions().outputs(id));
      case Ending.Failed(var failure) -> throw failed(failure);
      case Ending.Aborted(var cause) ->
          throw new TaskFailed(
              id.name(),
              "ABORTED",
              "%s was aborted in %s%s"
                  .formatted(state.task(), id, cause.isEmpty() ? "." : ": " + cause));
    };
  }

  private CallFailed failed(Ending.RawFailure raw) {
    var failure = new Failure(raw.kind(), raw.code(), FailureText.read(raw.message()), lastLines());
    return new CallFailed(
        id.name(), "%s failed in %s: %s".formatted(state.task(), id, failure.headline()), failure);
  }

  private List<String> lastLines() {
    try {
      var lines = text(new Logs.Query(id, -1, SHOWN_LINES, false)).lines().toList();
      return lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    } catch (BackendException _) {
      return state.logTail().lines().toList(); // a Flyte without our logs, or a log that is gone
    }
  }

  /** Why it failed, once it has; asks for the log's last lines. */
  public java.util.Optional<Failure> failure() {
    return state
        .ending()
        .flatMap(
            how ->
                how instanceof Ending.Failed(var raw)
                    ? java.util.Optional.of(failed(raw).failure())
                    : java.util.Optional.empty());
  }

  @Override
  public Map<String, Object> outputs() throws InterruptedException {
    try {
      return decodeNamed.apply(Wire.readLiterals(outputs(ending.get())));
    } catch (ExecutionException e) {
      throw rethrown(e);
    }
  }

  @Override
  public String logs() {
    return text(new Logs.Query(id, -1, 0, false));
  }

  private String text(Logs.Query query) {
    var bytes = new ByteArrayOutputStream();
    backend
        .logs()
        .read(
            query,
            chunk -> {
              if (chunk.leftOut() > 0) {
                bytes.writeBytes(
                    ("[.. " + chunk.leftOut() + " bytes left out ..]\n")
                        .getBytes(StandardCharsets.UTF_8));
              }
              bytes.writeBytes(chunk.text());
            });
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void abort() {
    abort("aborted by its caller");
  }

  /** As {@link #abort()}, with a cause that others may read. */
  public void abort(String cause) {
    backend.executions().terminate(id, cause);
    try {
      ending.get(TO_STOP.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new BackendException.Unavailable(
          "Execution %s was told to stop, but whether its work is gone is not known; see %%status."
              .formatted(id),
          e);
    }
  }

  /**
   * Asks the backend to stop it, and does not wait: for an interrupt, which must give the cell back
   * at once.
   */
  public void abortSoon(String cause) {
    Thread.ofVirtual().name("abort-" + id).start(() -> backend.executions().terminate(id, cause));
  }

  /** Whether it has ended, in whatever way. */
  public boolean ended() {
    return ending.isDone();
  }
}

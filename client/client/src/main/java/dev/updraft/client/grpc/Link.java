package dev.updraft.client.grpc;

import dev.updraft.client.model.BackendException;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The way to a backend, which may die and come back elsewhere: an embedded one is started again by
 * whoever asks for its address. Every call of ours may be repeated (what is made has a name of our
 * own), so that a call that met a dead backend is simply made again. Safe for any number of
 * threads.
 */
public final class Link implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration FIRST_DEADLINE = Duration.ofSeconds(4);

  /** Between repetitions; together well below the five seconds after which a person is told. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofMillis(800));

  private final Supplier<Address> locate;
  private volatile Connection current;
  private volatile boolean closed;

  /**
   * @param locate asked at the start, and again whenever the backend was not there: for an embedded
   *     backend this finds or starts it
   */
  public Link(Supplier<Address> locate) {
    this.locate = locate;
    this.current = Connection.open(locate.get());
  }

  public Address address() {
    return current.address();
  }

  /** Starts to connect, so that the first call need not wait for it. */
  public void warm() {
    current.wake();
  }

  /** One question, one answer; repeated while that may help. */
  <Q, A> A call(MethodDescriptor<Q, A> method, Q question) {
    return call(method, question, DEADLINE);
  }

  /** As {@link #call}, for a question that a backend answers at once if it answers at all. */
  <Q, A> A ask(MethodDescriptor<Q, A> method, Q question) {
    return call(method, question, FIRST_DEADLINE);
  }

  private <Q, A> A call(MethodDescriptor<Q, A> method, Q question, Duration deadline) {
    var asked = false;
    var end = System.nanoTime() + deadline.toNanos();
    for (var pauses = PAUSES.iterator(); ; ) {
      var connection = current;
      var credentials = connection.address().credentials();
      var before = System.nanoTime();
      var shown = credentials.headers();
      end += System.nanoTime() - before; // a person who logs in takes nothing of the backend's time
      var options =
          CallOptions.DEFAULT.withDeadlineAfter(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      try {
        return ClientCalls.blockingUnaryCall(connection.channel(), method, options, question);
      } catch (StatusRuntimeException e) {
        var failure = Statuses.fromWire(e, connection.address());
        if (Statuses.unauthenticated(e) && (shown.isEmpty() ? !asked : pauses.hasNext())) {
          credentials.refused(shown);
          asked = true;
          if (!shown.isEmpty()) {
            pauses = List.<Duration>of().iterator(); // what is shown next is all that there is
          }
          continue;
        }
        if (!failure.passing() || !pauses.hasNext()) {
          throw failure;
        }
        repair(connection);
        pause(pauses.next());
      }
    }
  }

  /**
   * Asks for a stream of answers; it is not repeated here, for only the follower knows from where.
   */
  <Q, A> void stream(MethodDescriptor<Q, A> method, Q question, StreamObserver<A> observer) {
    var call = current.channel().newCall(method, CallOptions.DEFAULT);
    ClientCalls.asyncServerStreamingCall(call, question, observer);
  }

  /** An error of a stream as one of ours. */
  BackendException failure(Throwable error) {
    return Statuses.fromWire(error, address());
  }

  /**
   * After a failure: looks where the backend is now, and connects there.
   *
   * @throws BackendException.GivenUp when this was closed: nothing is started for who has left
   */
  public void repair() {
    repair(current);
  }

  private synchronized void repair(Connection broken) {
    checkOpen();
    if (current != broken) {
      return; // somebody else did
    }
    var address = locate.get();
    checkOpen(); // it may have taken long
    if (address.equals(broken.address())) {
      broken.wake();
    } else {
      current = Connection.open(address);
      broken.close();
      if (closed) {
        current.close();
      }
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new BackendException.GivenUp(
          "The session is closed.", new IllegalStateException("closed"));
    }
  }

  /** Waits, unless this thread is interrupted. */
  public static void pause(Duration pause) {
    LockSupport.parkNanos(pause.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new BackendException.GivenUp("Interrupted.", new InterruptedException());
    }
  }

  /** Waits for nobody: who looks for the backend meanwhile gives up. */
  @Override
  public void close() {
    closed = true;
    current.close();
  }
}

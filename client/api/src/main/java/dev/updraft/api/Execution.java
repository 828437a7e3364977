package dev.updraft.api;

import java.time.Duration;

/**
 * A call that runs remotely. Its result is a Java value of the class that the notebook knows.
 *
 * @param <T> what the task's method returns; {@code Void} for a {@code void} method
 */
public interface Execution<T> {
  /** The execution's name, whole. */
  String id();

  /** Waits for the end and returns the value; throws {@link TaskFailed} when there is none. */
  T await() throws InterruptedException;

  /**
   * As {@link #await()}, but gives up waiting (not the execution) after {@code limit} with {@link
   * java.util.concurrent.TimeoutException}.
   */
  T await(Duration limit) throws InterruptedException, java.util.concurrent.TimeoutException;

  /** Where it stands, in one word of Flyte's: QUEUED, RUNNING, SUCCEEDED, FAILED, ABORTED.. */
  String status();

  /** The outputs by name, once it has succeeded. */
  java.util.Map<String, Object> outputs() throws InterruptedException;

  /** The log of its last attempt; on a hit, of the attempt that made the value. */
  String logs();

  /** Stops it and waits until its work is gone. */
  void abort();
}

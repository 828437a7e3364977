package dev.updraft.engine;

import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionEvent.Progress;
import dev.updraft.model.Failure;
import dev.updraft.model.Resources;
import dev.updraft.model.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where attempts run. Every call is idempotent by attempt and epoch: the engine repeats what it is
 * not sure of. Calls return at once; what happens is told to the {@link Listener}, from any thread,
 * possibly twice.
 */
public interface Executor extends AutoCloseable {

  /** The task types that this executor runs, e.g. {@code java-task}. */
  List<String> taskTypes();

  /**
   * Sets who is told, and starts. Attempts that survived the last process are found again and
   * reported through it.
   */
  void start(Listener listener);

  /** What runs attempts of this type without being launched: {@link #launch} is for the others. */
  default Optional<InlineTask> inline(String taskType) {
    return Optional.empty();
  }

  /** Starts an attempt, or finds it again when it runs already. */
  void launch(Assignment assignment);

  /**
   * Ends an attempt and everything it started; {@link Listener#ended} follows, with {@link
   * Ending.Killed}, once all of it is gone.
   */
  void kill(AttemptId attempt, String reason);

  /**
   * After a restart: what became of this attempt, which the store says was launched.
   *
   * @return empty when this executor has never heard of it, so that it must be launched anew
   */
  Optional<Standing> find(AttemptId attempt);

  @Override
  void close();

  /**
   * Everything that an attempt needs. URIs are absolute; the prefix is the attempt's own.
   *
   * @param epoch of the engine's ownership; a worker that comes back tells it
   * @param user who called, as the client says; empty when unknown
   * @param template the serialized {@code core.TaskTemplate}
   */
  record Assignment(
      AttemptId attempt,
      long epoch,
      TaskId task,
      String taskType,
      String user,
      byte[] template,
      Resources resources,
      String inputsUri,
      String outputPrefix,
      String rawOutputPrefix,
      String taskTemplateUri,
      Map<String, String> environment) {}

  /** What {@link #find} found. */
  sealed interface Standing {
    record Running(Instant since) implements Standing {}

    record Ended(Ending ending) implements Standing {}
  }

  /** How an attempt ended. */
  sealed interface Ending {
    /**
     * Outputs lie complete at the attempt's output prefix ({@code outputs.pb}), or none were
     * declared; or it has made a graph that gives them, and that lies there ({@code futures.pb}).
     */
    record Succeeded() implements Ending {}

    /** {@code error.pb} said so, or the process died. */
    record Failed(Failure failure) implements Ending {}

    /** It is gone because {@link Executor#kill} was asked for. */
    record Killed(String reason) implements Ending {}
  }

  /** Told what happens to attempts. */
  interface Listener {
    /** The body is about to run: the claim is on disk. */
    void started(AttemptId attempt, long epoch, Instant at);

    void progressed(AttemptId attempt, Progress progress);

    void ended(AttemptId attempt, long epoch, Ending ending, Instant at);

    /**
     * It waits for something of the executor's own, e.g. a free worker: one sentence for people.
     */
    void waits(AttemptId attempt, String why);
  }
}

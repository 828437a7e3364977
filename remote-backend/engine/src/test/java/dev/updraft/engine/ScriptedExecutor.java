package dev.updraft.engine;

import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.Failure;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An executor whose attempts do what the test says, when it says so. It outlives engines, as
 * workers do; each body that begins is counted.
 */
public final class ScriptedExecutor implements Executor {
  /** The task type that runs inline. */
  static final String INLINE = "inline";

  private final InstantSource clock;
  private final DataFiles files;
  private final Map<AttemptId, Work> works = new LinkedHashMap<>();
  private final List<AttemptId> bodies = new ArrayList<>();
  private Optional<Listener> listener = Optional.empty();
  private final Inline inline = new Inline();
  private boolean twice;
  private Optional<String> refusal = Optional.empty();

  private static final class Inline implements InlineTask {
    Optional<Result> result = Optional.empty();

    @Override
    public List<String> taskTypes() {
      return List.of(INLINE);
    }

    @Override
    public Result run(byte[] template, byte[] inputs) {
      return result.orElseGet(() -> new Result.Succeeded(inputs));
    }
  }

  /** An attempt as the machine sees it. */
  private static final class Work {
    final Assignment assignment;
    boolean begun;
    Optional<Ending> ending = Optional.empty();

    Work(Assignment assignment) {
      this.assignment = assignment;
    }
  }

  public ScriptedExecutor(InstantSource clock, DataFiles files) {
    this.clock = clock;
    this.files = files;
  }

  /** Everything is told twice from now on. */
  public void tellTwice() {
    twice = true;
  }

  /** Launching throws from now on. */
  public void refuseLaunches(String why) {
    refusal = Optional.of(why);
  }

  /** Waits until the engine has launched it, at most 20 s. */
  public synchronized void awaitLaunch(AttemptId attempt) throws InterruptedException {
    var last = System.nanoTime() + 20_000_000_000L;
    while (!works.containsKey(attempt)) {
      var left = (last - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(attempt + " was not launched within 20 s");
      }
      wait(left);
    }
  }

  @Override
  public List<String> taskTypes() {
    return List.of("java-task", INLINE);
  }

  @Override
  public Optional<InlineTask> inline(String taskType) {
    return taskType.equals(INLINE) ? Optional.of(inline) : Optional.empty();
  }

  /** What runs inline gives from now on; at first its inputs. */
  void inlineGives(InlineTask.Result result) {
    inline.result = Optional.of(result);
  }

  @Override
  public synchronized void start(Listener theListener) {
    listener = Optional.of(theListener);
  }

  @Override
  public synchronized void launch(Assignment assignment) {
    refusal.ifPresent(
        why -> {
          throw new IllegalStateException(why);
        });
    works.putIfAbsent(assignment.attempt(), new Work(assignment));
    notifyAll();
  }

  @Override
  public synchronized void kill(AttemptId attempt, String reason) {
    var work = works.get(attempt);
    if (work == null) {
      tell(l -> l.ended(attempt, 0, new Ending.Killed(reason), clock.instant()));
    } else {
      end(work, new Ending.Killed(reason));
    }
  }

  @Override
  public synchronized Optional<Standing> find(AttemptId attempt) {
    return Optional.ofNullable(works.get(attempt))
        .map(
            work ->
                work.ending
                    .<Standing>map(Standing.Ended::new)
                    .orElseGet(() -> new Standing.Running(clock.instant())));
  }

  private Work work(AttemptId attempt) {
    return Objects.requireNonNull(works.get(attempt), () -> attempt + " was never launched");
  }

  /** The backend is gone: nobody is told. */
  public synchronized void deafen() {
    listener = Optional.empty();
  }

  /** The machine forgets an attempt, as if its process and folder were gone. */
  public synchronized void lose(AttemptId attempt) {
    works.remove(attempt);
  }

  /** Attempts that were launched and have not ended. */
  public synchronized List<AttemptId> live() {
    return works.entrySet().stream()
        .filter(e -> e.getValue().ending.isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Each body that began, in order. */
  public synchronized List<AttemptId> bodies() {
    return List.copyOf(bodies);
  }

  public synchronized Assignment assignment(AttemptId attempt) {
    return work(attempt).assignment;
  }

  public synchronized void begins(AttemptId attempt) {
    var work = work(attempt);
    if (!work.begun) {
      work.begun = true;
      bodies.add(attempt);
    }
    tell(l -> l.started(attempt, work.assignment.epoch(), clock.instant()));
  }

  public synchronized void waits(AttemptId attempt, String why) {
    tell(l -> l.waits(attempt, why));
  }

  public synchronized void progresses(AttemptId attempt, long done, long total) {
    tell(l -> l.progressed(attempt, new ExecutionEvent.Progress(done, total, "rows", 0)));
  }

  public synchronized void succeeds(AttemptId attempt, String outputs) {
    begins(attempt);
    var work = work(attempt);
    files.put(
        work.assignment.outputPrefix() + "/outputs.pb", outputs.getBytes(StandardCharsets.UTF_8));
    end(work, new Ending.Succeeded());
  }

  /** Ends it well, with a graph in the words of {@link MemoryGraphs}. */
  public synchronized void unfolds(AttemptId attempt, String graph) {
    begins(attempt);
    var work = work(attempt);
    files.put(
        work.assignment.outputPrefix() + "/futures.pb", graph.getBytes(StandardCharsets.UTF_8));
    end(work, new Ending.Succeeded());
  }

  public synchronized void endsWithoutOutputs(AttemptId attempt) {
    begins(attempt);
    end(work(attempt), new Ending.Succeeded());
  }

  public synchronized void fails(
      AttemptId attempt, Failure.Kind kind, String code, boolean retryable) {
    begins(attempt);
    end(
        work(attempt),
        new Ending.Failed(new Failure(kind, code, code + " happened", retryable, clock.instant())));
  }

  private void end(Work work, Ending ending) {
    if (work.ending.isEmpty()) {
      work.ending = Optional.of(ending);
    }
    var attempt = work.assignment.attempt();
    tell(
        l -> l.ended(attempt, work.assignment.epoch(), work.ending.orElseThrow(), clock.instant()));
  }

  private void tell(java.util.function.Consumer<Listener> news) {
    listener.ifPresent(news);
    if (twice) {
      listener.ifPresent(news);
    }
  }

  @Override
  public void close() {}
}

package dev.updraft.service;

import com.flyteidl.core.DynamicJobSpec;
import com.flyteidl.core.LiteralMap;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.blobs.Blobs;
import dev.updraft.engine.Executor;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionEvent.Progress;
import dev.updraft.model.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Runs each attempt at once, in this process, as the body that the test gave for its task; counts
 * them.
 */
final class PromptExecutor implements Executor {
  private final Blobs blobs;
  private final Map<String, Function<LiteralMap, LiteralMap>> bodies = new ConcurrentHashMap<>();
  private final Map<String, Function<LiteralMap, byte[]>> made = new ConcurrentHashMap<>();
  private final Map<AttemptId, Assignment> held = new ConcurrentHashMap<>();
  private final Map<String, String> reports = new ConcurrentHashMap<>();
  private final Map<String, Integer> runs = new ConcurrentHashMap<>();
  private Optional<Listener> listener = Optional.empty();

  PromptExecutor(Blobs blobs) {
    this.blobs = blobs;
  }

  /**
   * What a task of this name does; one that throws fails as its user's fault. A task without body
   * hangs.
   */
  void body(String task, Function<LiteralMap, LiteralMap> body) {
    bodies.put(task, body);
  }

  /** The workflow that a task makes, which then runs in its place. */
  void dynamic(String task, Function<LiteralMap, DynamicJobSpec> body) {
    made.put(task, inputs -> body.apply(inputs).toByteArray());
  }

  /** A task makes what is no workflow. */
  void garbled(String task) {
    made.put(task, _ -> "no workflow".getBytes(StandardCharsets.UTF_8));
  }

  /** What the next attempts of a task leave as their report. */
  void report(String task, String html) {
    reports.put(task, html);
  }

  /** The attempts of a task, in no order. */
  List<AttemptId> attempts(String task) {
    return held.values().stream()
        .filter(assignment -> assignment.task().name().equals(task))
        .map(Assignment::attempt)
        .toList();
  }

  /** How the attempts of a task were launched, in no order. */
  List<Assignment> assignments(String task) {
    return held.values().stream()
        .filter(assignment -> assignment.task().name().equals(task))
        .toList();
  }

  int runs(String task) {
    return runs.getOrDefault(task, 0);
  }

  @Override
  public List<String> taskTypes() {
    return List.of("python-task", "java-task");
  }

  @Override
  public void start(Listener told) {
    listener = Optional.of(told);
  }

  @Override
  public void launch(Assignment assignment) {
    if (held.putIfAbsent(assignment.attempt(), assignment) == null) {
      Thread.ofVirtual().start(() -> run(assignment));
    }
  }

  private void run(Assignment assignment) {
    var told = listener.orElseThrow();
    told.started(assignment.attempt(), assignment.epoch(), Instant.now());
    var name = assignment.task().name();
    var makes = made.get(name);
    if (makes != null) {
      runs.merge(name, 1, Integer::sum);
      var ending = ending(assignment, makes, "/futures.pb");
      told.ended(assignment.attempt(), assignment.epoch(), ending, Instant.now());
      return;
    }
    var body = bodies.get(name);
    if (body == null) {
      report(assignment, told);
      return;
    }
    runs.merge(name, 1, Integer::sum);
    var ending = ending(assignment, body.andThen(LiteralMap::toByteArray), "/outputs.pb");
    report(assignment, told);
    told.ended(assignment.attempt(), assignment.epoch(), ending, Instant.now());
  }

  private void report(Assignment assignment, Listener told) {
    var report = reports.get(assignment.task().name());
    if (report != null) {
      blobs.put(assignment.outputPrefix() + "/deck.html", report.getBytes(StandardCharsets.UTF_8));
      told.progressed(assignment.attempt(), new Progress(0, 0, "", 1));
    }
  }

  private Ending ending(Assignment assignment, Function<LiteralMap, byte[]> body, String file) {
    try {
      var outputs = body.apply(LiteralMap.parseFrom(blobs.read(assignment.inputsUri())));
      blobs.put(assignment.outputPrefix() + file, outputs);
      return new Ending.Succeeded();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      return new Ending.Failed(
          new Failure(
              Failure.Kind.USER,
              "USER:RuntimeError",
              String.valueOf(e.getMessage()),
              false,
              Instant.now()));
    }
  }

  @Override
  public void kill(AttemptId attempt, String reason) {
    var assignment = held.get(attempt);
    listener
        .orElseThrow()
        .ended(
            attempt,
            assignment == null ? 0 : assignment.epoch(),
            new Ending.Killed(reason),
            Instant.now());
  }

  @Override
  public Optional<Standing> find(AttemptId attempt) {
    return Optional.ofNullable(held.get(attempt)).map(_ -> new Standing.Running(Instant.now()));
  }

  @Override
  public void close() {}
}

package dev.updraft.engine;

import dev.updraft.model.CatalogStatus;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Unavailable;
import java.util.Map;

/** Carries out effects; blocking, and each may be done twice. */
final class Acts {
  private final Reads reads;
  private final DataFiles files;
  private final Layout layout;
  private final Map<String, Executor> executors;
  private final CrashPoint crash;
  private final Courses courses;
  private final InlineEnds inlineEnds;

  /** Told how what ran inline has ended. */
  interface InlineEnds {
    void ended(Executor.Assignment assignment, InlineTask.Result result);
  }

  Acts(
      Reads reads,
      DataFiles files,
      Layout layout,
      Map<String, Executor> executors,
      CrashPoint crash,
      Courses courses,
      InlineEnds inlineEnds) {
    this.reads = reads;
    this.files = files;
    this.layout = layout;
    this.executors = executors;
    this.crash = crash;
    this.courses = courses;
    this.inlineEnds = inlineEnds;
  }

  /** On whose lane an effect runs: starts and kills of one attempt stay in order. */
  static ExecutionId lane(Effect effect) {
    return switch (effect) {
      case Effect.WriteInputs e -> e.execution();
      case Effect.Show e -> e.execution();
      case Effect.Advance e -> e.graph();
      case Effect.StopGraph e -> e.graph();
      case Effect.Start e -> e.assignment().attempt().execution();
      case Effect.Kill e -> e.runsAs().execution();
    };
  }

  void act(Effect effect) {
    var kind = effect.getClass().getSimpleName();
    crash.reached("before-effect " + kind);
    switch (effect) {
      case Effect.WriteInputs e -> writeInputs(e.execution(), e.specNode());
      case Effect.Show(var execution) -> show(execution);
      case Effect.Advance(var graph) -> courses.advance(graph);
      case Effect.StopGraph e -> courses.stop(e);
      case Effect.Start e -> start(e);
      case Effect.Kill e -> executor(e.taskType()).kill(e.runsAs(), e.reason());
    }
    crash.reached("after-effect " + kind);
  }

  Executor executor(String taskType) {
    var executor = executors.get(taskType);
    if (executor == null) {
      throw new Unavailable(
          "No executor of this backend runs tasks of type '%s'. It runs %s."
              .formatted(taskType, executors.keySet().stream().sorted().toList()));
    }
    return executor;
  }

  private void start(Effect.Start start) {
    var assignment = start.assignment();
    var executor = executor(assignment.taskType());
    var inline = executor.inline(assignment.taskType());
    if (inline.isPresent()) {
      reads
          .document(assignment.attempt().execution())
          .map(document -> inline.get().run(assignment.template(), document.inputs()))
          .ifPresent(result -> inlineEnds.ended(assignment, result));
      return;
    }
    writeInputs(assignment.attempt().execution(), start.specNode());
    files.put(assignment.taskTemplateUri(), assignment.template());
    executor.launch(assignment);
  }

  private void writeInputs(ExecutionId id, String specNode) {
    reads
        .document(id)
        .ifPresent(
            document -> {
              files.put(layout.outputs(id, Calls.START_NODE, 0), document.inputs());
              files.put(layout.inputs(id, specNode), document.inputs());
            });
  }

  /** Writes those files of an ended execution that are not there. */
  void show(ExecutionId id) {
    var node = reads.node(id);
    var document = reads.document(id);
    if (document.isEmpty()) {
      return;
    }
    var start = layout.outputs(id, Calls.START_NODE, 0);
    if (!files.exists(start)) {
      files.put(start, document.get().inputs());
      node.ifPresent(n -> files.put(layout.inputs(id, n.specId()), document.get().inputs()));
    }
    var end = layout.outputs(id, Calls.END_NODE, 0);
    var source = document.get().outputsSource();
    if (source.isPresent() && !files.exists(end)) {
      var outputs = document.get().outputs().or(() -> files.read(source.get(), Long.MAX_VALUE));
      outputs.ifPresent(
          bytes -> {
            node.map(n -> own(n, source.get()))
                .filter(uri -> !files.exists(uri))
                .ifPresent(uri -> files.put(uri, bytes));
            files.put(layout.inputs(id, Calls.END_NODE), bytes);
            files.put(end, bytes);
          });
    }
  }

  /** Where a node's own outputs lie: where its attempt left them, if it had one. */
  private String own(NodeExecution node, String source) {
    var noAttempt =
        node.catalog().status() == CatalogStatus.HIT || node.phase() == NodePhase.RECOVERED;
    return noAttempt ? layout.outputs(node.execution(), node.specId(), 0) : source;
  }
}

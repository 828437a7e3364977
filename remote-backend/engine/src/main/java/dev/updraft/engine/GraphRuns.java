package dev.updraft.engine;

import dev.updraft.model.AttemptPhase;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.NodePhase;
import dev.updraft.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a graph's execution moves: from record to record (contract 3.4). */
final class GraphRuns {
  private GraphRuns() {}

  static Execution arriving(GraphLaunch launch, Instant now) {
    var workflow = launch.workflow();
    return new Execution(
        launch.id(),
        launch.launched(),
        workflow,
        new TaskId(workflow.project(), workflow.domain(), workflow.name(), workflow.version()),
        "",
        launch.labels(),
        ExecutionPhase.RUNNING,
        now,
        Optional.of(now),
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        CatalogStatus.DISABLED,
        Duration.ZERO,
        launch.role());
  }

  static Execution ended(Execution graph, Courses.Ending ending, Layout layout, Instant now) {
    return switch (ending) {
      case Courses.Ending.Succeeded _ ->
          graph.ended(
              ExecutionPhase.SUCCEEDED,
              now,
              Optional.of(layout.outputs(graph.id(), Calls.END_NODE, 0)),
              Optional.empty(),
              graph.catalog(),
              graph.saved());
      case Courses.Ending.Failed(var code, var message, var kind) ->
          graph.ended(
              ExecutionPhase.FAILED,
              now,
              Optional.empty(),
              Optional.of(new Failure(kind, code, message, false, now)),
              graph.catalog(),
              graph.saved());
      case Courses.Ending.Aborted() ->
          graph.ended(
              ExecutionPhase.ABORTED,
              now,
              Optional.empty(),
              Optional.empty(),
              graph.catalog(),
              graph.saved());
    };
  }

  static ExecutionEvent event(Execution graph, Instant now, Optional<byte[]> outputs) {
    return new ExecutionEvent(
        0,
        graph.id(),
        now,
        graph.phase(),
        "",
        -1,
        AttemptPhase.UNDEFINED,
        graph.abort().map(Execution.Abort::cause).orElse(""),
        CatalogOutcome.DISABLED,
        false,
        Optional.empty(),
        outputs,
        graph.error(),
        NodePhase.of(graph.phase()));
  }
}

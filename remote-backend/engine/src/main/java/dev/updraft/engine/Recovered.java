package dev.updraft.engine;

import dev.updraft.model.AttemptPhase;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.Launch;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Request;
import dev.updraft.model.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A node that was taken over from an earlier execution: it has ended as soon as it is there, was
 * never begun and has no attempt (contract 3.4, 3.6).
 *
 * @param node says that it is RECOVERED; it is there for a graph as well
 */
record Recovered(Execution execution, NodeExecution node) {

  static Recovered of(Request request, Earlier.Found found, Layout layout, Instant now) {
    var arriving =
        switch (request) {
          case Launch launch -> Calls.arriving(launch, layout, now).execution();
          case GraphLaunch launch -> GraphRuns.arriving(launch, now);
        };
    var specNode =
        switch (request) {
          case Launch launch -> UniqueId.nodeOfTask(launch.run().task().name());
          case GraphLaunch launch -> launch.role().parent().map(Role.Parent::node).orElseThrow();
        };
    return new Recovered(
        ended(arriving, layout, now), node(arriving, specNode, found.why(), layout, now));
  }

  private static Execution ended(Execution arriving, Layout layout, Instant now) {
    return new Execution(
        arriving.id(),
        arriving.launched(),
        arriving.workflow(),
        arriving.task(),
        arriving.node(),
        arriving.labels(),
        ExecutionPhase.SUCCEEDED,
        now,
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.of(layout.outputs(arriving.id(), Calls.END_NODE, 0)),
        Optional.empty(),
        Optional.empty(),
        CatalogStatus.DISABLED,
        Duration.ZERO,
        arriving.role());
  }

  private static NodeExecution node(
      Execution arriving, String specNode, String why, Layout layout, Instant now) {
    return new NodeExecution(
        arriving.id(),
        UniqueId.ofNode(specNode),
        specNode,
        NodeExecution.Kind.TASK,
        NodePhase.RECOVERED,
        now,
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.of(layout.inputs(arriving.id(), specNode)),
        Optional.of(layout.outputs(arriving.id(), specNode, 0)),
        Optional.empty(),
        Optional.empty(),
        CatalogOutcome.DISABLED,
        why);
  }

  ExecutionEvent event(Instant now, Optional<byte[]> outputs) {
    return new ExecutionEvent(
        0,
        execution.id(),
        now,
        execution.phase(),
        execution.node(),
        -1,
        AttemptPhase.UNDEFINED,
        node.why(),
        CatalogOutcome.DISABLED,
        false,
        Optional.empty(),
        outputs,
        Optional.empty(),
        NodePhase.RECOVERED);
  }
}

package dev.updraft.engine;

import dev.updraft.engine.graph.Child;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.Labels;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A node that failed before anything of it could be begun, such as a branch that ends in its error
 * (contract 5.6): it is there to be seen, without children, attempts or times. It is nobody's call,
 * so it has no labels.
 */
record Unbegun(Execution execution, NodeExecution node) {

  static Unbegun of(
      Execution graph, Role.Parent place, Child.Failed why, Layout layout, Instant now) {
    var failure =
        Optional.of(
            new Failure(
                why.user() ? Failure.Kind.USER : Failure.Kind.SYSTEM,
                why.code(),
                why.message(),
                false,
                now));
    var id = UniqueId.ofChild(graph.id(), place.node());
    var node = UniqueId.ofNode(place.node());
    return new Unbegun(
        new Execution(
            id,
            graph.launched(),
            Calls.workflowOf(graph.task()),
            graph.task(),
            node,
            Labels.NONE,
            ExecutionPhase.FAILED,
            now,
            Optional.empty(),
            now,
            Optional.empty(),
            Optional.empty(),
            failure,
            Optional.empty(),
            CatalogStatus.DISABLED,
            Duration.ZERO,
            new Role(Role.Kind.TASK, "", Optional.of(place))),
        new NodeExecution(
            id,
            node,
            place.node(),
            NodeExecution.Kind.TASK,
            NodePhase.FAILED,
            now,
            Optional.empty(),
            now,
            Optional.empty(),
            Optional.of(layout.inputs(id, place.node())),
            Optional.empty(),
            failure,
            Optional.empty(),
            CatalogOutcome.DISABLED,
            ""));
  }

  ExecutionEvent event(Instant now) {
    return new ExecutionEvent(
        0,
        execution.id(),
        now,
        execution.phase(),
        execution.node(),
        -1,
        AttemptPhase.UNDEFINED,
        "",
        CatalogOutcome.DISABLED,
        false,
        Optional.empty(),
        Optional.empty(),
        execution.error(),
        NodePhase.FAILED);
  }
}

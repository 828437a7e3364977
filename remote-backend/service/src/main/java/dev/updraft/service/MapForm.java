package dev.updraft.service;

import com.flyteidl.admin.TaskExecution;
import com.flyteidl.event.ExternalResourceInfo;
import com.flyteidl.event.TaskExecutionMetadata;
import dev.updraft.engine.UniqueId;
import dev.updraft.model.Attempt;
import dev.updraft.model.AttemptId;
import dev.updraft.model.AttemptPhase;
import dev.updraft.model.Budget;
import dev.updraft.model.CatalogStatus;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * A map as Flyte's clients read it: one attempt for all of it, which names its elements as external
 * resources (contract 5.6).
 */
record MapForm(NodeExecution node, List<Element> elements) {
  private static final String TYPE = "container_array";
  private static final String PLUGIN = "k8s-array";

  /** An element of a map, with its attempts by number; a hit has none. */
  record Element(NodeExecution node, List<Attempt> attempts, TaskId task) {
    int index() {
      return Integer.parseInt(node.specId());
    }
  }

  /** Empty as long as no element was begun. */
  Optional<Attempt> attempt() {
    return elements.stream().findFirst().map(first -> attempt(first.task()));
  }

  private Attempt attempt(TaskId task) {
    var id = new AttemptId(node.execution(), node.id(), 0);
    return new Attempt(
        id,
        task,
        TYPE,
        id,
        Budget.FIRST,
        "",
        0,
        0,
        0,
        phase(node.phase()),
        node.created(),
        node.started(),
        node.updated(),
        node.duration(),
        node.inputUri().orElse(""),
        node.outputUri(),
        node.error(),
        "",
        id.generatedName());
  }

  TaskExecution toWire(Attempt attempt, AttemptForm form) {
    var wire = form.toWire(attempt).toBuilder();
    var metadata = TaskExecutionMetadata.newBuilder().setPluginIdentifier(PLUGIN);
    elements.forEach(element -> metadata.addExternalResources(resource(element, form)));
    wire.getClosureBuilder().clearLogs().setMetadata(metadata);
    return wire.build();
  }

  private ExternalResourceInfo resource(Element element, AttemptForm form) {
    var last = element.attempts().isEmpty() ? null : element.attempts().getLast();
    int number = last == null ? 0 : last.id().number();
    var resource =
        ExternalResourceInfo.newBuilder()
            .setExternalId(
                "%s-n%d-%d"
                    .formatted(
                        UniqueId.ofAttempt(new AttemptId(node.execution(), node.id(), 0)),
                        element.index(),
                        number))
            .setIndex(element.index())
            .setRetryAttempt(number)
            .setPhase(Phases.toWire(phase(element.node().phase())));
    if (last != null) {
      var log = form.log(last);
      resource.addLogs(log.toBuilder().setName(log.getName() + "-" + element.index()));
    }
    if (element.node().catalog().status() != CatalogStatus.MISS) {
      resource.setCacheStatus(Phases.toWire(element.node().catalog().status()));
    }
    return resource.build();
  }

  private static AttemptPhase phase(NodePhase phase) {
    return switch (phase) {
      case UNDEFINED -> AttemptPhase.UNDEFINED;
      case QUEUED -> AttemptPhase.QUEUED;
      case RUNNING, FAILING, DYNAMIC_RUNNING -> AttemptPhase.RUNNING;
      case SUCCEEDED, RECOVERED -> AttemptPhase.SUCCEEDED;
      case FAILED, TIMED_OUT -> AttemptPhase.FAILED;
      case ABORTED, SKIPPED -> AttemptPhase.ABORTED;
    };
  }
}

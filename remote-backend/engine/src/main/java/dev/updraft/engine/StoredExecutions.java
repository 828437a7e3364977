package dev.updraft.engine;

import dev.updraft.model.Attempt;
import dev.updraft.model.CatalogOutcome;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Launch;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Query;
import dev.updraft.model.Summary;
import dev.updraft.model.TaskRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Executions: created and ended through the loop, read from the store. */
final class StoredExecutions implements ControlPlane.Executions {
  private final Reads reads;
  private final Loop loop;
  private final Lookup lookup;
  private final DataFiles files;
  private final Settings settings;
  private final Set<String> taskTypes;

  StoredExecutions(
      Reads reads,
      Loop loop,
      Lookup lookup,
      DataFiles files,
      Settings settings,
      Set<String> taskTypes) {
    this.reads = reads;
    this.loop = loop;
    this.lookup = lookup;
    this.files = files;
    this.settings = settings;
    this.taskTypes = taskTypes;
  }

  @Override
  public Execution create(Launch launch) {
    var type = launch.run().type();
    if (!taskTypes.contains(type)) {
      throw new InvalidRequest(
          "Task '%s' is of type '%s', which no executor of this backend runs. It runs: %s."
              .formatted(
                  launch.run().task().name(),
                  type,
                  String.join(", ", taskTypes.stream().sorted().toList())));
    }
    var found =
        launch
            .run()
            .caching()
            .filter(caching -> !caching.overwrite())
            .map(TaskRun.Caching::key)
            .flatMap(lookup::find);
    return Asking.ask(loop, reply -> new Loop.Command.Create(launch, found, false, reply));
  }

  @Override
  public Execution get(ExecutionId id) {
    return reads.execution(id).orElseThrow(() -> Refusals.noExecution(id));
  }

  @Override
  public List<Execution> list(Query query) {
    return reads.executions(query);
  }

  @Override
  public byte[] spec(ExecutionId id) {
    return document(id).spec();
  }

  @Override
  public byte[] inputs(ExecutionId id) {
    return document(id).inputs();
  }

  private Reads.Document document(ExecutionId id) {
    return reads.document(id).orElseThrow(() -> Refusals.noExecution(id));
  }

  @Override
  public Optional<byte[]> outputs(ExecutionId id) {
    var document = document(id);
    return document
        .outputs()
        .or(() -> document.outputsSource().flatMap(uri -> files.read(uri, settings.outputBytes())));
  }

  @Override
  public List<NodeExecution> nodes(ExecutionId id) {
    var execution = get(id);
    var nodes = new ArrayList<NodeExecution>();
    nodes.add(startNode(execution));
    reads.node(id).ifPresent(nodes::add);
    if (execution.phase() == ExecutionPhase.SUCCEEDED) {
      nodes.add(endNode(execution));
    }
    return nodes;
  }

  /** The graph's ends have no rows: they follow from the execution's. */
  private NodeExecution startNode(Execution e) {
    return new NodeExecution(
        e.id(),
        Calls.START_NODE,
        Calls.START_NODE,
        NodeExecution.Kind.START,
        NodePhase.SUCCEEDED,
        e.created(),
        Optional.empty(),
        e.created(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(settings.layout().outputs(e.id(), Calls.START_NODE, 0)),
        Optional.empty(),
        Optional.empty(),
        CatalogOutcome.DISABLED,
        "");
  }

  private NodeExecution endNode(Execution e) {
    return new NodeExecution(
        e.id(),
        Calls.END_NODE,
        Calls.END_NODE,
        NodeExecution.Kind.END,
        NodePhase.SUCCEEDED,
        e.updated(),
        Optional.empty(),
        e.updated(),
        Optional.empty(),
        Optional.of(settings.layout().inputs(e.id(), Calls.END_NODE)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        CatalogOutcome.DISABLED,
        "");
  }

  @Override
  public List<Attempt> attempts(ExecutionId id) {
    var attempts = reads.attempts(id);
    if (attempts.isEmpty()) {
      get(id);
    }
    return attempts;
  }

  @Override
  public void terminate(ExecutionId id, String cause, String principal) {
    Asking.<Boolean>ask(loop, reply -> new Loop.Command.Terminate(id, cause, principal, reply));
  }

  @Override
  public Summary summary(String session) {
    return reads.summary(session);
  }
}

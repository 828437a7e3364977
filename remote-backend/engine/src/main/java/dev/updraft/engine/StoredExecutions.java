package dev.updraft.engine;

import dev.updraft.engine.FlightEvent.Found;
import dev.updraft.model.Attempt;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Foreseen;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Launch;
import dev.updraft.model.Place;
import dev.updraft.model.Query;
import dev.updraft.model.Request;
import dev.updraft.model.Role;
import dev.updraft.model.State;
import dev.updraft.model.StateChange;
import dev.updraft.model.Summary;
import dev.updraft.model.TaskRun;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Executions: created and ended through the loop, read from the store. */
final class StoredExecutions implements ControlPlane.Executions, Courses.Tasks {
  private final Reads reads;
  private final Loop loop;
  private final InstantSource clock;
  private final Lookup lookup;
  private final DataFiles files;
  private final Settings settings;
  private final Places places;
  private final Set<String> taskTypes;
  private final Earlier earlier;
  private final Function<Request, List<Foreseen>> dryRun;

  StoredExecutions(
      Reads reads,
      Loop loop,
      InstantSource clock,
      Lookup lookup,
      DataFiles files,
      Settings settings,
      Set<String> taskTypes,
      Earlier earlier,
      Function<Request, List<Foreseen>> dryRun) {
    this.reads = reads;
    this.loop = loop;
    this.clock = clock;
    this.lookup = lookup;
    this.files = files;
    this.settings = settings;
    this.places = new Places(reads, settings.layout());
    this.taskTypes = taskTypes;
    this.earlier = earlier;
    this.dryRun = dryRun;
  }

  @Override
  public Execution create(Request request) {
    return switch (request) {
      case Launch launch -> task(launch);
      case GraphLaunch launch ->
          Asking.ask(loop, reply -> new Loop.Command.CreateGraph(launch, reply));
    };
  }

  /** One that goes on from an earlier execution is that one, or runs as if there had been none. */
  private Execution task(Launch launch) {
    var before = launch.role().recovers().flatMap(one -> earlier.found(one, launch));
    if (before.isPresent()) {
      return Asking.ask(loop, reply -> new Loop.Command.TakeOver(launch, before.get(), reply));
    }
    var anew = launch.as(Role.TASK);
    var found = found(anew);
    return Asking.ask(loop, reply -> new Loop.Command.Create(anew, found, false, reply));
  }

  @Override
  public Optional<Found> found(Launch launch) {
    var type = launch.run().type();
    if (launch.role().kind() != Role.Kind.GATE && !taskTypes.contains(type)) {
      throw new InvalidRequest(
          "Task '%s' is of type '%s', which no executor of this backend runs. It runs: %s."
              .formatted(
                  launch.run().task().name(),
                  type,
                  String.join(", ", taskTypes.stream().sorted().toList())));
    }
    return launch
        .run()
        .caching()
        .filter(caching -> !caching.overwrite())
        .map(TaskRun.Caching::key)
        .flatMap(lookup::find);
  }

  @Override
  public List<Foreseen> dryRun(Request request) {
    return dryRun.apply(request);
  }

  /** The serialized outputs, however large. */
  Optional<byte[]> outputs(Found found) {
    return found
        .outputs()
        .or(() -> files.read(found.artifact().outputsUri(), settings.outputBytes()));
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
  public List<Execution> children(ExecutionId graph) {
    return reads.children(graph);
  }

  @Override
  public List<Execution> holders(String uri, Optional<ExecutionId> after, int limit) {
    return reads.holders(uri, after, limit);
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
  public List<Place> places(ExecutionId id) {
    return places.of(get(id));
  }

  @Override
  public List<Place> within(Place place) {
    return places.within(place);
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
  public void update(ExecutionId id, State state) {
    var change = new StateChange(state, clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!Asking.write(loop, new Write.PutState(id, change))) {
      throw Refusals.noExecution(id);
    }
  }

  @Override
  public Summary summary(String session) {
    return reads.summary(session);
  }
}

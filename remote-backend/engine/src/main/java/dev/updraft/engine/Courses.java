package dev.updraft.engine;

import dev.updraft.engine.FlightEvent.Found;
import dev.updraft.engine.FlightEvent.Outcome;
import dev.updraft.engine.Loop.Command;
import dev.updraft.engine.graph.Child;
import dev.updraft.engine.graph.Move;
import dev.updraft.engine.graph.Plan;
import dev.updraft.model.Conflict;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.Failure;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.Launch;
import dev.updraft.model.Refusal;
import dev.updraft.model.Request;
import dev.updraft.model.Role;
import dev.updraft.model.Unavailable;
import dev.updraft.types.Literal;
import dev.updraft.types.graph.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Drives the graphs that run. A node is an execution of its own, named after its place, so that
 * beginning it twice is refused; what was begun, and how it ended, is read from the store. Nothing
 * here has to survive: after a restart every live graph is advanced once. Works on a graph's lane
 * and never waits for the loop.
 */
final class Courses {
  private final ControlPlane engine;
  private final Reads reads;
  private final Loop loop;
  private final Graphs graphs;
  private final Tasks tasks;
  private final Earlier earlier;
  private final Makers makers;
  private final Map<ExecutionId, Running> running = new ConcurrentHashMap<>();
  private final Set<ExecutionId> pending = ConcurrentHashMap.newKeySet();

  /** What tasks need before they can be called. */
  interface Tasks {
    /**
     * @throws dev.updraft.model.InvalidRequest when nobody here runs it
     */
    Optional<Found> found(Launch launch);

    /** The serialized outputs of one that has ended well. */
    Optional<byte[]> outputs(ExecutionId id);
  }

  /** The tasks that made graphs. */
  interface Makers {
    /**
     * What a task gives by the outputs of its graph, serialized; empty for any other graph. Writes
     * them where they will be looked for.
     */
    Optional<Outcome.Final> given(ExecutionId graph, byte[] outputs);
  }

  /** One graph's memory: what need not be read again. */
  private static final class Running {
    final Graphs.Graph graph;

    /** Nodes that were begun here, and may not be in the store yet. */
    final Set<String> begun = ConcurrentHashMap.newKeySet();

    final Map<String, Child> ended = new ConcurrentHashMap<>();
    volatile boolean stopping;

    Running(Graphs.Graph graph) {
      this.graph = graph;
    }

    /** What tidies up after a failure has done so for that failure alone. */
    boolean failureNode(Node node) {
      return graph.plan() instanceof Plan.Whole(var workflow, _)
          && workflow.failureNode().filter(last -> last.id().equals(node.id())).isPresent();
    }
  }

  Courses(
      ControlPlane engine,
      Reads reads,
      Loop loop,
      Graphs graphs,
      Tasks tasks,
      Earlier earlier,
      Makers makers) {
    this.engine = engine;
    this.reads = reads;
    this.loop = loop;
    this.graphs = graphs;
    this.tasks = tasks;
    this.earlier = earlier;
    this.makers = makers;
  }

  /** Whether nobody has asked yet to advance this graph; then the caller must do it. */
  boolean claim(ExecutionId graph) {
    return pending.add(graph);
  }

  /** The store is read anew: what was thought to be begun may not be. */
  void reset() {
    running.clear();
    pending.clear();
  }

  /** Does what can be done now. */
  void advance(ExecutionId id) {
    pending.remove(id);
    var execution = reads.execution(id).filter(e -> !e.phase().terminal());
    if (execution.isEmpty()) {
      running.remove(id);
      return;
    }
    try {
      var course = running.computeIfAbsent(id, _ -> open(execution.get()));
      var aborting = execution.get().phase() == ExecutionPhase.ABORTING;
      var moves =
          course
              .graph
              .plan()
              .next(course.graph.inputs(), children(id, course), course.graph, aborting);
      moves.forEach(move -> carryOut(execution.get(), course, move));
    } catch (Unavailable e) {
      throw e;
    } catch (Refusal e) {
      stopAll(execution.get());
      end(
          id,
          new Ending.Failed(
              code(execution.get(), e), String.valueOf(e.getMessage()), Failure.Kind.USER));
    } catch (RuntimeException e) {
      stopAll(execution.get());
      end(id, new Ending.Failed("GraphBroken", String.valueOf(e), Failure.Kind.SYSTEM));
      throw e;
    }
  }

  private String code(Execution graph, Refusal e) {
    return graph.role().kind() == Role.Kind.DYNAMIC && !running.containsKey(graph.id())
        ? Unfold.BUILD_FAILED
        : e.getClass().getSimpleName();
  }

  private Running open(Execution execution) {
    var document =
        reads
            .document(execution.id())
            .orElseThrow(() -> new IllegalStateException("no document of " + execution.id()));
    return new Running(graphs.open(engine, execution, document));
  }

  /** In the order in which they were begun. */
  private Map<String, Child> children(ExecutionId id, Running course) {
    var children = new LinkedHashMap<String, Child>();
    for (var child : reads.children(id)) {
      var node = child.role().parent().orElseThrow().node();
      children.put(node, known(course, node, child));
    }
    course.begun.forEach(node -> children.putIfAbsent(node, new Child.Live()));
    children.putAll(course.ended);
    return children;
  }

  private Child known(Running course, String node, Execution child) {
    if (!child.phase().terminal()) {
      return new Child.Live();
    }
    return course.ended.computeIfAbsent(node, _ -> ended(course, child));
  }

  private Child ended(Running course, Execution child) {
    if (child.phase() == ExecutionPhase.SUCCEEDED) {
      return new Child.Succeeded(
          tasks.outputs(child.id()).map(course.graph::read).orElse(Map.of()));
    }
    if (child.phase() == ExecutionPhase.ABORTED) {
      var cause = child.abort().map(Execution.Abort::cause).orElse("");
      return new Child.Failed("NodeAborted", "It was aborted: " + cause, true, true);
    }
    return child
        .error()
        .map(e -> failed(child, e))
        .orElseGet(() -> new Child.Failed("Unknown", "It failed without a word.", false, false));
  }

  private static Child failed(Execution child, Failure e) {
    var user = e.kind() == Failure.Kind.USER;
    return child.role().listed()
        ? new Child.Failed(
            Child.REMOTE, Child.remote(child.id().name(), e.code(), e.message()), user, false)
        : new Child.Failed(e.code(), e.message(), user, false);
  }

  private void carryOut(Execution execution, Running course, Move move) {
    var id = execution.id();
    switch (move) {
      case Move.Start start -> start(execution, course, start);
      case Move.Unbegun(var node, var inputs, var failure) ->
          unbegun(
              execution,
              course,
              execution.role().childOf(id, Optional.empty(), node.id()),
              inputs,
              failure);
      case Move.Stop(var node) -> {
        course.stopping = true;
        stop(execution, node);
      }
      case Move.Succeed(var outputs) -> succeed(id, course.graph, outputs);
      case Move.Fail(_, var why) ->
          end(
              id,
              new Ending.Failed(
                  why.code(), why.message(), why.user() ? Failure.Kind.USER : Failure.Kind.SYSTEM));
      case Move.Aborted() -> end(id, new Ending.Aborted());
    }
  }

  private void succeed(ExecutionId id, Graphs.Graph graph, Map<String, Literal> outputs) {
    var bytes = graph.write(outputs);
    var given = makers.given(id, bytes);
    if (given.isPresent() && given.get() instanceof Outcome.Failed(var failure)) {
      end(id, new Ending.Failed(failure.code(), failure.message(), failure.kind()));
      return;
    }
    var ending = new Ending.Succeeded(bytes, graph.references(outputs));
    loop.submit(new Command.EndGraph(id, ending, given));
  }

  private void start(Execution execution, Running course, Move.Start start) {
    var node = start.node().id();
    var id = UniqueId.ofChild(execution.id(), node);
    course.begun.add(node);
    try {
      begin(execution, course, start, id)
          .whenComplete((_, failure) -> begun(execution, course, start, failure));
    } catch (Unavailable e) {
      course.begun.remove(node);
      throw e;
    } catch (Refusal e) {
      begun(execution, course, start, e);
    }
  }

  private void unbegun(
      Execution execution,
      Running course,
      Role.Parent place,
      Map<String, Literal> inputs,
      Child.Failed failure) {
    loop.submit(new Command.FailNode(execution, place, course.graph.write(inputs), failure));
  }

  private CompletableFuture<Execution> begin(
      Execution execution, Running course, Move.Start start, ExecutionId id) {
    var parent = execution.role().childOf(execution.id(), start.branch(), start.node().id());
    var request = course.graph.request(start.node(), start.inputs(), id, parent);
    return course.failureNode(start.node())
        ? create(request)
        : goOn(execution, course, start.node().id(), request);
  }

  private CompletableFuture<Execution> create(Request request) {
    var reply = new CompletableFuture<Execution>();
    switch (request) {
      case Launch launch ->
          loop.submit(new Command.Create(launch, tasks.found(launch), false, reply));
      case GraphLaunch launch -> loop.submit(new Command.CreateGraph(launch, reply));
    }
    return reply;
  }

  /** Takes over what an earlier execution made at this place, or of a graph what its nodes made. */
  private CompletableFuture<Execution> goOn(
      Execution execution, Running course, String node, Request request) {
    var before = earlier.at(execution, node);
    for (var one : before) {
      var found = earlier.found(one, request, course.graph);
      if (found.isPresent()) {
        var reply = new CompletableFuture<Execution>();
        var whole = request.recovering(one.id());
        loop.submit(new Command.TakeOver(whole, found.get(), reply));
        return reply;
      }
    }
    return create(
        request.role().graph() && !before.isEmpty()
            ? request.recovering(before.getFirst().id())
            : request);
  }

  private void begun(
      Execution execution, Running course, Move.Start start, @Nullable Throwable failure) {
    var graph = execution.id();
    var node = start.node().id();
    switch (failure) {
      case null -> {
        if (course.stopping) {
          again(graph);
        }
      }
      case Conflict taken when taken.kind() == Conflict.Kind.NAME_TAKEN -> again(graph);
      case Unavailable _ -> {
        course.begun.remove(node); // the store is read anew, or asked by another
        loop.submit(new Command.AdvanceLater(graph));
      }
      default -> {
        var why =
            new Child.Failed(
                failure.getClass().getSimpleName(),
                String.valueOf(failure.getMessage()),
                failure instanceof Refusal,
                false);
        course.ended.put(node, why);
        unbegun(
            execution,
            course,
            execution.role().childOf(graph, start.branch(), node),
            start.inputs(),
            why);
        again(graph);
      }
    }
  }

  private void again(ExecutionId graph) {
    loop.submit(new Command.Advance(graph));
  }

  /** Nothing runs on under a graph that cannot go on. */
  private void stopAll(Execution execution) {
    reads.children(execution.id()).stream()
        .filter(child -> !child.phase().terminal())
        .forEach(child -> stop(execution, child.role().parent().orElseThrow().node()));
  }

  private void stop(Execution execution, String node) {
    var cause =
        execution
            .abort()
            .map(Execution.Abort::cause)
            .orElse("another node of the workflow has failed");
    var principal = execution.abort().map(Execution.Abort::principal).orElse("");
    var child = UniqueId.ofChild(execution.id(), node);
    // Who has ended meanwhile needs no end, and who is not there yet is stopped when it is.
    loop.submit(new Command.Terminate(child, cause, principal, new CompletableFuture<>()));
  }

  /** Ends a graph that a task made. */
  void stop(Effect.StopGraph stop) {
    loop.submit(
        new Command.Terminate(
            stop.graph(), stop.cause(), stop.principal(), new CompletableFuture<>()));
  }

  private void end(ExecutionId id, Ending ending) {
    loop.submit(new Command.EndGraph(id, ending, Optional.empty()));
  }

  /** How a graph ends. */
  sealed interface Ending {
    record Succeeded(byte[] outputs, List<String> references) implements Ending {}

    record Failed(String code, String message, Failure.Kind kind) implements Ending {}

    record Aborted() implements Ending {}
  }
}

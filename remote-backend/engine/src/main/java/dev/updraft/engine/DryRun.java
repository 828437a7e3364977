package dev.updraft.engine;

import dev.updraft.engine.FlightEvent.Found;
import dev.updraft.engine.graph.Child;
import dev.updraft.engine.graph.Move;
import dev.updraft.engine.graph.Plan;
import dev.updraft.model.Foreseen;
import dev.updraft.model.Foreseen.Outlook;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Launch;
import dev.updraft.model.Refusal;
import dev.updraft.model.Request;
import dev.updraft.types.Literal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request played through without running anything: a graph goes as far as remembered outputs
 * carry it, by the same rules as one that runs. A task that would run is taken for one that goes on
 * for ever.
 */
final class DryRun {
  private static final int MOST = 10_000;

  private final ControlPlane engine;
  private final Graphs graphs;
  private final Function<Launch, Optional<Found>> lookup;
  private final Function<Found, Optional<byte[]>> outputs;
  private final Instant now;
  private final List<Foreseen> foreseen = new ArrayList<>();

  /**
   * @param lookup what the catalog has for a call
   * @param outputs of what it has
   */
  DryRun(
      ControlPlane engine,
      Graphs graphs,
      Function<Launch, Optional<Found>> lookup,
      Function<Found, Optional<byte[]>> outputs,
      Instant now) {
    this.engine = engine;
    this.graphs = graphs;
    this.lookup = lookup;
    this.outputs = outputs;
    this.now = now;
  }

  List<Foreseen> of(Request request) {
    switch (request) {
      case Launch launch -> task("", launch);
      case GraphLaunch launch -> graph("", launch);
    }
    return List.copyOf(foreseen);
  }

  private void add(Foreseen one) {
    if (foreseen.size() == MOST) {
      throw new InvalidRequest(
          "A dry run looks at %d nodes at most, and this has more.".formatted(MOST));
    }
    foreseen.add(one);
  }

  /** The outputs, if they are remembered. */
  private Optional<byte[]> task(String path, Launch launch) {
    var hit = lookup.apply(launch);
    var remembered = hit.flatMap(outputs);
    var asks = launch.run().caching().filter(one -> !one.overwrite()).isPresent();
    var outlook = remembered.isPresent() ? Outlook.HIT : asks ? Outlook.MISS : Outlook.UNCACHED;
    add(
        new Foreseen(
            path,
            launch.run().task().name(),
            outlook,
            launch.inputs(),
            remembered.flatMap(_ -> hit.map(Found::artifact)),
            ""));
    return remembered;
  }

  /** The outputs, if all that it runs is remembered. */
  private Optional<Map<String, Literal>> graph(String path, GraphLaunch launch) {
    var execution = GraphRuns.arriving(launch, now);
    var graph =
        graphs.open(
            engine,
            execution,
            new Reads.Document(launch.spec(), launch.inputs(), Optional.empty(), Optional.empty()));
    var plan = unlimited(graph.plan());
    var children = new LinkedHashMap<String, Child>();
    while (true) {
      var begun = children.size();
      for (var move : plan.next(graph.inputs(), children, graph, false)) {
        switch (move) {
          case Move.Start start -> children.put(start.node().id(), begin(graph, launch, start));
          case Move.Unbegun(var node, _, var failure) -> {
            fail(below(path, node.id()), node.name(), failure.message());
            children.put(node.id(), failure);
          }
          case Move.Succeed(var results) -> {
            return Optional.of(results);
          }
          case Move.Fail(var node, var failure) -> {
            if (!children.containsKey(node)) {
              fail(below(path, node), node, failure.message());
            }
            return Optional.empty();
          }
          case Move.Stop _, Move.Aborted _ -> {
            return Optional.empty();
          }
        }
      }
      if (children.size() == begun) {
        return Optional.empty();
      }
    }
  }

  private Child begin(Graphs.Graph graph, GraphLaunch within, Move.Start start) {
    var node = start.node();
    var place = within.role().childOf(within.id(), start.branch(), node.id());
    try {
      return switch (graph.request(node, start.inputs(), within.id(), place)) {
        case Launch launch -> child(task(place.path(), launch).map(graph::read));
        case GraphLaunch launch -> {
          var results = graph(place.path(), launch);
          add(
              new Foreseen(
                  place.path(),
                  node.name(),
                  results.isPresent() ? Outlook.HIT : Outlook.MISS,
                  new byte[0],
                  Optional.empty(),
                  ""));
          yield child(results);
        }
      };
    } catch (Refusal e) {
      fail(place.path(), node.name(), String.valueOf(e.getMessage()));
      return Child.failed(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
    }
  }

  private static Child child(Optional<Map<String, Literal>> results) {
    return results.<Child>map(Child.Succeeded::new).orElseGet(Child.Live::new);
  }

  private void fail(String path, String name, String why) {
    add(new Foreseen(path, name, Outlook.FAIL, new byte[0], Optional.empty(), why));
  }

  private static String below(String path, String node) {
    return path.isEmpty() ? node : path + "/" + node;
  }

  /** How many run at once does not matter where nothing runs. */
  private static Plan unlimited(Plan plan) {
    return switch (plan) {
      case Plan.Whole(var workflow, _) -> new Plan.Whole(workflow, 0);
      case Plan.Map(var each, var lists, var outputs, _) -> new Plan.Map(each, lists, outputs, 0);
    };
  }
}

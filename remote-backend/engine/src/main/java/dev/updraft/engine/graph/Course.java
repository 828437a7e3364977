package dev.updraft.engine.graph;

import dev.updraft.model.Refusal;
import dev.updraft.model.Unavailable;
import dev.updraft.types.Literal;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a workflow stands, and what follows from it. A node is begun when all that it depends on
 * has ended well; a branch is the arm that its conditions choose; who failed decides by {@link
 * Workflow.OnFailure} what becomes of the others. Contract 3.2 and 3.3.
 */
final class Course {
  /** Flyte's code for a branch that says itself why nothing can be chosen (contract 5.6). */
  private static final String USER_PROVIDED = "UserProvidedError";

  private final Workflow workflow;
  private final int parallelism;
  private final Map<String, Child> children;
  private final boolean aborting;
  private final Values values;
  private final Map<String, Child> ended = new LinkedHashMap<>();
  private final Set<String> live = new LinkedHashSet<>();
  private final List<Move> moves = new ArrayList<>();
  private final List<Move> unbegun = new ArrayList<>();

  private Course(
      Plan.Whole plan,
      Map<String, Literal> inputs,
      Map<String, Child> children,
      NodeTypes types,
      boolean aborting) {
    this.workflow = plan.workflow();
    this.parallelism = plan.parallelism() == 0 ? Integer.MAX_VALUE : plan.parallelism();
    this.children = children;
    this.aborting = aborting;
    this.values = new Values(inputs, ended, types);
  }

  /**
   * @param children by node; the arms of branches are found by their own ids
   */
  static List<Move> next(
      Plan.Whole plan,
      Map<String, Literal> inputs,
      Map<String, Child> children,
      NodeTypes types,
      boolean aborting) {
    var course = new Course(plan, inputs, children, types, aborting);
    var moves = course.moves();
    return Stream.concat(course.unbegun.stream(), moves.stream()).toList();
  }

  private List<Move> moves() {
    children.forEach(
        (node, child) -> {
          if (child instanceof Child.Live) {
            live.add(node);
          }
        });
    if (aborting) {
      live.forEach(node -> moves.add(new Move.Stop(node)));
      return live.isEmpty() ? List.of(new Move.Aborted()) : moves;
    }
    var ready = ready();
    var failure = failure();
    if (failure.isPresent() && workflow.onFailure() == Workflow.OnFailure.FAIL_IMMEDIATELY) {
      live.forEach(node -> moves.add(new Move.Stop(node)));
      return live.isEmpty() ? end(failure.get()) : moves;
    }
    ready.stream().limit(Math.max(0, parallelism - live.size())).forEach(moves::add);
    if (!moves.isEmpty() || !live.isEmpty()) {
      return moves;
    }
    return failure.map(this::end).orElseGet(this::succeed);
  }

  /** Looks at all nodes, in the order in which they can end, and finds those that can begin. */
  private List<Move.Start> ready() {
    var ready = new ArrayList<Move.Start>();
    var open = new ArrayList<>(workflow.nodes());
    for (var found = true; found; ) {
      found = false;
      for (var iterator = open.iterator(); iterator.hasNext(); ) {
        var node = iterator.next();
        var stands = look(node, ready);
        if (stands != Stands.WAITS) {
          iterator.remove();
          found |= stands == Stands.ENDED;
        }
      }
    }
    return ready;
  }

  private enum Stands {
    WAITS,
    UNDER_WAY,
    ENDED
  }

  private Stands look(Node node, List<Move.Start> ready) {
    if (!node.dependencies().stream().allMatch(d -> ended.get(d) instanceof Child.Succeeded)) {
      return Stands.WAITS;
    }
    try {
      return stand(node, node, ready);
    } catch (Unavailable e) {
      throw e;
    } catch (Refusal e) {
      return failed(
          node, Child.failed(e.getClass().getSimpleName(), String.valueOf(e.getMessage())));
    } catch (Unbound e) {
      return failed(node, Child.failed(e.code(), sentence(node, e)));
    }
  }

  /** What its user said is Flyte's sentence. */
  private static String sentence(Node node, Unbound e) {
    return e.code().equals(USER_PROVIDED)
        ? "[%s] %s".formatted(e.code(), e.getMessage())
        : "Node '%s': %s".formatted(node.id(), e.getMessage());
  }

  private Stands failed(Node node, Child.Failed failure) {
    ended.put(node.id(), failure);
    if (!children.containsKey(node.id())) {
      unbegun.add(new Move.Unbegun(node, given(node), failure));
    }
    return Stands.ENDED;
  }

  private Map<String, Literal> given(Node node) {
    try {
      return values.inputs(node);
    } catch (Unbound _) {
      return Map.of();
    }
  }

  /**
   * @param place the node whose value it is: the branch for an arm
   */
  private Stands stand(Node place, Node node, List<Move.Start> ready) {
    return node.work() instanceof Work.Branch branch
        ? branch(place, node, branch, ready)
        : child(place, node, ready);
  }

  private Stands child(Node place, Node node, List<Move.Start> ready) {
    var child = children.get(node.id());
    if (child == null) {
      var branch = place == node ? Optional.<String>empty() : Optional.of(place.id());
      ready.add(new Move.Start(node, branch, values.inputs(node)));
      return Stands.UNDER_WAY;
    }
    if (child instanceof Child.Live) {
      return Stands.UNDER_WAY;
    }
    ended.put(place.id(), child);
    return Stands.ENDED;
  }

  private Stands branch(Node place, Node node, Work.Branch branch, List<Move.Start> ready) {
    var operands = values.inputs(node);
    for (var one : branch.cases()) {
      if (Conditions.hold(one.when(), operands)) {
        return stand(place, one.then(), ready);
      }
    }
    if (branch.otherwise().isPresent()) {
      return stand(place, branch.otherwise().get(), ready);
    }
    throw new Unbound(USER_PROVIDED, branch.error().orElseThrow());
  }

  /** The failure of the first node that failed by itself; else of one that was told to end. */
  private Optional<Move.Fail> failure() {
    var all = new LinkedHashMap<>(children);
    all.putAll(ended);
    Optional<Move.Fail> told = Optional.empty();
    for (var entry : all.entrySet()) {
      var failed = entry.getValue().failure();
      if (failed.isPresent() && !isFailureNode(entry.getKey())) {
        var move = new Move.Fail(entry.getKey(), failed.get());
        if (!failed.get().aborted()) {
          return Optional.of(move);
        }
        told = Optional.of(told.orElse(move));
      }
    }
    return told;
  }

  private boolean isFailureNode(String id) {
    return workflow.failureNode().filter(node -> node.id().equals(id)).isPresent();
  }

  /** The failure node runs once everything else has ended, and changes nothing of the failure. */
  private List<Move> end(Move.Fail failure) {
    var last = workflow.failureNode();
    if (last.isPresent() && !children.containsKey(last.get().id())) {
      try {
        return List.of(new Move.Start(last.get(), Optional.empty(), values.inputs(last.get())));
      } catch (Unbound _) {
        return List.of(failure); // it wants the output of a node that never had one
      }
    }
    return List.of(failure);
  }

  private List<Move> succeed() {
    try {
      return List.of(
          new Move.Succeed(values.of(workflow.outputs(), workflow.typedInterface().outputs())));
    } catch (Unbound e) {
      return List.of(
          new Move.Fail(
              Workflow.END_NODE, Child.failed(e.code(), "The result: " + e.getMessage())));
    }
  }
}

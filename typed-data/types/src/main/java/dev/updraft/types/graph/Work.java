package dev.updraft.types.graph;

import dev.updraft.types.LiteralType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What stands at a {@link Node}. */
public sealed interface Work {
  /** A task. */
  record Task(Reference task) implements Work {}

  /** Another graph, run within the same execution. */
  record SubWorkflow(Reference workflow) implements Work {}

  /** An execution of its own. */
  record LaunchPlan(Reference launchPlan) implements Work {}

  /**
   * The first case whose condition holds, else {@code otherwise}, else {@code error}. The operands
   * of conditions are the branch node's own inputs. Its outputs are those common to all arms.
   *
   * @param cases at least one
   * @param error the message of a failure when nothing holds
   */
  record Branch(List<Case> cases, Optional<Node> otherwise, Optional<String> error)
      implements Work {
    public Branch {
      cases = List.copyOf(cases);
      if (cases.isEmpty()) {
        throw new IllegalArgumentException("A branch needs at least one case.");
      }
      if (otherwise.isPresent() == error.isPresent()) {
        throw new IllegalArgumentException(
            "A branch needs either a node or an error for when no case holds.");
      }
    }

    /** The arms, in order. */
    public List<Node> nodes() {
      var nodes = new ArrayList<Node>();
      cases.forEach(one -> nodes.add(one.then()));
      otherwise.ifPresent(nodes::add);
      return nodes;
    }
  }

  /** Nothing is run: who comes later waits until the gate opens. */
  record Gate(Opening opening) implements Work {}

  /** What opens a gate. */
  sealed interface Opening {
    /** Somebody's consent; the gate gives what it is given. */
    record Approval(String signal) implements Opening {}

    /** A value that somebody sends, which is the gate's output. */
    record Value(String signal, LiteralType type, String output) implements Opening {}

    /** A time that passes. */
    record Time(Duration span) implements Opening {}
  }

  /** An arm of a branch. */
  record Case(Condition when, Node then) {}

  /**
   * The same work for each element of a list: {@code core.ArrayNode}. Inputs that are lists are
   * taken apart, those in {@code bound} are given whole; each output becomes a list.
   *
   * @param node whose work is done; its own inputs are empty
   * @param parallelism how many at once; empty = as the workflow allows
   * @param minSuccesses how many must succeed; with fewer than all the outputs are lists of
   *     optionals
   * @param listTyped whether the work's own interface speaks of the lists already, as flytekit
   *     declares a mapped task; else it speaks of one element
   */
  record Each(
      Node node,
      List<String> bound,
      OptionalInt parallelism,
      OptionalInt minSuccesses,
      OptionalDouble minSuccessRatio,
      boolean listTyped)
      implements Work {
    public Each {
      bound = List.copyOf(bound);
    }

    /** Of work that speaks of one element. */
    public Each(
        Node node,
        List<String> bound,
        OptionalInt parallelism,
        OptionalInt minSuccesses,
        OptionalDouble minSuccessRatio) {
      this(node, bound, parallelism, minSuccesses, minSuccessRatio, false);
    }

    /** Whether some elements may fail, so that the outputs are lists of optionals. */
    public boolean mayMiss() {
      return minSuccesses.isPresent()
          || minSuccessRatio.isPresent() && minSuccessRatio.getAsDouble() < 1;
    }
  }
}

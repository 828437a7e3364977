package dev.updraft.workflow;

import dev.updraft.task.closure.CellPosition;
import dev.updraft.task.closure.TaskSignature;
import dev.updraft.types.graph.Condition.Operator;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A method that was read as a graph. It knows what is called with what, by names; {@link
 * CompileWorkflow} adds the types.
 *
 * @param key the method's name among the notebook's members: {@code m:report(java.lang.String)}
 * @param nodes in the order of the text
 * @param result empty for a method that returns nothing
 * @param calls the tasks and workflows that are called, in the order of the text
 * @param source what the notebook has to evaluate: the cell, with what JShell needs put in
 * @param imports the imports at the cell's top level, each as a line of Java
 */
public record WorkflowDraft(
    String key,
    TaskSignature signature,
    List<DraftNode> nodes,
    Optional<Value> result,
    Place place,
    Set<Called> calls,
    String source,
    List<String> imports) {
  public WorkflowDraft {
    nodes = List.copyOf(nodes);
    calls = Collections.unmodifiableSet(new LinkedHashSet<>(calls));
    imports = List.copyOf(imports);
  }

  /** Where something stands, with the user's line and a caret. */
  public record Place(CellPosition at, String excerpt) {}

  /**
   * A node.
   *
   * @param name for people
   * @param after nodes that must have ended first though nothing of theirs is used
   */
  public record DraftNode(String id, String name, DraftWork work, Set<String> after, Place place) {
    public DraftNode {
      after = Collections.unmodifiableSet(new LinkedHashSet<>(after));
    }

    DraftNode alsoAfter(Set<String> more) {
      var all = new LinkedHashSet<>(after);
      all.addAll(more);
      return new DraftNode(id, name, work, all, place);
    }
  }

  /** What stands at a node. */
  public sealed interface DraftWork {
    /** A call, its arguments by the parameters' names. */
    record Call(Called called, Map<String, Value> arguments) implements DraftWork {
      public Call {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
      }
    }

    /**
     * A call for each element of a list.
     *
     * @param bound the parameters that get the same value each time; those of the others are lists
     */
    record Each(Called called, Map<String, Value> arguments, List<String> bound)
        implements DraftWork {
      public Each {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        bound = List.copyOf(bound);
      }
    }

    /** The first arm whose condition holds. */
    record Branch(List<DraftCase> cases, Arm otherwise) implements DraftWork {
      public Branch {
        cases = List.copyOf(cases);
      }
    }
  }

  /** An arm with its condition. */
  public record DraftCase(DraftCondition when, Arm then) {}

  /**
   * What one arm of a branch does.
   *
   * @param value what the branch's variable is then; empty when there is none
   */
  public record Arm(List<DraftNode> nodes, Optional<Value> value, Place place) {
    public Arm {
      nodes = List.copyOf(nodes);
    }
  }

  /** A condition without "not". */
  public sealed interface DraftCondition {
    record Comparison(Value left, Operator operator, Value right, Place place)
        implements DraftCondition {}

    record And(DraftCondition left, DraftCondition right) implements DraftCondition {}

    record Or(DraftCondition left, DraftCondition right) implements DraftCondition {}
  }
}

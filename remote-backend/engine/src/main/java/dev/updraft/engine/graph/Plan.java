package dev.updraft.engine.graph;

import dev.updraft.types.Literal;
import dev.updraft.types.graph.Binding;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import dev.updraft.types.graph.Workflow;
import java.util.LinkedHashMap;
import java.util.List;

/** A graph that an execution runs. */
public sealed interface Plan {
  /**
   * What is to be done now: nothing when all that can go on is under way.
   *
   * @param children what was begun, by node
   * @param aborting whether the graph was told to end
   */
  default List<Move> next(
      java.util.Map<String, Literal> inputs,
      java.util.Map<String, Child> children,
      NodeTypes types,
      boolean aborting) {
    return switch (this) {
      case Whole whole -> Course.next(whole, inputs, children, types, aborting);
      case Map map -> MapCourse.next(map, inputs, children, aborting);
    };
  }

  /**
   * A workflow, or one that it runs as a node.
   *
   * @param parallelism how many nodes at once; 0 = as many as are ready
   */
  record Whole(Workflow workflow, int parallelism) implements Plan {}

  /**
   * The same work for each element.
   *
   * @param lists the inputs that are taken apart
   * @param outputs the work's outputs, each of which becomes a list
   * @param parallelism how many elements at once; 0 = as many as there are
   */
  record Map(Work.Each each, List<String> lists, List<String> outputs, int parallelism)
      implements Plan {
    public Map {
      lists = List.copyOf(lists);
      outputs = List.copyOf(outputs);
    }

    /** The node of one element; its inputs are known and not bound. */
    Node element(int index) {
      var node = each.node();
      return new Node(
          elementId(index),
          node.name(),
          java.util.Map.<String, Binding>of(),
          List.of(),
          node.options(),
          node.work());
    }

    /**
     * Whether each element is given the lists whole and takes its own by its number, as flytekit's
     * mapped tasks do.
     */
    public boolean whole() {
      return each.listTyped();
    }

    /** What is one element's own: of each list one. */
    public java.util.Map<String, Literal> element(
        int index, java.util.Map<String, Literal> inputs) {
      var one = new LinkedHashMap<>(inputs);
      lists.forEach(
          name -> one.computeIfPresent(name, (n, list) -> Values.elements(n, list).get(index)));
      return one;
    }

    static String elementId(int index) {
      return Integer.toString(index);
    }
  }
}

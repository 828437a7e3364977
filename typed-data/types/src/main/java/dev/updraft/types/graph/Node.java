package dev.updraft.types.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * One place in a workflow.
 *
 * @param id {@code [a-z0-9-]}, at most 20 letters, unique within its workflow
 * @param name for people: the called method's
 * @param inputs by the input's name
 * @param upstream nodes that must have ended first though no value of theirs is used
 * @param options what the place says of how its work is run; empty = as the task says
 */
public record Node(
    String id,
    String name,
    Map<String, Binding> inputs,
    List<String> upstream,
    NodeOptions options,
    Work work) {
  public Node {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    upstream = List.copyOf(upstream);
  }

  /**
   * The nodes that must have ended before this one starts: those named and those whose outputs it
   * uses, the arms of a branch included. Never {@link Workflow#START_NODE}.
   */
  public SequencedSet<String> dependencies() {
    var found = new ArrayList<String>(upstream);
    inputs.values().forEach(binding -> found.addAll(binding.nodes()));
    if (work instanceof Work.Branch branch) {
      branch.nodes().forEach(inner -> found.addAll(inner.dependencies()));
    }
    var others = new LinkedHashSet<>(found);
    others.remove(Workflow.START_NODE);
    return others;
  }
}

package dev.updraft.workflow;

import dev.updraft.workflow.WorkflowDraft.DraftNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** A method's body, or an arm of a branch, while it is being read. */
final class Scope {
  private final Map<Element, Value> values;
  private final Set<Element> own = new HashSet<>();
  private final Map<Element, Value> assigned = new LinkedHashMap<>();
  private final List<DraftNode> nodes = new ArrayList<>();
  private Set<String> barrier = Set.of();
  private @Nullable Value returned;
  private boolean ended;

  Scope() {
    this.values = new HashMap<>();
  }

  private Scope(Scope around) {
    this.values = new HashMap<>(around.values);
  }

  /** An arm, which sees what is known here. */
  Scope arm() {
    return new Scope(this);
  }

  void declare(Element variable) {
    own.add(variable);
  }

  void declare(Element variable, Value value) {
    own.add(variable);
    values.put(variable, value);
  }

  /** Whether a variable is this scope's own, and not one of the scope around it. */
  boolean owns(Element variable) {
    return own.contains(variable);
  }

  Optional<Value> value(Element variable) {
    return Optional.ofNullable(values.get(variable));
  }

  void assign(Element variable, Value value) {
    values.put(variable, value);
    if (!own.contains(variable)) {
      assigned.put(variable, value);
    }
  }

  /** The variables of the scope around that this one gives a value. */
  Map<Element, Value> assigned() {
    return assigned;
  }

  void add(DraftNode node) {
    nodes.add(node.alsoAfter(barrier));
  }

  List<DraftNode> nodes() {
    return nodes;
  }

  /** Whether a node stands here, and if so, how far down. */
  int indexOf(String id) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** Lets a node wait for others. */
  void after(int index, Set<String> earlier) {
    nodes.set(index, nodes.get(index).alsoAfter(earlier));
  }

  /** Lets all nodes to come wait for all that are there. */
  void raiseBarrier() {
    var all = new LinkedHashSet<String>();
    nodes.forEach(node -> all.add(node.id()));
    nodes.forEach(node -> all.removeAll(node.after()));
    barrier = all;
  }

  /** Ends the scope with a {@code return}. */
  void end(@Nullable Value value) {
    ended = true;
    returned = value;
  }

  /** Whether a {@code return} was read. */
  boolean hasEnded() {
    return ended;
  }

  Optional<Value> returned() {
    return Optional.ofNullable(returned);
  }
}

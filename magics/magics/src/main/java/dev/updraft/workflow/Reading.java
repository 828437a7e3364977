package dev.updraft.workflow;

import com.sun.source.tree.Tree;
import dev.updraft.task.closure.AttributedCell;
import dev.updraft.task.closure.Refusal;
import dev.updraft.workflow.WorkflowDraft.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Element;

/** What all who read one method share: the method, the ids given so far, and what was refused. */
final class Reading {
  static final int MOST_NODES = 100;

  private final AttributedCell cell;
  private final Function<String, Optional<Called>> declared;
  private final Set<Called> calls = new LinkedHashSet<>();
  private final Set<Refusal> refusals = new LinkedHashSet<>();
  private final List<Tree> explained = new ArrayList<>();
  private int nodes;

  Reading(AttributedCell cell, Function<String, Optional<Called>> declared) {
    this.cell = cell;
    this.declared = declared;
  }

  AttributedCell cell() {
    return cell;
  }

  /** The id of the next node. */
  String nextNode(Tree at) {
    if (nodes == MOST_NODES) {
      refuse(
          at,
          "this is node " + (MOST_NODES + 1) + "; a workflow has at most " + MOST_NODES + ".",
          "move a part of it into a workflow of its own and call that, or map over a list.");
    }
    return "n" + nodes++;
  }

  /** What a method of the notebook was declared as. */
  Optional<Called> declared(Element method) {
    var called = cell.member(method).flatMap(declared);
    called.ifPresent(calls::add);
    return called;
  }

  Set<Called> calls() {
    return calls;
  }

  /** Refuses a tree, unless the compiler does so itself. */
  Value refuse(Tree tree, String what, String wayOut) {
    if (!cell.isBroken(tree)) {
      refusals.add(cell.refusal(tree, what, wayOut));
    }
    return new Value.Unreadable();
  }

  /** Refuses a tree, whatever the compiler says about it. */
  Value refuseFirst(Tree tree, String what, String wayOut) {
    explained.add(tree);
    refusals.add(cell.refusal(tree, what, wayOut));
    return new Value.Unreadable();
  }

  /** What the compiler has to say that nobody said better. */
  List<Refusal> problems() {
    return cell.problems(explained);
  }

  void refuse(Refusal refusal) {
    refusals.add(refusal);
  }

  Collection<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  /** The whole name of the type that declares a method or field. */
  static String owner(Element member) {
    return String.valueOf(member.getEnclosingElement());
  }

  Place place(Tree tree) {
    var refusal = cell.refusal(tree, "", "");
    return new Place(refusal.at(), refusal.excerpt());
  }
}

package dev.updraft.task.closure;

import dev.updraft.task.closure.Attribution.Node;
import dev.updraft.task.closure.References.Use;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Follows symbols from the task, nearest first: what it reaches is the closure, and what it must
 * not reach is refused.
 */
final class Reach {
  private final Attribution attribution;
  private final Refuse refuse;
  private final Map<Node, Optional<Node>> cameFrom = new LinkedHashMap<>();
  private final Set<Refusal> refusals = new LinkedHashSet<>();
  private boolean guessedType;

  private Reach(Attribution attribution, Refuse refuse) {
    this.attribution = attribution;
    this.refuse = refuse;
  }

  /**
   * Everything that the task reaches; throws {@link CaptureRefused} with everything that it must
   * not.
   */
  static Reach from(Node task, Attribution attribution, Unit unit, Refuse refuse) {
    var reach = new Reach(attribution, refuse);
    reach.follow(task);
    reach.compilerProblems(unit);
    if (!reach.refusals.isEmpty()) {
      throw new CaptureRefused(List.copyOf(reach.refusals));
    }
    return reach;
  }

  /** The members reached, the task first. */
  Set<Node> nodes() {
    return Collections.unmodifiableSet(cameFrom.keySet());
  }

  /** The member that led to another one. */
  Optional<Node> cameFrom(Node node) {
    return cameFrom.getOrDefault(node, Optional.empty());
  }

  private void follow(Node task) {
    var waiting = new ArrayDeque<Node>();
    cameFrom.put(task, Optional.empty());
    waiting.add(task);
    while (!waiting.isEmpty()) {
      var node = waiting.remove();
      var uses = References.of(node.path(), attribution);
      uses.sort(Comparator.comparingInt(Use::offset));
      // A name that a member uses ten times is one problem of it.
      var seen = new HashSet<Element>();
      for (var use : uses) {
        var target = attribution.owner(use.target());
        if (target.isEmpty()) {
          if (seen.add(use.target())) {
            refuse.foreign(use, node, chain(node)).ifPresent(refusals::add);
          }
        } else if (!cameFrom.containsKey(target.get()) && seen.add(target.get().element())) {
          reached(target.get(), use, node, waiting);
        }
      }
    }
  }

  private void reached(Node target, Use use, Node from, ArrayDeque<Node> waiting) {
    var refusal = refuse.member(target, use, from, chain(from));
    if (refusal.isPresent()) {
      refusals.add(refusal.get());
      guessedType |= target.member() instanceof Member.Stub stub && !stub.isExact();
    } else {
      cameFrom.put(target, Optional.of(from));
      waiting.add(target);
    }
  }

  /** The display names from the task to a member. */
  private List<String> chain(Node node) {
    var chain = new ArrayList<String>();
    for (Optional<Node> each = Optional.of(node); each.isPresent(); each = cameFrom(each.get())) {
      chain.add(each.get().member().name());
    }
    Collections.reverse(chain);
    return chain;
  }

  /** Errors of members that are in the unit but not reached concern nobody. */
  private void compilerProblems(Unit unit) {
    if (guessedType) {
      return;
    }
    for (Diagnostic<? extends JavaFileObject> problem : attribution.problems()) {
      unit.memberAt(problem.getPosition())
          .flatMap(attribution::at)
          .filter(cameFrom::containsKey)
          .ifPresent(node -> refusals.add(refuse.problem(problem, node, chain(node))));
    }
  }
}

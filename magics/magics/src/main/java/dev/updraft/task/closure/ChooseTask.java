package dev.updraft.task.closure;

import dev.updraft.task.closure.Attribution.Node;
import dev.updraft.task.closure.Refusal.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which method of a cell is the task: the one that the magic line names; else the only one; else
 * the only one that no other method of the cell calls, for helpers are called and the task is not.
 * In doubt the user is asked.
 */
final class ChooseTask {
  private final Attribution attribution;
  private final String kind;

  /** Chooses among attributed methods; {@code kind} is what the cell declares, for messages. */
  ChooseTask(Attribution attribution, String kind) {
    this.attribution = attribution;
    this.kind = kind;
  }

  Node of(TaskCell cell, Optional<String> name) {
    var methods = cell.methods();
    if (methods.isEmpty()) {
      throw new CaptureRefused(noMethod(cell));
    }
    var named = methods.stream().filter(method -> name.equals(Optional.of(method.name()))).toList();
    if (named.size() > 1) {
      throw new CaptureRefused(overloaded(named));
    }
    if (named.size() == 1) {
      return node(named.getFirst());
    }
    var candidates = methods.size() == 1 ? methods : notCalled(methods);
    if (candidates.size() > 1
        && candidates.stream().map(Declaration::name).distinct().count() == 1) {
      throw new CaptureRefused(overloaded(candidates));
    }
    if (candidates.size() != 1) {
      throw new CaptureRefused(several(candidates.isEmpty() ? methods : candidates));
    }
    var task = candidates.getFirst();
    var same = methods.stream().filter(method -> method.name().equals(task.name())).toList();
    if (same.size() > 1) {
      throw new CaptureRefused(overloaded(same));
    }
    return node(task);
  }

  private Node node(Declaration declaration) {
    return find(declaration)
        .orElseThrow(() -> new CaptureRefused(overloaded(List.of(declaration, declaration))));
  }

  @SuppressWarnings("ReferenceEquality") // this declaration, not one of the same text
  private Optional<Node> find(Declaration declaration) {
    return attribution.nodes().stream()
        .filter(node -> node.member().declaration() == declaration)
        .findFirst();
  }

  private List<Declaration> notCalled(List<Declaration> methods) {
    Set<Node> called = new HashSet<>();
    for (var method : methods) {
      var caller = find(method);
      caller.ifPresent(
          node ->
              References.of(node.path(), attribution).stream()
                  .flatMap(use -> attribution.owner(use.target()).stream())
                  .filter(target -> !target.equals(node))
                  .forEach(called::add));
    }
    return methods.stream()
        .filter(method -> find(method).stream().noneMatch(called::contains))
        .toList();
  }

  private Refusal noMethod(TaskCell cell) {
    return new Refusal(
        Reason.WHICH_METHOD,
        "the cell declares no method, so there is no " + kind + ".",
        cell.text().at(0),
        "",
        List.of(),
        "write one method at the top level of the cell; types and helpers may stand beside it.");
  }

  private Refusal several(List<Declaration> candidates) {
    var second = candidates.get(1);
    return new Refusal(
        Reason.WHICH_METHOD,
        "the cell declares several methods that could be the "
            + kind
            + ": "
            + candidates.stream()
                .map(Declaration::name)
                .distinct()
                .collect(Collectors.joining(", "))
            + ".",
        second.text().at(0),
        second.text().excerpt(0),
        List.of(),
        "name it in the first line (%%"
            + kind
            + " "
            + candidates.getFirst().name()
            + "), or give each "
            + kind
            + " a cell of its own.");
  }

  private Refusal overloaded(List<Declaration> overloads) {
    var second = overloads.get(1);
    return new Refusal(
        Reason.SIGNATURE,
        "the cell declares '"
            + second.name()
            + "' more than once; a "
            + kind
            + " has one signature.",
        second.text().at(0),
        second.text().excerpt(0),
        List.of(),
        "give the other one a name of its own.");
  }
}

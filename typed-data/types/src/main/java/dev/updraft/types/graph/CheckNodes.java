package dev.updraft.types.graph;

import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.Nearest;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the nodes of one workflow run, and what is bound to it. */
final class CheckNodes {
  /** What Flyte binds itself at a failure node. */
  private static final String ERROR = "err";

  private final Workflow workflow;
  private final Offers offers;
  private final Collection<Problem> problems;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  CheckNodes(Workflow workflow, Offers offers, Collection<Problem> problems) {
    this.workflow = workflow;
    this.offers = offers;
    this.problems = problems;
    workflow.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
  }

  void check() {
    workflow.nodes().forEach(node -> node(node, false));
    workflow.failureNode().ifPresent(node -> node(node, true));
    bound(
        "",
        "output",
        "it",
        Offers.types(workflow.typedInterface().outputs()),
        Set.of(),
        workflow.outputs());
  }

  private void node(Node node, boolean onFailure) {
    switch (node.work()) {
      case Work.Branch branch -> branch(node, branch);
      case Work.Each each -> {
        present(each.node(), node.id());
        offers.of(each.node()).ifPresent(one -> mapped(node, each, one));
        inputs(node, onFailure);
      }
      case Work.Gate gate -> gate(node, gate);
      case Work.Task _, Work.SubWorkflow _, Work.LaunchPlan _ -> {
        present(node, node.id());
        inputs(node, onFailure);
      }
    }
  }

  /** What is bound at a gate that asks for consent is what it gives: of any type. */
  private void gate(Node node, Work.Gate gate) {
    if (gate.opening() instanceof Work.Opening.Approval) {
      node.inputs()
          .forEach((name, binding) -> types(node.id()).of("input '" + name + "'", binding));
    } else {
      bound(node.id(), "input", callee(node), Map.of(), Set.of(), node.inputs());
    }
  }

  private void inputs(Node node, boolean onFailure) {
    offers
        .of(node)
        .ifPresent(
            offer -> {
              var optional = new HashSet<>(offer.optional());
              if (onFailure) {
                optional.add(ERROR);
              }
              bound(node.id(), "input", callee(node), offer.inputs(), optional, node.inputs());
            });
  }

  /** That what a node runs is there. */
  private void present(Node node, String place) {
    if (node.work() instanceof Work.Branch
        || node.work() instanceof Work.Gate
        || offers.of(node).isPresent()) {
      return;
    }
    boolean travels = node.work() instanceof Work.SubWorkflow;
    problem(
        place,
        "it runs "
            + callee(node)
            + ", which "
            + (travels ? "does not travel with this workflow" : "is not registered"),
        travels
            ? "Send it among the sub-workflows."
            : "Register it first, and check its project, domain and version.");
  }

  private static String callee(Node node) {
    return switch (node.work()) {
      case Work.Task(Reference task) -> "task " + shown(task);
      case Work.SubWorkflow(Reference inner) -> "workflow " + shown(inner);
      case Work.LaunchPlan(Reference plan) -> "launch plan " + shown(plan);
      case Work.Each each -> callee(each.node());
      case Work.Branch _ -> "a branch";
      case Work.Gate _ -> "a gate";
    };
  }

  private static String shown(Reference reference) {
    return "'"
        + reference.name()
        + "'"
        + (reference.version().isEmpty() ? "" : " (version " + reference.version() + ")");
  }

  private void mapped(Node node, Work.Each each, Offers.Offer one) {
    for (var name : each.bound()) {
      if (!one.inputs().containsKey(name)) {
        problem(
            node.id(),
            "it gives '%s' whole to each element, but %s takes no such input"
                .formatted(name, callee(node)),
            Nearest.hint(name, one.inputs().keySet()) + takes(one.inputs()));
      }
    }
    if (one.inputs().keySet().stream().allMatch(each.bound()::contains)) {
      problem(
          node.id(),
          "it maps " + callee(node) + " over nothing: none of its inputs is taken from a list",
          "Leave one of them out of those that are given whole.");
    }
  }

  private void branch(Node node, Work.Branch branch) {
    var operands = new LinkedHashMap<String, Optional<LiteralType>>();
    var types = types(node.id());
    node.inputs()
        .forEach(
            (name, binding) -> operands.put(name, types.of("operand '" + name + "'", binding)));
    var conditions = new CheckConditions(workflow, node.id(), operands, problems);
    branch.cases().forEach(one -> conditions.check(one.when()));
    branch.nodes().forEach(arm -> node(arm, false));
    offers
        .of(node)
        .ifPresent(common -> common.outputs().forEach((name, t) -> alike(node, branch, name, t)));
  }

  private void alike(Node node, Work.Branch branch, String output, LiteralType first) {
    branch.nodes().stream()
        .flatMap(arm -> offers.of(arm).stream())
        .map(offer -> offer.outputs().get(output))
        .filter(type -> type != null && !Offers.same(first, type))
        .findFirst()
        .ifPresent(
            other ->
                problem(
                    node.id(),
                    "output '%s' is %s in one arm, but %s in another"
                        .formatted(output, first.inWords(), other.inWords()),
                    "Let all arms give one type."));
  }

  private void bound(
      String node,
      String kind,
      String callee,
      Map<String, LiteralType> declared,
      Set<String> optional,
      Map<String, Binding> given) {
    var types = types(node);
    declared.forEach(
        (name, type) -> {
          var binding = given.get(name);
          if (binding != null) {
            types.check(kind + " '" + name + "'", type, binding);
          } else if (!optional.contains(name) && !isOptional(type)) {
            problem(
                node,
                "%s '%s' is not bound; it is %s".formatted(kind, name, type.inWords()),
                kind.equals("input")
                    ? "Bind it to a value or to another node's output."
                    : "Bind it to a node's output.");
          }
        });
    given.keySet().stream()
        .filter(name -> !declared.containsKey(name))
        .forEach(
            name ->
                problem(
                    node,
                    "it binds '%s', but %s has no such %s".formatted(name, callee, kind),
                    Nearest.hint(name, declared.keySet())
                        + (kind.equals("input") ? takes(declared) : gives(declared))));
  }

  private CheckTypes types(String node) {
    return new CheckTypes(workflow, node, nodes, offers, problems);
  }

  private static boolean isOptional(LiteralType type) {
    return type instanceof LiteralType.Union(var variants)
        && variants.stream()
            .anyMatch(
                variant ->
                    variant instanceof LiteralType.Simple(SimpleKind kind, var tag)
                        && kind == SimpleKind.NONE);
  }

  private static String takes(Map<String, LiteralType> declared) {
    return declared.isEmpty()
        ? "It takes no inputs: leave it out."
        : "It takes: " + String.join(", ", declared.keySet()) + ".";
  }

  private static String gives(Map<String, LiteralType> declared) {
    return declared.isEmpty()
        ? "It declares no outputs: leave it out."
        : "It declares: " + String.join(", ", declared.keySet()) + ".";
  }

  private void problem(String node, String what, String fix) {
    problems.add(new Problem(workflow.id(), node, what, fix));
  }
}

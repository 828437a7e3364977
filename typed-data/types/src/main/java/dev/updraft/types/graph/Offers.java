package dev.updraft.types.graph;

import dev.updraft.types.Casts;
import dev.updraft.types.LiteralType;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the nodes of one workflow take and give. */
final class Offers {
  private final Map<Reference, Workflow> subWorkflows;
  private final Interfaces interfaces;
  private final Map<Node, Optional<Offer>> known = new IdentityHashMap<>();

  Offers(Map<Reference, Workflow> subWorkflows, Interfaces interfaces) {
    this.subWorkflows = subWorkflows;
    this.interfaces = interfaces;
  }

  /**
   * What a node takes and gives.
   *
   * @param inputs empty for a branch, which takes what its conditions look at
   * @param optional the inputs that may stay unbound
   */
  record Offer(
      Map<String, LiteralType> inputs, Set<String> optional, Map<String, LiteralType> outputs) {}

  /** Empty when what the node runs is not there. */
  Optional<Offer> of(Node node) {
    var found = known.get(node);
    if (found == null) {
      found = find(node);
      known.put(node, found);
    }
    return found;
  }

  private Optional<Offer> find(Node node) {
    return switch (node.work()) {
      case Work.Task(Reference task) -> interfaces.task(task).map(typed -> offer(typed, Set.of()));
      case Work.SubWorkflow(Reference workflow) ->
          Optional.ofNullable(subWorkflows.get(workflow))
              .map(found -> offer(found.typedInterface(), Set.of()));
      case Work.LaunchPlan(Reference plan) ->
          interfaces
              .launchPlan(plan)
              .map(found -> offer(found.typedInterface(), found.withDefault()));
      case Work.Branch branch -> branch(branch);
      case Work.Gate(Work.Opening opening) -> gate(opening);
      case Work.Each each -> of(each.node()).map(one -> each.listTyped() ? one : each(each, one));
    };
  }

  /** What one that asks for consent gives follows from what is bound to it. */
  private static Optional<Offer> gate(Work.Opening opening) {
    return switch (opening) {
      case Work.Opening.Approval _ -> Optional.empty();
      case Work.Opening.Time _ -> Optional.of(new Offer(Map.of(), Set.of(), Map.of()));
      case Work.Opening.Value(_, LiteralType type, String output) ->
          Optional.of(new Offer(Map.of(), Set.of(), Map.of(output, type)));
    };
  }

  private static Offer offer(TypedInterface typed, Set<String> optional) {
    return new Offer(types(typed.inputs()), optional, types(typed.outputs()));
  }

  static Map<String, LiteralType> types(Map<String, Variable> variables) {
    var types = new LinkedHashMap<String, LiteralType>();
    variables.forEach((name, variable) -> types.put(name, variable.type()));
    return types;
  }

  /** What all arms give. Those whose work is not there are left out of it. */
  private Optional<Offer> branch(Work.Branch branch) {
    List<Map<String, LiteralType>> arms =
        branch.nodes().stream().flatMap(arm -> of(arm).stream()).map(Offer::outputs).toList();
    if (arms.size() < branch.nodes().size()) {
      return Optional.empty();
    }
    var common = new LinkedHashMap<>(arms.getFirst());
    arms.forEach(arm -> common.keySet().retainAll(arm.keySet()));
    return Optional.of(new Offer(Map.of(), Set.of(), common));
  }

  private static Offer each(Work.Each each, Offer one) {
    var inputs = new LinkedHashMap<String, LiteralType>();
    one.inputs()
        .forEach(
            (name, type) -> inputs.put(name, each.bound().contains(name) ? type : listOf(type)));
    var outputs = new LinkedHashMap<String, LiteralType>();
    one.outputs()
        .forEach(
            (name, type) ->
                outputs.put(name, listOf(each.mayMiss() ? LiteralType.optional(type) : type)));
    return new Offer(inputs, one.optional(), outputs);
  }

  static LiteralType listOf(LiteralType type) {
    return new LiteralType.Collection(type, Optional.empty());
  }

  static boolean same(LiteralType one, LiteralType other) {
    return Casts.accepts(one, other) && Casts.accepts(other, one);
  }
}

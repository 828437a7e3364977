package dev.updraft.types.graph;

import dev.updraft.types.Casts;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.Literals;
import dev.updraft.types.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of what is bound at one node, or at the workflow's end. */
final class CheckTypes {
  private static final LiteralType NONE = LiteralType.simple(LiteralType.SimpleKind.NONE);

  private final Workflow workflow;
  private final String node;
  private final Map<String, Node> nodes;
  private final Offers offers;
  private final Collection<Problem> problems;

  CheckTypes(
      Workflow workflow,
      String node,
      Map<String, Node> nodes,
      Offers offers,
      Collection<Problem> problems) {
    this.workflow = workflow;
    this.node = node;
    this.nodes = nodes;
    this.offers = offers;
    this.problems = problems;
  }

  /**
   * That what is bound fits.
   *
   * @param what is bound, for a sentence: {@code input 'a'}
   */
  void check(String what, LiteralType declared, Binding binding) {
    switch (binding) {
      case Binding.Value(Literal literal) ->
          Literals.mismatch(literal, declared)
              .ifPresent(
                  mismatch ->
                      problem(what + " " + mismatch, "Bind " + declared.inWords() + " to it."));
      case Binding.Promise promise ->
          of(what, promise)
              .filter(actual -> !Casts.accepts(declared, actual))
              .ifPresent(
                  actual ->
                      mismatch(what, declared, actual.inWords() + " (" + shown(promise) + ")"));
      case Binding.Items(var elements) -> items(what, declared, binding, elements);
      case Binding.Entries(var entries) -> entries(what, declared, binding, entries);
    }
  }

  private void items(String what, LiteralType declared, Binding binding, List<Binding> elements) {
    switch (declared) {
      case LiteralType.Collection(LiteralType element, var tag) -> {
        for (int i = 0; i < elements.size(); i++) {
          check(what + "[" + i + "]", element, elements.get(i));
        }
      }
      case LiteralType.Union union -> union(what, union, binding, "a list");
      default -> mismatch(what, declared, "a list");
    }
  }

  private void entries(
      String what, LiteralType declared, Binding binding, Map<String, Binding> entries) {
    switch (declared) {
      case LiteralType.MapOf(LiteralType value) ->
          entries.forEach((key, each) -> check(what + "[\"" + key + "\"]", value, each));
      case LiteralType.Struct(String name, var fields) -> fields(what, fields, entries);
      case LiteralType.AnyStruct(), LiteralType.Sealed(_, _) ->
          entries.forEach((key, each) -> of(what + "." + key, each));
      case LiteralType.Union union -> union(what, union, binding, "a map");
      default -> mismatch(what, declared, "a map");
    }
  }

  private void fields(String what, List<LiteralType.Field> fields, Map<String, Binding> entries) {
    var declared = new LinkedHashMap<String, LiteralType>();
    fields.forEach(field -> declared.put(field.name(), field.type()));
    entries.forEach(
        (key, each) -> {
          var type = declared.get(key);
          if (type == null) {
            problem(
                what + " has no field '" + key + "'",
                Nearest.hint(key, declared.keySet()) + choices("It has", declared));
          } else {
            check(what + "." + key, type, each);
          }
        });
    declared.forEach(
        (key, type) -> {
          if (!entries.containsKey(key) && !Casts.accepts(type, NONE)) {
            problem(what + " lacks its field '" + key + "', " + type.inWords(), "Bind it as well.");
          }
        });
  }

  /** That it fits one of the variants; what is wrong with the others is of no use. */
  private void union(String what, LiteralType.Union union, Binding binding, String actual) {
    boolean fits =
        union.variants().stream()
            .anyMatch(
                variant -> {
                  var found = new ArrayList<Problem>();
                  new CheckTypes(workflow, node, nodes, offers, found)
                      .check(what, variant, binding);
                  return found.isEmpty();
                });
    if (!fits) {
      mismatch(what, union, actual + " of something else");
    }
  }

  /** The type of what is bound; empty when it may be any, or when a problem has been told. */
  Optional<LiteralType> of(String what, Binding binding) {
    return switch (binding) {
      case Binding.Value(Literal literal) -> Optional.of(Literals.typeOf(literal));
      case Binding.Promise promise ->
          source(what, promise).flatMap(type -> part(what, promise, type));
      case Binding.Items(var elements) -> {
        elements.forEach(each -> of(what, each));
        yield Optional.empty();
      }
      case Binding.Entries(var entries) -> {
        entries.values().forEach(each -> of(what, each));
        yield Optional.empty();
      }
    };
  }

  /** The type of the output, or of the workflow's input. */
  private Optional<LiteralType> source(String what, Binding.Promise promise) {
    Map<String, LiteralType> there;
    String where;
    if (promise.node().equals(Workflow.START_NODE)) {
      there = Offers.types(workflow.typedInterface().inputs());
      where = "the workflow takes no such input";
    } else {
      var from = nodes.get(promise.node());
      if (from != null
          && from.work() instanceof Work.Gate(Work.Opening.Approval _)
          && from.inputs().containsKey(promise.variable())) {
        return of(what, from.inputs().get(promise.variable()));
      }
      var offer = from == null ? Optional.<Offers.Offer>empty() : offers.of(from);
      if (offer.isEmpty()) {
        return Optional.empty(); // told elsewhere
      }
      there = offer.get().outputs();
      where = "node '" + promise.node() + "' gives no such output";
    }
    var type = there.get(promise.variable());
    if (type == null) {
      problem(
          "%s is bound to '%s', but %s".formatted(what, promise.variable(), where),
          Nearest.hint(promise.variable(), there.keySet()) + choices("There is", there));
    }
    return Optional.ofNullable(type);
  }

  /** The type at the end of a path. */
  private Optional<LiteralType> part(String what, Binding.Promise promise, LiteralType whole) {
    var type = whole;
    for (int i = 0; i < promise.path().size(); i++) {
      var here = shown(promise.node(), promise.variable(), promise.path().subList(0, i));
      switch (promise.path().get(i)) {
        case Binding.Step.Field(String name) -> {
          if (type instanceof LiteralType.MapOf(LiteralType value)) {
            type = value;
          } else if (type instanceof LiteralType.Struct(String record, var fields)) {
            var found = fields.stream().filter(field -> field.name().equals(name)).findAny();
            if (found.isEmpty()) {
              var names = new LinkedHashMap<String, LiteralType>();
              fields.forEach(field -> names.put(field.name(), field.type()));
              problem(
                  "%s is bound to field '%s' of %s, which is %s without such a field"
                      .formatted(what, name, here, type.inWords()),
                  Nearest.hint(name, names.keySet()) + choices("It has", names));
              return Optional.empty();
            }
            type = found.get().type();
          } else if (isOpen(type)) {
            return Optional.empty();
          } else {
            problem(
                "%s is bound to field '%s' of %s, which is %s"
                    .formatted(what, name, here, type.inWords()),
                "Only records and maps have fields.");
            return Optional.empty();
          }
        }
        case Binding.Step.Index(int at) -> {
          if (type instanceof LiteralType.Collection(LiteralType element, var tag)) {
            type = element;
          } else if (isOpen(type)) {
            return Optional.empty();
          } else {
            problem(
                "%s is bound to element %d of %s, which is %s"
                    .formatted(what, at, here, type.inWords()),
                "Only lists have elements.");
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(type);
  }

  /** Whose parts nobody declared. */
  private static boolean isOpen(LiteralType type) {
    return type instanceof LiteralType.AnyStruct
        || type instanceof LiteralType.Sealed
        || type instanceof LiteralType.Foreign;
  }

  private static String shown(Binding.Promise promise) {
    return shown(promise.node(), promise.variable(), promise.path());
  }

  private static String shown(String node, String variable, List<Binding.Step> path) {
    var steps =
        path.stream()
            .map(
                step ->
                    switch (step) {
                      case Binding.Step.Field(String name) -> "." + name;
                      case Binding.Step.Index(int at) -> "[" + at + "]";
                    })
            .collect(Collectors.joining());
    return node.equals(Workflow.START_NODE)
        ? "input '" + variable + steps + "' of the workflow"
        : "output '" + variable + steps + "' of node '" + node + "'";
  }

  private static String choices(String are, Map<String, LiteralType> names) {
    return names.isEmpty() ? are + " none." : are + ": " + String.join(", ", names.keySet()) + ".";
  }

  private void mismatch(String what, LiteralType declared, String actual) {
    problem(
        "%s is %s, but gets %s".formatted(what, declared.inWords(), actual),
        "Bind " + declared.inWords() + " to it, or declare it otherwise.");
  }

  private void problem(String what, String fix) {
    problems.add(new Problem(workflow.id(), node, what, fix));
  }
}

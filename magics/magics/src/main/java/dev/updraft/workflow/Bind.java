package dev.updraft.workflow;

import dev.updraft.task.closure.Refusal;
import dev.updraft.task.closure.Refusal.Reason;
import dev.updraft.types.Casts;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.graph.Binding;
import dev.updraft.workflow.WorkflowDraft.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes values bindings of the type that is wanted, and refuses where the platform would not. */
final class Bind {
  private static final LiteralType NONE = LiteralType.simple(SimpleKind.NONE);

  private final Types types;
  private final Place place;
  private final Set<Refusal> refusals;

  Bind(Types types, Place place, Set<Refusal> refusals) {
    this.types = types;
    this.place = place;
    this.refusals = refusals;
  }

  /** The arguments of a call, by the inputs' names. */
  Map<String, Binding> inputs(Map<String, Value> arguments, Map<String, Variable> wanted) {
    var inputs = new LinkedHashMap<String, Binding>();
    arguments.forEach(
        (name, value) -> {
          var variable = wanted.get(name);
          if (variable == null) {
            refuse(
                "the parameter '" + name + "' was not there when the task was declared.",
                "run its %%task cell again.");
          } else {
            inputs.put(name, of(value, variable.type(), "the argument '" + name + "'"));
          }
        });
    return inputs;
  }

  /** What a method returns, by the outputs' names. */
  LinkedHashMap<String, Binding> outputs(Value result, Map<String, Variable> wanted, String what) {
    var outputs = new LinkedHashMap<String, Binding>();
    wanted.forEach(
        (name, variable) -> outputs.put(name, output(result, name, variable.type(), wanted, what)));
    return outputs;
  }

  private Binding output(
      Value result, String name, LiteralType type, Map<String, Variable> wanted, String what) {
    if (Types.isOne(wanted)) {
      return of(result, type, what);
    }
    return of(Value.part(result, new Binding.Step.Field(name)), type, "'" + name + "' of " + what);
  }

  /** A value where a type is wanted. */
  Binding of(Value value, LiteralType wanted, String what) {
    if (wanted instanceof LiteralType.Union(var variants) && Types.isAbsentOrPresent(value)) {
      return optional(value, variants, what);
    }
    return switch (value) {
      case Value.Constant(var constant) -> constant(constant, wanted, what);
      case Value.EnumConstant(var name) -> new Binding.Value(new Literal.Text(name));
      case Value.Parameter _, Value.Result _ -> promise(value, wanted, what);
      case Value.Items(var elements) -> items(elements, wanted, what);
      case Value.Construction(var type, var components) -> entries(type, components, wanted, what);
      case Value.Present(var inner) -> of(inner, wanted, what);
      case Value.Absent _ -> new Binding.Value(new Literal.Union(new Literal.None(), NONE));
      case Value.Unreadable _ ->
          throw new IllegalStateException(what + " at " + place.at() + " was refused before");
    };
  }

  private Binding optional(Value value, List<LiteralType> variants, String what) {
    if (!(value instanceof Value.Present(var inner))) {
      return new Binding.Value(new Literal.Union(new Literal.None(), NONE));
    }
    var type = variants.stream().filter(each -> !each.equals(NONE)).findFirst().orElse(NONE);
    var binding = of(inner, type, what);
    return binding instanceof Binding.Value(var literal)
        ? new Binding.Value(new Literal.Union(literal, type))
        : binding;
  }

  private Binding constant(Object constant, LiteralType wanted, String what) {
    var literal = literal(constant, wanted);
    if (literal.isPresent()) {
      return new Binding.Value(literal.get());
    }
    refuse(
        what + " is " + wanted.inWords() + ", which the constant " + constant + " is not.",
        "let a task make the value.");
    return new Binding.Value(new Literal.None());
  }

  /** A constant as a literal of a type, as Java converts it. */
  static Optional<Literal> literal(Object constant, LiteralType wanted) {
    var kind = wanted instanceof LiteralType.Simple(var simple, var _) ? simple : SimpleKind.STRING;
    return switch (kind) {
      case INTEGER ->
          constant instanceof Character character
              ? Optional.of(new Literal.Integer(character))
              : constant instanceof Number number && isWhole(number)
                  ? Optional.of(new Literal.Integer(number.longValue()))
                  : Optional.empty();
      case FLOAT ->
          constant instanceof Character character
              ? Optional.of(new Literal.Float(character))
              : constant instanceof Number number
                  ? Optional.of(new Literal.Float(number.doubleValue()))
                  : Optional.empty();
      case BOOLEAN ->
          constant instanceof Boolean bool ? Optional.of(new Literal.Bool(bool)) : Optional.empty();
      case STRING ->
          constant instanceof String || constant instanceof Character
              ? Optional.of(new Literal.Text(constant.toString()))
              : Optional.empty();
      case NONE, DATETIME, DURATION, BINARY, ERROR -> Optional.empty();
    };
  }

  private static boolean isWhole(Number number) {
    return !(number instanceof Double || number instanceof Float);
  }

  private Binding promise(Value value, LiteralType wanted, String what) {
    var promise = types.promise(value);
    if (promise.isEmpty()) {
      refuse(
          what + " is a record of several outputs, which travel one by one.",
          "pass its components.");
      return new Binding.Value(new Literal.None());
    }
    types.typeOf(promise.get()).ifPresent(type -> check(type, wanted, what));
    return promise.get();
  }

  private void check(LiteralType type, LiteralType wanted, String what) {
    if (wanted instanceof LiteralType.Sealed(var name, var _)
        && type instanceof LiteralType.Struct(var record, var _)) {
      refuse(
          what
              + " is of the sealed type "
              + name
              + ", but got a "
              + record
              + ", which does not say which case it is.",
          "let the task that makes it return " + name + ".");
    } else if (!Casts.accepts(wanted, type)) {
      refuse(
          what
              + " is "
              + wanted.inWords()
              + ", but got "
              + type.inWords()
              + ", and the platform does not convert one into the other.",
          "declare both with the same type.");
    }
  }

  private Binding items(List<Value> elements, LiteralType wanted, String what) {
    var element =
        wanted instanceof LiteralType.Collection(var each, var _)
            ? each
            : new LiteralType.AnyStruct();
    return new Binding.Items(elements.stream().map(each -> of(each, element, what)).toList());
  }

  private Binding entries(
      String record, Map<String, Value> components, LiteralType wanted, String what) {
    var entries = new LinkedHashMap<String, Binding>();
    var fields = fields(record, wanted);
    if (wanted instanceof LiteralType.Sealed) {
      entries.put(LiteralType.Sealed.DISCRIMINATOR, new Binding.Value(new Literal.Text(record)));
    }
    components.forEach(
        (name, value) -> {
          var field = fields.stream().filter(each -> each.name().equals(name)).findFirst();
          var type = field.map(LiteralType.Field::type).or(() -> types.typeOf(value));
          entries.put(
              name,
              of(
                  value,
                  type.orElseGet(LiteralType.AnyStruct::new),
                  "the component '" + name + "' of " + what));
        });
    return new Binding.Entries(entries);
  }

  private static List<LiteralType.Field> fields(String record, LiteralType wanted) {
    return switch (wanted) {
      case LiteralType.Struct(var _, var fields) -> fields;
      case LiteralType.Sealed(var _, var cases) ->
          cases.stream()
              .filter(each -> each.name().equals(record))
              .findFirst()
              .map(LiteralType.Struct::fields)
              .orElse(List.of());
      default -> List.of();
    };
  }

  void refuse(String what, String wayOut) {
    refusals.add(
        new Refusal(Reason.NOT_A_GRAPH, what, place.at(), place.excerpt(), List.of(), wayOut));
  }
}

package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import dev.updraft.types.mapping.TypeRefused.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method's signature as a task's interface, and its values as literals: {@code inputs} and {@code
 * result} on the caller's side, {@code arguments} and {@code outputs} on the task's. Immutable; any
 * thread may use it.
 */
public final class TaskMapping {
  static final String PASS_COMPONENTS = "Pass its components as parameters of their own.";
  private static final String ONLY = "o0";

  private final List<Input> inputs;
  private final Output output;
  private final TypedInterface typedInterface;

  private record Input(String name, Form form) {}

  /** The shapes that a result has. */
  private sealed interface Output {
    record Nothing() implements Output {}

    record One(Form form) implements Output {}

    /** A record that holds data: each component is an output. */
    record Components(RecordForm form) implements Output {}
  }

  private TaskMapping(List<Input> inputs, Output output) {
    this.inputs = inputs;
    this.output = output;
    this.typedInterface = new TypedInterface(variables(inputs), variables(outputs(output)));
  }

  /** Reads the signature; throws {@link TypeRefused} with all types in it that cannot travel. */
  public static TaskMapping of(Signature signature, DataClasses data) {
    var problems = new ArrayList<Problem>();
    var forms = new Forms(data, problems);
    var inputs = new ArrayList<Input>();
    for (var parameter : signature.parameters()) {
      var at = Place.of("parameter '" + parameter.name() + "'");
      var form = forms.whole(parameter.type(), at);
      if (holdsRecordOfData(form)) {
        problems.add(
            new Problem(
                at.toString(),
                Words.of(parameter.type()),
                "is a record that holds data, which only a result may be",
                PASS_COMPONENTS));
      }
      inputs.add(new Input(parameter.name(), form));
    }
    var output = output(signature, forms, problems);
    if (!problems.isEmpty()) {
      throw new TypeRefused(signature.task(), problems);
    }
    return new TaskMapping(inputs, output);
  }

  private static Output output(Signature signature, Forms forms, List<Problem> problems) {
    if (signature.result() == void.class || signature.result() == Void.class) {
      return new Output.Nothing();
    }
    var at = Place.of("the result");
    var form = forms.whole(signature.result(), at);
    if (form instanceof RecordForm components && form.holdsData()) {
      return new Output.Components(components);
    }
    if (holdsRecordOfData(form)) {
      problems.add(
          new Problem(
              at.toString(),
              Words.of(signature.result()),
              "has records inside that hold data",
              "Return one such record, or lists of the data."));
    }
    return new Output.One(form);
  }

  /** Data by itself, in lists, maps and optionals is fine; within a record, it is not. */
  private static boolean holdsRecordOfData(Form form) {
    return switch (form) {
      case RecordForm record -> record.holdsData();
      case OptionalForm optional -> holdsRecordOfData(optional.present());
      case ListForm list -> holdsRecordOfData(list.element());
      case MapForm map -> holdsRecordOfData(map.value());
      default -> false;
    };
  }

  /** Inputs by the parameters' names; the one output is {@code o0}, or one per component. */
  public TypedInterface typedInterface() {
    return typedInterface;
  }

  /** The arguments of a call, as literals. */
  public Map<String, Literal> inputs(@Nullable Object[] arguments, Transfers transfers) {
    if (arguments.length != inputs.size()) {
      throw new IllegalArgumentException(
          "There are " + inputs.size() + " parameters, but " + arguments.length + " arguments.");
    }
    var literals = new LinkedHashMap<String, Literal>();
    for (int i = 0; i < arguments.length; i++) {
      var input = inputs.get(i);
      literals.put(input.name(), input.form().literal(arguments[i], argument(input), transfers));
    }
    return literals;
  }

  /**
   * The literals of a call, as arguments for the method. Literals for which there is no parameter
   * do not count.
   */
  public Object[] arguments(Map<String, Literal> literals, Transfers transfers) {
    var arguments = new Object[inputs.size()];
    for (int i = 0; i < arguments.length; i++) {
      var input = inputs.get(i);
      arguments[i] = input.form().value(literals.get(input.name()), argument(input), transfers);
    }
    return arguments;
  }

  /** What the method returned, as literals. */
  public Map<String, Literal> outputs(@Nullable Object result, Transfers transfers) {
    var at = Place.of("the result");
    return switch (output) {
      case Output.Nothing() -> Map.of();
      case Output.One(Form form) -> Map.of(ONLY, form.literal(result, at, transfers));
      case Output.Components(RecordForm form) -> {
        if (result == null) {
          throw new ValueRefused(at, "null cannot travel. Return " + form.article() + ".");
        }
        var literals = new LinkedHashMap<String, Literal>();
        for (var component : form.components()) {
          var place = at.component(component.name());
          literals.put(
              component.name(),
              component.form().literal(RecordForm.get(result, component, place), place, transfers));
        }
        yield literals;
      }
    };
  }

  /**
   * The literals that a task made, as the method's result; null for a method that returns nothing.
   */
  public @Nullable Object result(Map<String, Literal> literals, Transfers transfers) {
    var at = Place.of("the result");
    return switch (output) {
      case Output.Nothing() -> null;
      case Output.One(Form form) -> form.value(literals.get(ONLY), at, transfers);
      case Output.Components(RecordForm form) ->
          form.make(
              at,
              (component, place) ->
                  component.form().value(literals.get(component.name()), place, transfers));
    };
  }

  private static Place argument(Input input) {
    return Place.of("argument '" + input.name() + "'");
  }

  private static List<Input> outputs(Output output) {
    return switch (output) {
      case Output.Nothing() -> List.of();
      case Output.One(Form form) -> List.of(new Input(ONLY, form));
      case Output.Components(RecordForm form) ->
          form.components().stream()
              .map(component -> new Input(component.name(), component.form()))
              .toList();
    };
  }

  private static Map<String, Variable> variables(List<Input> named) {
    var variables = new LinkedHashMap<String, Variable>();
    named.forEach(one -> variables.put(one.name(), new Variable(one.form().type(), one.name())));
    return variables;
  }
}

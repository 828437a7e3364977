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

  private final List<Named> inputs;
  private final Output output;
  private final TypedInterface typedInterface;

  private TaskMapping(List<Named> inputs, Output output) {
    this.inputs = inputs;
    this.output = output;
    this.typedInterface = new TypedInterface(variables(inputs), variables(output.named()));
  }

  /** Reads the signature; throws {@link TypeRefused} with all types in it that cannot travel. */
  public static TaskMapping of(Signature signature, DataClasses data) {
    var problems = new ArrayList<Problem>();
    var forms = new Forms(data, problems);
    var inputs = new ArrayList<Named>();
    for (var parameter : signature.parameters()) {
      var at = Place.of("parameter '" + parameter.name() + "'");
      var form = forms.whole(parameter.type(), at);
      if (form.holdsRecordOfData()) {
        problems.add(
            new Problem(
                at.toString(),
                Words.of(parameter.type()),
                "is a record that holds data, which only a result may be",
                PASS_COMPONENTS));
      }
      inputs.add(new Named(parameter.name(), form));
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
    if (form.holdsRecordOfData()) {
      problems.add(
          new Problem(
              at.toString(),
              Words.of(signature.result()),
              "has records inside that hold data",
              "Return one such record, or lists of the data."));
    }
    return new Output.One(form);
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

  /** One argument as a literal. */
  public Literal literal(String input, @Nullable Object value, Transfers transfers) {
    var named = input(input);
    return named.form().literal(value, argument(named), transfers);
  }

  /** One literal as an argument for the method. */
  public Object argument(String input, Literal literal, Transfers transfers) {
    var named = input(input);
    return named.form().value(literal, argument(named), transfers);
  }

  private Named input(String name) {
    return inputs.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no parameter '" + name + "'."));
  }

  /** One output by its name: the method's only one, or a component of the record it returns. */
  public Object output(String name, Literal literal, Transfers transfers) {
    return output.named().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no output '" + name + "'."))
        .form()
        .value(literal, Place.of("output '" + name + "'"), transfers);
  }

  /** What the method returned, as literals. */
  public Map<String, Literal> outputs(@Nullable Object result, Transfers transfers) {
    return output.write(result, Place.of("the result"), transfers);
  }

  /**
   * The literals that a task made, as the method's result; null for a method that returns nothing.
   */
  public @Nullable Object result(Map<String, Literal> literals, Transfers transfers) {
    return output.read(literals, Place.of("the result"), transfers);
  }

  private static Place argument(Named input) {
    return Place.of("argument '" + input.name() + "'");
  }

  private static Map<String, Variable> variables(List<Named> named) {
    var variables = new LinkedHashMap<String, Variable>();
    for (var one : named) {
      variables.put(one.name(), new Variable(one.form().type(), one.name()));
    }
    return variables;
  }
}

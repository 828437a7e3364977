package dev.updraft.types.wire;

import dev.updraft.types.LiteralType;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code core.TypedInterface}, {@code core.VariableMap} and {@code core.Variable}. */
final class InterfaceForm {
  private InterfaceForm() {}

  static TypedInterface read(In in) {
    Map<String, Variable> inputs = Map.of();
    Map<String, Variable> outputs = Map.of();
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> inputs = in.message(InterfaceForm::readVariables);
        case 2 << 3 | 2 -> outputs = in.message(InterfaceForm::readVariables);
        default -> in.skip(tag);
      }
    }
    return new TypedInterface(inputs, outputs);
  }

  static void write(Out out, TypedInterface typed) {
    out.message(1, () -> writeVariables(out, typed.inputs()));
    out.message(2, () -> writeVariables(out, typed.outputs()));
  }

  static Map<String, Variable> readVariables(In in) {
    var variables = new LinkedHashMap<String, Variable>();
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == (1 << 3 | 2)) {
        in.entry(variables, InterfaceForm::readVariable, new Variable(TypeForm.NONE, ""));
      } else {
        in.skip(tag);
      }
    }
    return variables;
  }

  private static Variable readVariable(In in) {
    LiteralType type = TypeForm.NONE;
    String description = "";
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> type = in.message(TypeForm::read);
        case 2 << 3 | 2 -> description = in.text();
        default -> in.skip(tag);
      }
    }
    return new Variable(type, description);
  }

  static void writeVariables(Out out, Map<String, Variable> variables) {
    variables.forEach(
        (name, variable) ->
            out.message(
                1,
                () -> {
                  out.text(1, name);
                  out.message(2, () -> writeVariable(out, variable));
                }));
  }

  private static void writeVariable(Out out, Variable variable) {
    out.message(1, () -> TypeForm.write(out, variable.type()));
    out.text(2, variable.description());
  }
}

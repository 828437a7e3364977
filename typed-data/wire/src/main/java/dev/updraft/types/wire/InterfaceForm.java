package dev.updraft.types.wire;

import dev.updraft.types.LiteralType;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        in.message(entry -> readEntry(entry, variables));
      } else {
        in.skip(tag);
      }
    }
    return variables;
  }

  private static @Nullable Void readEntry(In in, Map<String, Variable> variables) {
    String name = "";
    var variable = new Variable(new LiteralType.Foreign("a type of no kind", new byte[0]), "");
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> name = in.text();
        case 2 << 3 | 2 -> variable = in.message(InterfaceForm::readVariable);
        default -> in.skip(tag);
      }
    }
    variables.put(name, variable);
    return null;
  }

  private static Variable readVariable(In in) {
    LiteralType type = new LiteralType.Foreign("a type of no kind", new byte[0]);
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

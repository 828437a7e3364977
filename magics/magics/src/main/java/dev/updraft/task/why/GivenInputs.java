package dev.updraft.task.why;

import dev.updraft.cell.Nearest;
import dev.updraft.types.Literal;
import dev.updraft.types.TypedInterface.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code input=value ..} of a line, read by the types of what is launched. */
public final class GivenInputs {
  private GivenInputs() {}

  /**
   * @param optional inputs that may be left out
   * @throws IllegalArgumentException with all that is wrong
   */
  public static Map<String, Literal> read(
      String name, List<String> words, Map<String, Variable> types, Set<String> optional) {
    var given = new LinkedHashMap<String, Literal>();
    var problems = new ArrayList<String>();
    for (var word : words) {
      var at = word.indexOf('=');
      var input = at < 0 ? word : word.substring(0, at);
      var variable = types.get(input);
      if (at < 0 || variable == null) {
        problems.add(
            "'%s' gives no input of %s%s, which takes: %s"
                .formatted(word, name, nearest(input, types), String.join(", ", types.keySet())));
        continue;
      }
      if (given.containsKey(input)) {
        problems.add("'" + input + "' is given twice");
        continue;
      }
      try {
        given.put(input, ReadInput.of(word.substring(at + 1), variable.type()));
      } catch (IllegalArgumentException e) {
        problems.add("'" + input + "' " + e.getMessage());
      }
    }
    types.keySet().stream()
        .filter(input -> !given.containsKey(input) && !optional.contains(input))
        .forEach(input -> problems.add("no value for '" + input + "': write " + input + "=.."));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems) + ".");
    }
    return given;
  }

  private static String nearest(String input, Map<String, Variable> types) {
    return Nearest.to(input, types.keySet())
        .map(near -> " (did you mean " + near + "?)")
        .orElse("");
  }
}

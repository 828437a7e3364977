package dev.updraft.service;

import dev.updraft.blobs.Blobs;
import dev.updraft.blobs.OutsideRoot;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Nearest;
import dev.updraft.types.Literal;
import dev.updraft.types.Literals;
import dev.updraft.types.TypedInterface.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether inputs are the ones that a task or workflow declares; every problem at once. In all of
 * this {@code of} is whose they are, for a sentence: {@code task 'inc'}.
 */
final class InputCheck {
  private final Blobs blobs;

  InputCheck(Blobs blobs) {
    this.blobs = blobs;
  }

  void check(String of, Map<String, Variable> declared, Map<String, Literal> given) {
    var problems = new ArrayList<String>();
    declared.forEach((name, variable) -> known(of, name, variable, given, problems));
    given.keySet().stream()
        .filter(name -> !declared.containsKey(name))
        .forEach(name -> problems.add(unknown(of, name, declared)));
    given.forEach((name, literal) -> uris(of, name, literal, problems));
    if (!problems.isEmpty()) {
      throw new InvalidRequest(String.join("\n", problems));
    }
  }

  private static void known(
      String of,
      String name,
      Variable variable,
      Map<String, Literal> given,
      List<String> problems) {
    var literal = given.get(name);
    if (literal == null) {
      problems.add(
          "Input '%s' of %s is missing. It is %s; pass one."
              .formatted(name, of, variable.type().inWords()));
      return;
    }
    Literals.mismatch(literal, variable.type())
        .ifPresent(
            mismatch ->
                problems.add(
                    "Input '%s' of %s %s. Pass %s, or declare the parameter otherwise."
                        .formatted(name, of, mismatch, variable.type().inWords())));
  }

  private static String unknown(String of, String name, Map<String, Variable> declared) {
    var begin = Character.toUpperCase(of.charAt(0)) + of.substring(1);
    return declared.isEmpty()
        ? "%s takes no inputs, but got '%s'. Leave it out.".formatted(begin, name)
        : "%s has no input '%s'.%s It takes: %s."
            .formatted(
                begin,
                name,
                Nearest.hint(name, declared.keySet()),
                String.join(", ", declared.keySet()));
  }

  private void uris(String of, String name, Literal literal, List<String> problems) {
    Literals.uris(literal)
        .map(this::problem)
        .flatMap(Optional::stream)
        .forEach(problem -> problems.add("Input '%s' of %s: %s".formatted(name, of, problem)));
  }

  private Optional<String> problem(String uri) {
    try {
      return blobs.exists(uri)
          ? Optional.empty()
          : Optional.of(
              "there is nothing at '%s'. It was never uploaded, or has been deleted since: upload it again."
                  .formatted(uri));
    } catch (OutsideRoot e) {
      return Optional.of(
          e.getMessage() + " Upload the file first; its literal then names the uploaded one.");
    }
  }
}

package dev.updraft.magics;

import dev.updraft.client.model.Artifact;
import dev.updraft.client.model.BackendException;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.LiteralText;
import dev.updraft.magics.view.Note;
import dev.updraft.magics.view.Words;
import dev.updraft.task.why.MissReason;
import dev.updraft.types.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code %cache why X a=value}: what a call would do, and why. Inputs that are not given are taken
 * as they were in the newest remembered output.
 */
final class WhyCache {
  private final Workbench bench;

  WhyCache(Workbench bench) {
    this.bench = bench;
  }

  Note explain(String magic, String name, List<String> assignments) throws InterruptedException {
    var task = bench.task(name);
    task.refresh(bench);
    var given = Assignments.read(bench, magic, task, assignments);
    try {
      var newest = bench.session().remembered(name, 1);
      var inputs = inputs(given, newest);
      var reason =
          MissReason.of(
              bench.session(),
              name,
              task.closure(),
              task.clientOptions(),
              Optional.empty(),
              inputs);
      return answer(name, assignments, reason, compared(name, inputs, given, newest));
    } catch (BackendException e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  /** The inputs that the answer is about, and where those that were not given come from. */
  private static List<String> compared(
      String name, Map<String, Literal> inputs, Assignments given, List<Artifact> newest) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    var words = new ArrayList<String>();
    inputs.forEach(
        (input, value) ->
            words.add(
                input
                    + " = "
                    + LiteralText.brief(value)
                    + (given.missing().contains(input)
                        ? " (as in " + CellCalls.entry(name, newest.getFirst().key()) + ")"
                        : "")));
    return List.of("with " + String.join(", ", words));
  }

  private Note answer(
      String name, List<String> assignments, MissReason reason, List<String> compared) {
    var call = name + "(" + String.join(", ", assignments) + ")";
    if (reason.nearest().isEmpty()) {
      return new Note(
          Glyph.WAITS, call + " would run: nothing of " + name + " is remembered yet", compared);
    }
    var nearest = reason.nearest().get();
    var entry = CellCalls.entry(name, nearest.key());
    var made = "made " + Words.ago(nearest.madeAt(), bench.clock().instant());
    if (reason.differences().isEmpty()) {
      return new Note(
          Glyph.HIT,
          call
              + " would hit "
              + entry
              + " · "
              + made
              + " · saves "
              + Words.duration(nearest.took()),
          compared);
    }
    var lines = new ArrayList<>(compared);
    lines.add("since " + entry + ", " + made + ", the nearest:");
    lines.addAll(reason.differences());
    return new Note(Glyph.WAITS, call + " would run", lines);
  }

  /** What was given, and for the rest what the newest output was made from. */
  private Map<String, Literal> inputs(Assignments given, List<Artifact> newest) {
    var inputs = new LinkedHashMap<String, Literal>();
    newest.forEach(artifact -> inputs.putAll(bench.session().inputs(artifact)));
    inputs.keySet().retainAll(given.missing());
    var without = given.missing().stream().filter(name -> !inputs.containsKey(name)).toList();
    if (!newest.isEmpty() && !without.isEmpty()) {
      throw new NotebookError(
          "There is no value for "
              + String.join(", ", without)
              + ". Write input=value or input=$variable.");
    }
    inputs.putAll(given.literals(bench.session().transfers()));
    return inputs;
  }
}

package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Nearest;
import dev.updraft.cell.TaskOptions;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.promote.PromoteOptions;
import dev.updraft.workflow.WorkflowOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code %updraft}: the help; {@code %updraft VERB ..}: any verb, where another library has taken
 * its name.
 */
final class HelpMagic implements Magics.LineMagic {
  private static final List<Map.Entry<Grammar, String>> ALL =
      List.of(
          Map.entry(
              TaskOptions.GRAMMAR,
              "declares the cell's method as a task; then name.run(..), name.submit(..), name(..)"),
          Map.entry(
              WorkflowOptions.GRAMMAR,
              "reads the cell's method as a graph of tasks, checks it and draws it"),
          Map.entry(WorkflowMagic.SHOW, "the workflows of this notebook, or one of them drawn"),
          Map.entry(ConnectMagic.GRAMMAR, "which backend; without arguments: who, where, version"),
          Map.entry(TaskMagic.GRAMMAR, "the tasks of this notebook, or one of them"),
          Map.entry(RunMagic.RUN, "calls a task by name and waits"),
          Map.entry(RunMagic.SUBMIT, "the same, without waiting: an Execution"),
          Map.entry(
              RerunMagic.GRAMMAR,
              "a call again: as it was, with other inputs, or from where it failed"),
          Map.entry(StatusMagic.GRAMMAR, "where an execution stands; $name means a variable's"),
          Map.entry(LogsMagic.GRAMMAR, "what a task printed"),
          Map.entry(ReportMagic.GRAMMAR, "what a task reported beside its value"),
          Map.entry(AbortMagic.GRAMMAR, "stops an execution and waits until its work is gone"),
          Map.entry(ExecutionsMagic.GRAMMAR, "what ran"),
          Map.entry(OutputsMagic.GRAMMAR, "what is remembered; with a target, the value"),
          Map.entry(LineageMagic.GRAMMAR, "which executions, code and inputs made a value"),
          Map.entry(
              CacheMagic.GRAMMAR,
              "what is remembered (ls, show, rm), and why a call would run (why)"),
          Map.entry(ScheduleMagic.GRAMMAR, "when registered workflows run by themselves"),
          Map.entry(
              PromoteOptions.GRAMMAR,
              "registers a workflow with its tasks, to be run without the notebook (%register too)"));

  private final Map<String, Magics.LineMagic> verbs;

  HelpMagic(Map<String, Magics.LineMagic> verbs) {
    this.verbs = Map.copyOf(verbs);
  }

  @Override
  public @Nullable Object call(List<String> words) throws Exception {
    if (words.isEmpty() || words.getFirst().equals("help")) {
      return table();
    }
    var verb = verbs.get(words.getFirst());
    if (verb == null) {
      throw new NotebookError(
          "%updraft has no verb '"
              + words.getFirst()
              + "'."
              + Nearest.to(words.getFirst(), verbs.keySet())
                  .map(near -> " Did you mean " + near + "?")
                  .orElse("")
              + " Verbs: "
              + String.join(", ", verbs.keySet().stream().sorted().toList())
              + ".");
    }
    return verb.call(words.subList(1, words.size()));
  }

  private static Table table() {
    return new Table(
        List.of(Heading.text("magic"), Heading.text("means"), Heading.text("takes")),
        ALL.stream()
            .map(
                each ->
                    List.of(
                        Cell.code(each.getKey().magic()),
                        Cell.of(each.getValue()),
                        Cell.words(each.getKey().usage())))
            .toList(),
        "",
        "%updraft VERB .. is another spelling of each line magic");
  }
}

package dev.updraft.magics;

import dev.updraft.cell.Nearest;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.promote.JarCoordinates;
import dev.updraft.promote.NotebookRefused;
import dev.updraft.promote.Promotable;
import dev.updraft.promote.PromoteOptions;
import dev.updraft.promote.PromotionRequest;
import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.task.closure.Closure;
import dev.updraft.types.mapping.TypeRefused;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/**
 * {@code %promote}: registers a workflow of this notebook with its tasks, as the notebook stands
 * now; or says what that would change, or writes it as files.
 */
final class PromoteMagic implements Magics.LineMagic {
  private final Workbench bench;

  PromoteMagic(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public Object call(List<String> words) throws InterruptedException {
    var options = PromoteOptions.read(words);
    try {
      var promotable = promotable(options.workflow());
      return new PromotionRequest(promotable, options, bench.clock())
          .answer(bench.session().settings(), bench::session)
          .view();
    } catch (NotebookRefused | CaptureRefused | TypeRefused e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  private Promotable promotable(String name) throws InterruptedException {
    var workflow = bench.workflows().get(name);
    if (workflow == null) {
      throw new NotebookError(unknown(name));
    }
    var remote = workflow.remote(bench, NotebookTask.handle(bench, name));
    var closures = new LinkedHashMap<String, Closure>();
    remote.tasks().keySet().forEach(task -> closures.put(task, bench.task(task).closure()));
    var coordinates = new HashMap<String, String>();
    closures.values().stream()
        .flatMap(closure -> closure.libraries().stream())
        .distinct()
        .forEach(
            jar -> JarCoordinates.of(jar).ifPresent(from -> coordinates.put(jar.sha256(), from)));
    return new Promotable(remote, closures, coordinates);
  }

  private String unknown(String name) {
    var declared = new TreeSet<>(bench.workflows().keySet());
    if (bench.tasks().containsKey(name)) {
      return "'" + name + "' is a task, and a promotion is of workflows, with all their tasks.";
    }
    return "No workflow '%s' is declared in this notebook.%s"
        .formatted(
            name,
            declared.isEmpty()
                ? " Declare one with %%workflow."
                : Nearest.to(name, declared).map(near -> " Did you mean " + near + "?").orElse("")
                    + " There are: "
                    + String.join(", ", declared)
                    + ".");
  }
}

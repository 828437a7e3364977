package dev.updraft.magics;

import dev.updraft.cell.TaskOptions;
import dev.updraft.cell.TaskOptions.Caching;
import dev.updraft.magics.view.TaskView;
import dev.updraft.magics.view.TaskView.Traveller;
import dev.updraft.magics.view.Words;
import dev.updraft.task.closure.ClosureMember;
import dev.updraft.task.closure.Library;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** A task's manifest: what travels, how large, under which key. */
final class TaskViews {
  private TaskViews() {}

  static TaskView of(NotebookTask task) {
    var closure = task.closure();
    var signature = closure.signature();
    var parameters = signature.toString().substring(signature.method().length());
    return new TaskView(
        task.name(),
        signature.returns().equals("void") ? parameters : parameters + " → " + signature.returns(),
        facts(task),
        summary(closure.members(), closure.libraries(), closure.jar().length),
        travellers(closure.members(), closure.libraries()),
        warnings(task));
  }

  private static List<String> facts(NotebookTask task) {
    var options = task.options();
    var facts = new ArrayList<String>();
    facts.add("code " + task.closure().key().brief());
    switch (options.caching()) {
      case Caching.Off ignored -> facts.add("not cached");
      case Caching.ByCode byCode -> facts.add("cached by its code" + ignoring(byCode.ignored()));
      case Caching.ByVersion byVersion ->
          facts.add("cached as version " + byVersion.version() + ignoring(byVersion.ignored()));
    }
    options.attempts().retries().ifPresent(n -> facts.add(n == 1 ? "1 retry" : n + " retries"));
    options.attempts().timeout().ifPresent(limit -> facts.add("timeout " + Words.duration(limit)));
    options.resources().memory().ifPresent(memory -> facts.add(memory + " memory"));
    return facts;
  }

  private static String ignoring(List<String> inputs) {
    return inputs.isEmpty() ? "" : ", whatever " + String.join(", ", inputs);
  }

  private static String summary(List<ClosureMember> members, List<Library> libraries, int bytes) {
    var kinds = new LinkedHashMap<String, Integer>();
    members.forEach(member -> kinds.merge(member.kind(), 1, Integer::sum));
    var said =
        kinds.entrySet().stream()
            .map(kind -> plural(kind.getValue(), kind.getKey()))
            .collect(Collectors.joining(", "));
    var jars = libraries.stream().map(Library::toString).collect(Collectors.joining(", "));
    return said + ", " + Words.size(bytes) + (jars.isEmpty() ? "" : " · " + jars);
  }

  private static String plural(int n, String kind) {
    return Words.count(n, kind.equals("class") && n > 1 ? "classe" : kind);
  }

  private static List<Traveller> travellers(List<ClosureMember> members, List<Library> libraries) {
    var all = new ArrayList<Traveller>();
    members.forEach(
        member ->
            all.add(
                new Traveller(
                    member.name(),
                    member.place().cell()
                        + member.usedBy().map(by -> ", used by " + by).orElse(""))));
    libraries.forEach(jar -> all.add(new Traveller(jar.fileName(), Words.size(jar.size()))));
    return all;
  }

  private static List<String> warnings(NotebookTask task) {
    var warnings = new ArrayList<>(task.declared().notes());
    TaskOptions options = task.options();
    var cluster = new ArrayList<>(options.needCluster());
    options.resources().cpu().ifPresent(cpu -> cluster.addFirst("--cpu"));
    if (!cluster.isEmpty()) {
      warnings.add(
          Words.list(cluster)
              + (cluster.size() == 1
                  ? " is sent along and takes effect on a cluster; the embedded backend does not look at it."
                  : " are sent along and take effect on a cluster; the embedded backend does not look at them."));
    }
    return warnings;
  }
}

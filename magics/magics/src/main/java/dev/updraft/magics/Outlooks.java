package dev.updraft.magics;

import dev.updraft.client.ExecutionNames;
import dev.updraft.client.model.Artifact;
import dev.updraft.client.model.Foreseen;
import dev.updraft.magics.view.Glyph;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import dev.updraft.workflow.WorkflowText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is foreseen of the nodes of a workflow, in a sign and a few words. */
final class Outlooks {
  private final Map<String, Foreseen> foreseen = new LinkedHashMap<>();
  private final Function<Foreseen, String> why;

  /**
   * @param why a task that could be remembered would run
   */
  Outlooks(List<Foreseen> all, Function<Foreseen, String> why) {
    all.forEach(one -> foreseen.put(one.path(), one));
    this.why = why;
  }

  /**
   * A node's.
   *
   * @param detail for its box
   * @param why the reason, in a sentence's words
   */
  record Outlook(Glyph glyph, String detail, String why) {}

  Outlook of(Node node) {
    if (!(node.work() instanceof Work.Branch branch)) {
      return at(node.id());
    }
    var arm = chosen(node.id());
    if (arm.isEmpty()) {
      return new Outlook(
          Glyph.WAITS,
          "one of " + branch.nodes().size(),
          branch.nodes().stream().map(WorkflowText::label).collect(Collectors.joining(" or "))
              + ": what its condition compares comes from a node that would run");
    }
    var here = at(arm.get());
    var name =
        branch.nodes().stream()
            .filter(
                each -> arm.get().endsWith("/" + each.id()) || arm.get().endsWith("-" + each.id()))
            .map(Node::name)
            .findFirst()
            .orElse(arm.get());
    return new Outlook(here.glyph(), name + " · " + here.detail(), name + ": " + here.why());
  }

  private Optional<String> chosen(String branch) {
    var from = branch.length() + 1;
    return foreseen.keySet().stream()
        .filter(path -> path.startsWith(branch + "/"))
        .map(
            path -> path.indexOf('/', from) < 0 ? path : path.substring(0, path.indexOf('/', from)))
        .findFirst();
  }

  private Outlook at(String path) {
    var within = within(path);
    if (!within.isEmpty()) {
      return many(path, within);
    }
    var one = foreseen.get(path);
    if (one == null) {
      return new Outlook(
          Glyph.WAITS,
          "perhaps",
          "runs, unless its inputs come out equal: one comes from a node that would run");
    }
    return switch (one.outlook()) {
      case HIT ->
          new Outlook(
              Glyph.HIT,
              "hit",
              one.artifact().map(Outlooks::entry).orElse("there is nothing to run"));
      case MISS -> new Outlook(Glyph.RUNNING, "runs", why.apply(one));
      case UNCACHED ->
          new Outlook(
              Glyph.RUNNING, "runs", "its outputs are not remembered, or shall not be used");
      case FAIL -> new Outlook(Glyph.FAILED, "fails", one.why());
    };
  }

  private static String entry(Artifact artifact) {
    return artifact.task().name() + "@" + ExecutionNames.brief(artifact.key());
  }

  /** The tasks within a map or a workflow, at any depth. */
  private List<Foreseen> within(String path) {
    var inner =
        foreseen.values().stream().filter(one -> one.path().startsWith(path + "/")).toList();
    return inner.stream()
        .filter(one -> inner.stream().noneMatch(each -> each.path().startsWith(one.path() + "/")))
        .toList();
  }

  private Outlook many(String path, List<Foreseen> within) {
    var hits = within.stream().filter(one -> one.outlook() == Foreseen.Outlook.HIT).count();
    var whole = foreseen.get(path) instanceof Foreseen one && one.outlook() == Foreseen.Outlook.HIT;
    if (whole) {
      return new Outlook(Glyph.HIT, hits + " of " + within.size() + " hit", "all is remembered");
    }
    var detail = hits + " of " + within.size() + " hit";
    return within.stream()
        .filter(one -> one.outlook() == Foreseen.Outlook.FAIL)
        .findFirst()
        .map(one -> new Outlook(Glyph.FAILED, "fails", one.why()))
        .orElseGet(() -> new Outlook(Glyph.RUNNING, detail, first(within)));
  }

  private String first(List<Foreseen> within) {
    return within.stream()
        .filter(one -> one.outlook() == Foreseen.Outlook.MISS)
        .findFirst()
        .map(one -> "the first that runs: " + one.name() + ", " + why.apply(one))
        .orElse("its outputs are not remembered, or shall not be used");
  }
}

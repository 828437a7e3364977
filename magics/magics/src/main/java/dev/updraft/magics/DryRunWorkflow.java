package dev.updraft.magics;

import dev.updraft.client.CallOptions;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.Foreseen;
import dev.updraft.magics.view.DryRunView;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Graph;
import dev.updraft.magics.view.GraphView;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.magics.view.Words;
import dev.updraft.task.why.MissReason;
import dev.updraft.types.Literal;
import dev.updraft.types.graph.Node;
import dev.updraft.types.wire.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code %run WORKFLOW --dry-run}: which nodes would hit, which would run, and why. */
final class DryRunWorkflow {
  private final Workbench bench;

  DryRunWorkflow(Workbench bench) {
    this.bench = bench;
  }

  DryRunView view(
      NotebookWorkflow workflow,
      Class<?> handle,
      Map<String, Literal> inputs,
      CallOptions options) {
    var session = bench.session();
    var remote = workflow.remote(bench, handle);
    var foreseen = session.dryRun(session.register(remote), inputs, options);
    var outlooks = new Outlooks(foreseen, this::why);
    var nodes = workflow.compiled().workflow().nodes();
    var found = new LinkedHashMap<Node, Outlooks.Outlook>();
    nodes.forEach(node -> found.put(node, outlooks.of(node)));
    return new DryRunView(
        new GraphView(title(workflow.name(), foreseen, found), graph(workflow, found), ""),
        reasons(found),
        "Nothing ran. "
            + workflow.name()
            + " and "
            + Words.count(remote.tasks().size(), "task")
            + " were registered, as %run would have done.");
  }

  private static String title(
      String name, List<Foreseen> foreseen, Map<Node, Outlooks.Outlook> found) {
    var counts = new ArrayList<String>();
    count(counts, found, Glyph.HIT, "would hit");
    count(counts, found, Glyph.RUNNING, "would run");
    count(counts, found, Glyph.WAITS, "perhaps");
    count(counts, found, Glyph.FAILED, "would fail");
    var saved =
        foreseen.stream()
            .flatMap(one -> one.artifact().stream())
            .mapToLong(artifact -> artifact.took().toMillis())
            .sum();
    return "%s: %s%s"
        .formatted(
            name,
            String.join(", ", counts),
            saved == 0 ? "" : " · saves " + Words.duration(java.time.Duration.ofMillis(saved)));
  }

  private static void count(
      List<String> counts, Map<Node, Outlooks.Outlook> found, Glyph glyph, String words) {
    var number = found.values().stream().filter(one -> one.glyph() == glyph).count();
    if (number > 0) {
      counts.add(number + " " + words);
    }
  }

  private static Graph graph(NotebookWorkflow workflow, Map<Node, Outlooks.Outlook> found) {
    var boxes = new ArrayList<Graph.Box>();
    found.forEach(
        (node, outlook) ->
            boxes.add(new Graph.Box(node.id(), node.name(), outlook.detail(), outlook.glyph())));
    return new Graph(boxes, workflow.graph().edges());
  }

  private static Table reasons(Map<Node, Outlooks.Outlook> found) {
    var rows = new ArrayList<List<Cell>>();
    found.forEach(
        (node, outlook) ->
            rows.add(
                List.of(
                    Cell.of(outlook.glyph()),
                    Cell.code(node.id()),
                    Cell.of(node.name()),
                    Cell.of(outlook.detail()),
                    Cell.words(outlook.why()))));
    return new Table(
        List.of(
            Heading.text(""),
            Heading.text("node"),
            Heading.text("of"),
            Heading.text("would"),
            Heading.text("why")),
        rows,
        "This workflow has no nodes.",
        "");
  }

  /** As {@code %cache why} says it. */
  private String why(Foreseen node) {
    var task = bench.tasks().get(node.name());
    if (task == null) {
      return "nothing of " + node.name() + " is remembered for these inputs";
    }
    try {
      return MissReason.of(
              bench.session(),
              task.name(),
              task.closure(),
              task.clientOptions(),
              Optional.empty(),
              Wire.readLiterals(node.inputs()))
          .words();
    } catch (BackendException e) {
      return String.valueOf(e.getMessage());
    }
  }
}

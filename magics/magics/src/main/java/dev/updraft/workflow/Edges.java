package dev.updraft.workflow;

import dev.updraft.types.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who waits for whom among nodes that stand in the order of their text. */
final class Edges {
  private final Map<String, Set<String>> direct = new LinkedHashMap<>();
  private final Map<String, Set<String>> all = new HashMap<>();

  private Edges(List<Node> nodes) {
    for (var node : nodes) {
      var before = new LinkedHashSet<String>();
      node.dependencies().stream().filter(direct::containsKey).forEach(before::add);
      var far = new HashSet<>(before);
      before.forEach(id -> far.addAll(all.getOrDefault(id, Set.of())));
      direct.put(node.id(), before);
      all.put(node.id(), far);
    }
  }

  /** The nodes without the order that follows from the rest anyway. */
  static List<Node> reduced(List<Node> nodes) {
    var edges = new Edges(nodes);
    var reduced = new ArrayList<Node>();
    for (var node : nodes) {
      var upstream = node.upstream().stream().filter(id -> !edges.follows(node, id)).toList();
      reduced.add(
          new Node(node.id(), node.name(), node.inputs(), upstream, node.options(), node.work()));
    }
    return reduced;
  }

  private boolean follows(Node node, String id) {
    return direct.getOrDefault(node.id(), Set.of()).stream()
        .anyMatch(other -> all.getOrDefault(other, Set.of()).contains(id));
  }

  /** For each node those that it waits for, without what follows from the others. */
  static Map<String, Set<String>> of(List<Node> nodes) {
    var edges = new Edges(nodes);
    var reduced = new LinkedHashMap<String, Set<String>>();
    for (var node : nodes) {
      var before = new LinkedHashSet<>(edges.direct.getOrDefault(node.id(), Set.of()));
      before.removeIf(id -> edges.follows(node, id));
      reduced.put(node.id(), before);
    }
    return reduced;
  }
}

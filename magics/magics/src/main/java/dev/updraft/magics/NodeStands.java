package dev.updraft.magics;

import dev.updraft.client.CallState;
import dev.updraft.client.NodeState;
import dev.updraft.client.model.Phase;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Words;
import dev.updraft.types.graph.Node;
import dev.updraft.types.graph.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where the nodes of a workflow stand, in a sign and a few words. */
final class NodeStands {
  private final Map<String, NodeState> nodes;
  private final boolean over;
  private final Instant now;

  NodeStands(CallState state, Instant now) {
    this.nodes = state.nodes().orElse(Map.of());
    this.over = state.ending().isPresent();
    this.now = now;
  }

  /**
   * A node's.
   *
   * @param detail may be empty
   */
  record Stand(Glyph glyph, String detail) {}

  Stand of(Node node) {
    return place(node)
        .map(place -> stand(node, place))
        .orElseGet(() -> new Stand(over ? Glyph.SKIPPED : Glyph.WAITS, ""));
  }

  /** A branch stands where the arm does that it chose. */
  private Optional<String> place(Node node) {
    if (!(node.work() instanceof Work.Branch)) {
      return Optional.of(node.id()).filter(nodes::containsKey);
    }
    var from = node.id().length() + 1;
    return nodes.keySet().stream()
        .filter(key -> key.startsWith(node.id() + "/") && key.indexOf('/', from) < 0)
        .findFirst()
        .or(() -> Optional.of(node.id()).filter(nodes::containsKey)); // it could choose none
  }

  private Stand stand(Node node, String place) {
    var state = Objects.requireNonNull(nodes.get(place));
    var within = within(place);
    var details = new ArrayList<String>();
    if (node.work() instanceof Work.Branch branch) {
      branch.nodes().stream()
          .filter(arm -> place.endsWith("-" + arm.id()))
          .forEach(arm -> details.add(arm.name()));
    }
    if (!within.isEmpty()) {
      details.add(count(within));
    }
    takenOver(within).ifPresent(details::add);
    if (state.phase() == Phase.RECOVERED) {
      details.add("from " + state.takenFrom().map(CellCalls::brief).orElse("an earlier execution"));
    } else if (hit(state, within)) {
      details.add("hit");
    } else {
      details.add(Words.duration(elapsed(state)));
    }
    if (state.attempt() > 0) {
      details.add("attempt " + (state.attempt() + 1));
    }
    return new Stand(glyph(state, within), String.join(" · ", details));
  }

  private List<NodeState> within(String place) {
    return nodes.entrySet().stream()
        .filter(
            entry ->
                entry.getKey().startsWith(place + "/")
                    && entry.getKey().indexOf('/', place.length() + 1) < 0)
        .map(Map.Entry::getValue)
        .toList();
  }

  private static String count(List<NodeState> within) {
    var done =
        within.stream()
            .filter(each -> each.phase() == Phase.SUCCEEDED || each.phase() == Phase.RECOVERED)
            .count();
    var hits = within.stream().filter(NodeState::hit).count();
    var some = hits > 0 && hits < within.size() ? " · " + hits + " hit" : "";
    return done + " of " + within.size() + some;
  }

  /** Of what is within some may be older than the rest. */
  private static Optional<String> takenOver(List<NodeState> within) {
    var taken = within.stream().filter(each -> each.phase() == Phase.RECOVERED).toList();
    return taken.stream()
        .findFirst()
        .flatMap(NodeState::takenFrom)
        .map(from -> taken.size() + " from " + CellCalls.brief(from));
  }

  private static boolean hit(NodeState state, List<NodeState> within) {
    return state.hit()
        || state.phase() == Phase.SUCCEEDED
            && !within.isEmpty()
            && within.stream().allMatch(NodeState::hit);
  }

  private Duration elapsed(NodeState state) {
    return ended(state) ? state.took() : Duration.between(state.since(), now);
  }

  private static boolean ended(NodeState state) {
    return switch (state.phase()) {
      case SUCCEEDED, FAILED, ABORTED, TIMED_OUT -> true;
      default -> false;
    };
  }

  private Glyph glyph(NodeState state, List<NodeState> within) {
    return switch (state.phase()) {
      case SUCCEEDED -> hit(state, within) ? Glyph.HIT : Glyph.DONE;
      case RECOVERED -> Glyph.RECOVERED;
      case FAILED, TIMED_OUT -> Glyph.FAILED;
      case ABORTED -> Glyph.SKIPPED;
      case RUNNING, DYNAMIC_RUNNING -> state.attempt() > 0 ? Glyph.RETRIED : Glyph.RUNNING;
      default -> over ? Glyph.SKIPPED : Glyph.WAITS;
    };
  }
}

package dev.updraft.engine;

import dev.updraft.model.ExecutionEvent;
import dev.updraft.model.GraphLaunch;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Step} decided: the new state, what to store, what to tell watchers (numbered by
 * whoever stores it), what to do after the commit.
 *
 * @param unfolds a graph that begins in the same moment
 */
record Decision(
    Flight flight,
    List<Write> writes,
    List<ExecutionEvent> events,
    List<Effect> effects,
    Optional<GraphLaunch> unfolds) {
  Decision {
    writes = List.copyOf(writes);
    events = List.copyOf(events);
    effects = List.copyOf(effects);
  }
}

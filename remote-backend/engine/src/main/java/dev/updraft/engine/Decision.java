package dev.updraft.engine;

import dev.updraft.model.ExecutionEvent;
import java.util.List;

/**
 * What {@link Step} decided: the new state, what to store, what to tell watchers (numbered by
 * whoever stores it), what to do after the commit.
 */
record Decision(
    Flight flight, List<Write> writes, List<ExecutionEvent> events, List<Effect> effects) {
  Decision {
    writes = List.copyOf(writes);
    events = List.copyOf(events);
    effects = List.copyOf(effects);
  }
}

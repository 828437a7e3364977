package dev.updraft.client;

/**
 * Told how a call goes, from a virtual thread, one state after the other; the last one has an
 * ending. May block.
 */
@FunctionalInterface
public interface CallListener {
  void changed(CallState state);

  static CallListener nobody() {
    return state -> {};
  }
}

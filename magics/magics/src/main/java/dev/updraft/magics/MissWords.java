package dev.updraft.magics;

import dev.updraft.magics.view.Words;
import dev.updraft.task.why.MissReason;
import java.time.Instant;

/** A {@link MissReason} as the sentence a person would say. */
final class MissWords {
  private MissWords() {}

  /** Below the line of a call that runs. */
  static String runs(String task, MissReason reason, Instant now) {
    return reason
        .nearest()
        .map(
            entry ->
                "runs because "
                    + reason.words()
                    + " since "
                    + CellCalls.entry(task, entry.key())
                    + " ("
                    + Words.ago(entry.madeAt(), now)
                    + ")")
        .orElse("first run");
  }
}

package dev.updraft.executor.local;

import dev.updraft.executor.local.ProcessTable.Entry;
import dev.updraft.model.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Sees to it that no attempt, with all its children, uses more memory than it has. */
final class MemoryWatch {
  private static final Duration SETTLED = Duration.ofMillis(200);
  private static final int MOST_NAMED = 4;

  private final ProcessTable table;
  private final InstantSource clock;
  private final BiConsumer<Running, Verdict> condemn;

  MemoryWatch(ProcessTable table, InstantSource clock, BiConsumer<Running, Verdict> condemn) {
    this.table = table;
    this.clock = clock;
    this.condemn = condemn;
  }

  /**
   * Looks once. Attempts of a moment are not looked at: the table costs more than they could use.
   */
  void look(List<Running> present) {
    var settled = clock.instant().minus(SETTLED);
    List<Running> worth =
        present.stream().filter(running -> running.since.isBefore(settled)).toList();
    if (worth.isEmpty()) {
      return;
    }
    List<Entry> all = table.all();
    for (Running running : worth) {
      List<Use> uses = uses(running, all);
      long sum = uses.stream().mapToLong(Use::bytes).sum();
      if (sum > running.memory) {
        condemn.accept(running, new Verdict.Condemned(failure(running.memory, sum, uses)));
      }
    }
  }

  /** What one process has. */
  private record Use(String name, long bytes) {}

  private List<Use> uses(Running running, List<Entry> all) {
    List<Use> uses = new ArrayList<>();
    for (Entry entry : running.worker.tree().members(all)) {
      String name =
          entry.pid() == running.worker.pid()
              ? "the worker"
              : entry.name() + " (pid " + entry.pid() + ")";
      uses.add(new Use(name, table.memory(entry.pid())));
    }
    uses.sort(Comparator.comparingLong(Use::bytes).reversed());
    return uses;
  }

  private Failure failure(long limit, long sum, List<Use> uses) {
    String parts =
        uses.stream()
            .limit(MOST_NAMED)
            .map(use -> use.name() + " " + megabytes(use.bytes()))
            .collect(Collectors.joining(", "));
    String message =
        "out of memory at %s: the task and its children used %s (%s). Ask for more with --mem, or use less."
            .formatted(megabytes(limit), megabytes(sum), parts);
    return new Failure(Failure.Kind.USER, "OOMKilled", message, true, clock.instant());
  }

  private static String megabytes(long bytes) {
    return (bytes & ((1 << 30) - 1)) == 0 && bytes > 0
        ? (bytes >> 30) + " GiB"
        : (bytes >> 20) + " MiB";
  }
}

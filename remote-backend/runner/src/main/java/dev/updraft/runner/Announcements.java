package dev.updraft.runner;

import dev.updraft.api.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt says of itself while it runs: how far it has come, and that its report has
 * changed. Each frame says both, so the last one says all.
 */
final class Announcements implements Progress.Sink {
  private final String attempt;
  private final Consumer<Frame> link;
  private long done;
  private long total;
  private String unit = "";
  private long report;
  private @Nullable Frame last;

  Announcements(String attempt, Consumer<Frame> link) {
    this.attempt = attempt;
    this.link = link;
  }

  @Override
  public synchronized void report(long nowDone, long ofTotal, String ofUnit) {
    done = nowDone;
    total = ofTotal;
    unit = ofUnit;
    send();
  }

  /** Version {@code number} of the report can be read. */
  synchronized void reportWritten(long number) {
    report = number;
    send();
  }

  /** For a backend that has not heard it: one that was started anew. */
  synchronized void repeat() {
    var present = last;
    if (present != null) {
      link.accept(present);
    }
  }

  private void send() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("attempt", attempt);
    fields.put("done", Long.toString(done));
    fields.put("total", Long.toString(total));
    fields.put("unit", unit);
    fields.put("report", Long.toString(report));
    var frame = new Frame(Frame.PROGRESS, fields);
    last = frame;
    link.accept(frame);
  }
}

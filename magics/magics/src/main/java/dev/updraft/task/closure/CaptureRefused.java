package dev.updraft.task.closure;

import java.util.List;
import java.util.stream.Collectors;

/** A task cannot be captured; the message lists every reason at once. The user changes the cell. */
public final class CaptureRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Refusal> refusals;

  public CaptureRefused(List<Refusal> refusals) {
    super(refusals.stream().map(Refusal::text).collect(Collectors.joining("\n\n")));
    this.refusals = List.copyOf(refusals);
  }

  public CaptureRefused(Refusal refusal) {
    this(List.of(refusal));
  }

  /** The reasons, in the order in which a reader meets them from the task on. */
  public List<Refusal> refusals() {
    return refusals;
  }
}

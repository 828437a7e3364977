package dev.updraft.model;

import java.util.List;

/**
 * A request to create an execution, checked and completed by the service.
 *
 * @param spec the serialized {@code admin.ExecutionSpec} as it is to be answered
 * @param inputs the serialized, complete {@code core.LiteralMap}
 * @param launched the task or launch plan, as sent
 * @param role by itself, or for a node of a graph
 * @param references uris of blobs that the inputs hold, so that they are not collected
 */
public record Launch(
    ExecutionId id,
    byte[] spec,
    byte[] inputs,
    EntityId launched,
    TaskRun run,
    Role role,
    Labels labels,
    List<String> references)
    implements Request {
  public Launch {
    references = List.copyOf(references);
  }

  @Override
  public Launch recovering(ExecutionId earlier) {
    return as(role.recovering(earlier));
  }

  /** The same in another role. */
  public Launch as(Role other) {
    return new Launch(id, spec, inputs, launched, run, other, labels, references);
  }
}

package dev.updraft.model;

import java.util.List;

/**
 * A request to run a graph, checked and completed by the service.
 *
 * @param spec the serialized {@code admin.ExecutionSpec} as it is to be answered
 * @param inputs the serialized, complete {@code core.LiteralMap}
 * @param launched the launch plan or workflow, as sent
 * @param workflow the registered workflow that it runs, or a part of
 * @param role which part of the workflow, and for whom
 * @param references uris of blobs that the inputs hold, so that they are not collected
 */
public record GraphLaunch(
    ExecutionId id,
    byte[] spec,
    byte[] inputs,
    EntityId launched,
    EntityId workflow,
    Role role,
    Labels labels,
    List<String> references)
    implements Request {
  public GraphLaunch {
    references = List.copyOf(references);
  }

  @Override
  public GraphLaunch recovering(ExecutionId earlier) {
    return new GraphLaunch(
        id, spec, inputs, launched, workflow, role.recovering(earlier), labels, references);
  }
}

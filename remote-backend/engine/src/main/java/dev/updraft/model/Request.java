package dev.updraft.model;

import java.util.List;

/** A request to run something, checked and completed by the service. */
public sealed interface Request permits Launch, GraphLaunch {
  ExecutionId id();

  Role role();

  /** The serialized {@code admin.ExecutionSpec} as it is to be answered. */
  byte[] spec();

  /** The uris of blobs that the inputs hold. */
  List<String> references();

  /** The serialized, complete {@code core.LiteralMap}. */
  byte[] inputs();

  /** The same, going on from an earlier execution. */
  Request recovering(ExecutionId earlier);
}

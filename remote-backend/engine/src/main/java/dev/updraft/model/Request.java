package dev.updraft.model;

/** A request to run something, checked and completed by the service. */
public sealed interface Request permits Launch, GraphLaunch {
  ExecutionId id();

  Role role();
}

package dev.updraft.client.model;

/** What can be launched: a registered task, or a workflow by the launch plan of its name. */
public sealed interface Launchable permits TaskId, WorkflowId {
  String project();

  String domain();

  String name();

  String version();
}

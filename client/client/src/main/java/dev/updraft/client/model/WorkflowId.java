package dev.updraft.client.model;

/** A registered workflow's whole name, and its default launch plan's. */
public record WorkflowId(String project, String domain, String name, String version)
    implements Launchable {}

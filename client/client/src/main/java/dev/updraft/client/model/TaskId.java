package dev.updraft.client.model;

/** A registered task's whole name. */
public record TaskId(String project, String domain, String name, String version)
    implements Launchable {}

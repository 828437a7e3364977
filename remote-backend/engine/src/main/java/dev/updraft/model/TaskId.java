package dev.updraft.model;

/** A task's whole name. */
public record TaskId(String project, String domain, String name, String version) {}

package dev.updraft.model;

/**
 * An execution's whole name; {@code name} is made by the client (formats: a letter and 19 of {@code
 * [a-z2-9]}).
 */
public record ExecutionId(String project, String domain, String name) {}

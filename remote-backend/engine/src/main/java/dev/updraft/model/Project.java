package dev.updraft.model;

/** A project; domains are the backend's configuration, the same for all. */
public record Project(String id, String name, String description) {}

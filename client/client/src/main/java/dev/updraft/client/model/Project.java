package dev.updraft.client.model;

import java.util.List;

/** A project and its domains. */
public record Project(String id, String name, List<String> domains) {}

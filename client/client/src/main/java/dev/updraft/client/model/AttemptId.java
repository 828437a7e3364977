package dev.updraft.client.model;

/** One attempt at a task node. {@code number} counts from 0; people are shown one more. */
public record AttemptId(ExecutionId execution, String node, int number) {}

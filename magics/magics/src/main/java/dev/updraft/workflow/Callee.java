package dev.updraft.workflow;

import dev.updraft.types.TypedInterface;
import dev.updraft.types.graph.Reference;

/** A task or workflow that a workflow calls, as it is registered or will be. */
public record Callee(Reference reference, TypedInterface typedInterface) {}

package dev.updraft.types.mapping;

/** An input or output: its name, and how its values travel. */
record Named(String name, Form form) {}

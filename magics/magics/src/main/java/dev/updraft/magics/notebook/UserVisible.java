package dev.updraft.magics.notebook;

/**
 * Implemented by exceptions whose message is written for the notebook's user: when one ends a cell,
 * the cell is red and shows the message's lines alone, without a stack trace of ours or the
 * kernel's. {@link dev.updraft.api.TaskFailed} and its subclasses are shown in the same way.
 */
public interface UserVisible {}

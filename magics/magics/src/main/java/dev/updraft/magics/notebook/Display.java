package dev.updraft.magics.notebook;

/**
 * One output of a cell, which can change its content in place. May be updated by any thread, also
 * after its cell has ended and while another cell runs.
 */
public interface Display {
  /** Replaces what is shown. */
  void update(View view);
}

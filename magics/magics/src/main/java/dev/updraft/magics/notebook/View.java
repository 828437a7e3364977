package dev.updraft.magics.notebook;

/**
 * One answer in its two forms, which say the same words. A magic that returns a view has it shown
 * as its value.
 */
public interface View {
  /**
   * A whole output: HTML within Updraft's own scope and with its style sheet; no script, no
   * network.
   */
  String html();

  /** The same for terminals, plain-text clients and diffs; no trailing line break. */
  String text();

  /** A view of two finished texts. */
  static View of(String html, String text) {
    return new Finished(html, text);
  }

  /** Both forms, ready. */
  record Finished(String html, String text) implements View {}
}

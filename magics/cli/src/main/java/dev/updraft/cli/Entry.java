package dev.updraft.cli;

/** A remembered output as people name it: {@code delays@3f2a}. */
record Entry(String task, String key) {
  static Entry parse(String text) {
    var at = text.lastIndexOf('@');
    if (at < 1 || at == text.length() - 1) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' does not name a remembered output. Write TASK@KEY, e.g. delays@3f2a; 'outputs' lists them.");
    }
    return new Entry(text.substring(0, at), text.substring(at + 1));
  }
}

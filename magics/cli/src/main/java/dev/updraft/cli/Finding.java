package dev.updraft.cli;

import dev.updraft.magics.view.Glyph;

/**
 * One thing that {@code updraft doctor} looked at.
 *
 * @param fix what to do; empty where nothing need be done
 */
record Finding(Kind kind, String what, String fix) {
  enum Kind {
    GOOD(Glyph.DONE),
    /** Worth knowing, and not wrong. */
    NOTE(Glyph.WAITS),
    WRONG(Glyph.FAILED);

    private final Glyph glyph;

    Kind(Glyph glyph) {
      this.glyph = glyph;
    }
  }

  static Finding good(String what) {
    return new Finding(Kind.GOOD, what, "");
  }

  static Finding note(String what) {
    return new Finding(Kind.NOTE, what, "");
  }

  static Finding wrong(String what, String fix) {
    return new Finding(Kind.WRONG, what, fix);
  }

  boolean isWrong() {
    return kind == Kind.WRONG;
  }

  String text() {
    var line = kind.glyph.sign() + " " + what;
    return fix.isEmpty() ? line : line + "\n  " + fix;
  }
}

package dev.updraft.magics.view;

/** Where something stands: a sign that reads without colour, and the style class that adds one. */
public enum Glyph {
  DONE("✓", "ok"),
  RUNNING("●", "run"),
  WAITS("○", "wait"),
  HIT("◆", "hit"),
  RECOVERED("◇", "hit"),
  FAILED("✕", "fail"),
  RETRIED("↺", "run"),
  SKIPPED("–", "wait");

  private final String sign;
  private final String style;

  Glyph(String sign, String style) {
    this.sign = sign;
    this.style = style;
  }

  public String sign() {
    return sign;
  }

  String style() {
    return style;
  }
}

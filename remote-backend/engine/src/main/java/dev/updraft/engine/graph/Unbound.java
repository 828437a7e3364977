package dev.updraft.engine.graph;

/** A value that a node is to be given cannot be had from what ended before it. */
final class Unbound extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  Unbound(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}

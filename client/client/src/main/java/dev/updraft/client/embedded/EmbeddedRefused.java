package dev.updraft.client.embedded;

/** The embedded backend cannot be had; the message is a sentence for its user. */
public final class EmbeddedRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedRefused(String message) {
    super(message);
  }
}

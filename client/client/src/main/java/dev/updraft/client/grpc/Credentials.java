package dev.updraft.client.grpc;

import java.util.Map;

/**
 * What a client shows with every call: headers. Equal credentials keep a channel open when the
 * address is asked for anew.
 */
public interface Credentials {
  Map<String, String> headers();

  /**
   * A backend did not accept these headers: what they were made of is to be forgotten, unless that
   * has happened meanwhile.
   */
  default void refused(Map<String, String> shown) {}

  /** Nothing to show. */
  record None() implements Credentials {
    @Override
    public Map<String, String> headers() {
      return Map.of();
    }
  }

  /** A token that does not change. */
  record Token(String token) implements Credentials {
    @Override
    public Map<String, String> headers() {
      return Map.of("authorization", "Bearer " + token);
    }

    @Override
    public String toString() {
      return "Token[..]";
    }
  }
}

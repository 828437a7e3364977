package dev.updraft.client.grpc;

import java.util.Map;

/**
 * What a client shows with every call: headers. Equal credentials keep a channel open when the
 * address is asked for anew.
 */
public interface Credentials {
  Map<String, String> headers();

  /** A backend did not accept the headers: whatever is remembered is to be forgotten. */
  default void refused() {}

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

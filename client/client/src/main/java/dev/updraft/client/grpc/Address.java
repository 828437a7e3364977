package dev.updraft.client.grpc;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A backend and how to talk to it.
 *
 * @param target as gRPC reads it, e.g. {@code dns:///flyte.example.com:443} or {@code
 *     127.0.0.1:30080}
 */
public record Address(String target, Security security, Credentials credentials) {

  /** What protects the connection. */
  public sealed interface Security {
    /** Nothing: on loopback, or because somebody said so. */
    record Plaintext() implements Security {}

    /**
     * TLS.
     *
     * @param authority a file of trusted certificates; empty = the JDK's
     */
    record Tls(Optional<Path> authority) implements Security {}
  }

  /** The target as people write it. */
  public String shown() {
    return target.replaceFirst("^dns:///", "");
  }
}

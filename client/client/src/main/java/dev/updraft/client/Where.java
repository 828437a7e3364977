package dev.updraft.client;

import dev.updraft.client.embedded.Home;
import dev.updraft.client.grpc.Address;
import java.nio.file.Path;
import java.util.Optional;

/** Which backend. */
public sealed interface Where {
  /**
   * The daemon of this user and data folder, started when it is not there.
   *
   * @param jars where the backend's built jars lie; without them it can be found but not installed
   */
  record Embedded(Home home, Optional<Path> jars) implements Where {}

  /** Somebody else's: Updraft's backend or a Flyte. */
  record Remote(Address address) implements Where {}
}

package dev.updraft.client.login;

import dev.updraft.client.grpc.LoginServer;

/** A way to the first tokens. */
interface Flow {
  /**
   * Logs in; may wait for a person.
   *
   * @throws dev.updraft.client.model.BackendException.Denied with the reason
   */
  Tokens logIn(LoginServer server, TokenEndpoint tokens);

  /** The client that the tokens are for. */
  String clientId(LoginServer server);

  /** What else must be said when tokens are refreshed, beside the client's id. */
  default String basic() {
    return "";
  }
}

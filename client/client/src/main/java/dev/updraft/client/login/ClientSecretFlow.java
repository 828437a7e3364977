package dev.updraft.client.login;

import static dev.updraft.client.login.TokenEndpoint.encoded;

import dev.updraft.client.grpc.LoginServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/**
 * A machine's login: client credentials (RFC 6749, 4.4), the client's id and secret by basic
 * authentication.
 *
 * @param secret read at each login, so that a changed one is found
 * @param scopes empty = those that the server names
 */
record ClientSecretFlow(String id, Supplier<String> secret, List<String> scopes) implements Flow {
  @Override
  public Tokens logIn(LoginServer server, TokenEndpoint tokens) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "client_credentials");
    var wanted = scopes.isEmpty() ? server.scopes() : scopes;
    if (!wanted.isEmpty()) {
      form.put("scope", String.join(" ", wanted));
    }
    if (!server.audience().isEmpty()) {
      form.put("audience", server.audience());
    }
    return tokens.tokens(server.token(), tokens.post(server.token(), form, basic()));
  }

  @Override
  public String clientId(LoginServer server) {
    return id;
  }

  @Override
  public String basic() {
    var both = encoded(id) + ":" + encoded(secret.get());
    return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "ClientSecretFlow[id=" + id + ", ..]";
  }
}

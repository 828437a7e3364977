package dev.updraft.client.login;

import dev.updraft.client.grpc.Credentials;
import dev.updraft.client.grpc.LoginServer;
import dev.updraft.client.model.BackendException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a login. Nothing is asked before a backend refuses a call, for one without a login has
 * no login service (contract 8.4). Then one caller logs in, and the others wait for it. A token is
 * refreshed shortly before it expires; where that fails, the login is made anew.
 *
 * <p>Tokens are kept in memory alone: a notebook's next kernel logs in again.
 */
final class OAuthCredentials implements Credentials {
  private final Supplier<LoginServer> ask;
  private final Flow flow;
  private final TokenEndpoint endpoint;
  private boolean wanted;
  private @Nullable LoginServer server;
  private @Nullable Tokens tokens;

  /**
   * @param ask what the backend says of its login; asked once
   */
  OAuthCredentials(Supplier<LoginServer> ask, Flow flow, InstantSource clock) {
    this.ask = ask;
    this.flow = flow;
    this.endpoint = new TokenEndpoint(clock);
  }

  @Override
  public synchronized Map<String, String> headers() {
    if (!wanted) {
      return Map.of();
    }
    var here = server == null ? ask.get() : server;
    server = here;
    var current = tokens;
    if (current == null || !current.isGood(endpoint.now())) {
      current =
          renewed(here, Optional.ofNullable(current)).orElseGet(() -> flow.logIn(here, endpoint));
      tokens = current;
    }
    return Map.of(here.header(), "Bearer " + current.access());
  }

  private Optional<Tokens> renewed(LoginServer from, Optional<Tokens> old) {
    var refresh = old.flatMap(Tokens::refresh);
    if (refresh.isEmpty()) {
      return Optional.empty();
    }
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refresh.get());
    form.put("client_id", flow.clientId(from));
    try {
      var fresh = endpoint.tokens(from.token(), endpoint.post(from.token(), form, flow.basic()));
      return Optional.of(
          new Tokens(fresh.access(), fresh.refresh().or(() -> refresh), fresh.expires()));
    } catch (BackendException.Denied _) {
      return Optional.empty(); // it has expired too, or was taken back
    }
  }

  @Override
  public synchronized void refused(Map<String, String> shown) {
    wanted = true;
    if (tokens != null && shown.containsValue("Bearer " + tokens.access())) {
      // The refresh token may still do.
      tokens = new Tokens(tokens.access(), tokens.refresh(), Optional.of(endpoint.now()));
    }
  }

  @Override
  public String toString() {
    return "OAuthCredentials[" + flow.getClass().getSimpleName() + "]";
  }
}

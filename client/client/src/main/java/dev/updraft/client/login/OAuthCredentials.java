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
 * <p>A person's tokens are kept for the next kernel and the next command; a machine's are not, for
 * it can log in whenever it likes.
 */
final class OAuthCredentials implements Credentials {
  private final Supplier<LoginServer> ask;
  private final Flow flow;
  private final TokenEndpoint endpoint;
  private final Optional<TokenFile> kept;
  private boolean wanted;
  private @Nullable LoginServer server;
  private @Nullable Tokens tokens;

  /**
   * @param ask what the backend says of its login; asked once
   * @param kept where tokens are between processes; empty = nowhere
   */
  OAuthCredentials(
      Supplier<LoginServer> ask, Flow flow, Optional<TokenFile> kept, InstantSource clock) {
    this.ask = ask;
    this.flow = flow;
    this.kept = kept;
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
      var refused = Optional.ofNullable(current);
      current = fresh(here, refused);
      tokens = current;
    }
    return Map.of(here.header(), "Bearer " + current.access());
  }

  /**
   * @param refused or expired
   */
  private Tokens fresh(LoginServer from, Optional<Tokens> refused) {
    var client = flow.clientId(from);
    // Another process may have been here meanwhile, and an old refresh token is of no use then.
    var found = kept.flatMap(file -> file.read(from, client));
    var other =
        found.filter(
            tokens -> refused.filter(old -> old.access().equals(tokens.access())).isEmpty());
    if (other.filter(tokens -> tokens.isGood(endpoint.now())).isPresent()) {
      return other.get();
    }
    var made = renewed(from, found.or(() -> refused)).orElseGet(() -> flow.logIn(from, endpoint));
    kept.ifPresent(file -> file.write(from, client, made));
    return made;
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

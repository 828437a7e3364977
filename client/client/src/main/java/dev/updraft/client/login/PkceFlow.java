package dev.updraft.client.login;

import static dev.updraft.client.login.TokenEndpoint.encoded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.updraft.client.grpc.LoginServer;
import dev.updraft.client.model.BackendException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A person's login in the browser of this machine: authorization code with a proof key (RFC 7636,
 * S256; RFC 8252, loopback). The browser comes back to a port that is open on loopback alone, for
 * that moment, and only who brings the state that was sent is listened to.
 *
 * @param clientId empty = the server's public client
 * @param scopes empty = those that the server names
 * @param open gets the address that a browser must open
 * @param patience how long a person may take
 */
record PkceFlow(String clientId, List<String> scopes, Consumer<URI> open, Duration patience)
    implements Flow {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  public Tokens logIn(LoginServer server, TokenEndpoint tokens) {
    var authorization = needed(server.authorization(), "authorization endpoint");
    var redirect = needed(server.redirect(), "redirect address");
    if (!TokenEndpoint.isLoopback(redirect) || redirect.getPort() < 1) {
      throw TokenEndpoint.denied(
          "The backend sends the browser to %s, which is no port of this machine."
              .formatted(redirect),
          null);
    }
    var verifier = random();
    var state = random();
    var came = new CompletableFuture<Map<String, String>>();
    var door = open(redirect, state, came);
    try {
      open.accept(address(authorization, server, redirect, verifier, state));
      var answer = came.get(patience.toSeconds(), TimeUnit.SECONDS);
      var code = answer.getOrDefault("code", "");
      if (code.isEmpty()) {
        throw TokenEndpoint.denied(
            "The login was refused: %s %s"
                .formatted(
                    answer.getOrDefault("error", "no code"),
                    answer.getOrDefault("error_description", ""))
                .strip(),
            null);
      }
      var form = new LinkedHashMap<String, String>();
      form.put("grant_type", "authorization_code");
      form.put("code", code);
      form.put("redirect_uri", redirect.toString());
      form.put("client_id", clientId(server));
      form.put("code_verifier", verifier);
      return tokens.tokens(server.token(), tokens.post(server.token(), form, ""));
    } catch (TimeoutException e) {
      throw TokenEndpoint.denied(
          "Nobody logged in within %d seconds. The next call asks again."
              .formatted(patience.toSeconds()),
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException.GivenUp("Interrupted.", e);
    } finally {
      door.stop(0);
    }
  }

  private static URI needed(Optional<URI> uri, String what) {
    return uri.orElseThrow(
        () ->
            TokenEndpoint.denied(
                "The backend's login names no %s, so a browser cannot be used. Use authType ClientSecret or DeviceFlow."
                    .formatted(what),
                null));
  }

  private URI address(
      URI authorization, LoginServer server, URI redirect, String verifier, String state) {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", clientId(server));
    query.put("redirect_uri", redirect.toString());
    var wanted = scopes.isEmpty() ? server.scopes() : scopes;
    query.put("scope", String.join(" ", wanted));
    query.put("state", state);
    query.put("code_challenge", challenge(verifier));
    query.put("code_challenge_method", "S256");
    if (!server.audience().isEmpty()) {
      query.put("audience", server.audience());
    }
    var text = new StringBuilder(authorization.toString());
    text.append(authorization.getQuery() == null ? '?' : '&');
    query.forEach(
        (name, value) -> text.append(encoded(name)).append('=').append(encoded(value)).append('&'));
    text.setLength(text.length() - 1);
    return URI.create(text.toString());
  }

  private static HttpServer open(
      URI redirect, String state, CompletableFuture<Map<String, String>> came) {
    try {
      var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), redirect.getPort());
      var server = HttpServer.create(here, 0);
      server.createContext("/", exchange -> answer(exchange, redirect, state, came));
      server.start();
      return server;
    } catch (IOException e) {
      throw TokenEndpoint.denied(
          "The browser must come back to port %d of this machine, which is taken: end the other program, or log in with authType DeviceFlow."
              .formatted(redirect.getPort()),
          e);
    }
  }

  private static void answer(
      HttpExchange exchange,
      URI redirect,
      String state,
      CompletableFuture<Map<String, String>> came)
      throws IOException {
    try (exchange) {
      var query = query(exchange.getRequestURI().getRawQuery());
      var ours =
          exchange.getRequestMethod().equals("GET")
              && exchange.getRequestURI().getPath().equals(redirect.getPath())
              && MessageDigest.isEqual(
                  query.getOrDefault("state", "").getBytes(StandardCharsets.UTF_8),
                  state.getBytes(StandardCharsets.UTF_8));
      var said =
          (ours
                  ? "You can close this page and go back to your notebook."
                  : "This is not the login that was asked for.")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(ours ? 200 : 400, said.length);
      exchange.getResponseBody().write(said);
      if (ours) {
        came.complete(query);
      }
    }
  }

  private static Map<String, String> query(@Nullable String raw) {
    var fields = new HashMap<String, String>();
    if (raw != null) {
      for (var field : raw.split("&")) {
        int at = field.indexOf('=');
        if (at > 0) {
          fields.put(
              field.substring(0, at),
              URLDecoder.decode(field.substring(at + 1), StandardCharsets.UTF_8));
        }
      }
    }
    return fields;
  }

  private static String random() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String clientId(LoginServer server) {
    return clientId.isEmpty() ? server.clientId() : clientId;
  }
}

package dev.updraft.client.login;

import dev.updraft.client.grpc.Link;
import dev.updraft.client.grpc.LoginServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A person's login where no browser can come back: a code to type in on any device (RFC 8628).
 *
 * @param clientId empty = the server's public client
 * @param scopes empty = those that the server names
 * @param tell what a person must read
 */
record DeviceFlow(String clientId, List<String> scopes, Consumer<String> tell) implements Flow {
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);

  @Override
  public Tokens logIn(LoginServer server, TokenEndpoint tokens) {
    var device =
        server
            .device()
            .orElseThrow(
                () ->
                    TokenEndpoint.denied(
                        "The backend's login has no device flow. Use authType Pkce, or ClientSecret.",
                        null));
    var form = new LinkedHashMap<String, String>();
    form.put("client_id", clientId(server));
    var wanted = scopes.isEmpty() ? server.scopes() : scopes;
    if (!wanted.isEmpty()) {
      form.put("scope", String.join(" ", wanted));
    }
    if (!server.audience().isEmpty()) {
      form.put("audience", server.audience());
    }
    var asked = tokens.post(device, form, "");
    var code = asked.fields().getOrDefault("device_code", "");
    if (!asked.error().isEmpty() || code.isEmpty()) {
      throw TokenEndpoint.denied(
          "The login server at %s gives no device code: %s".formatted(device, asked.told()), null);
    }
    tell.accept(invitation(asked.fields()));
    var end = tokens.now().plusSeconds(seconds(asked, "expires_in", 600));
    return poll(
        server,
        tokens,
        code,
        Duration.ofSeconds(seconds(asked, "interval", USUAL_PAUSE.toSeconds())),
        end);
  }

  private static String invitation(Map<String, String> asked) {
    var complete = asked.getOrDefault("verification_uri_complete", "");
    return complete.isEmpty()
        ? "To log in, open %s and enter %s"
            .formatted(
                asked.getOrDefault("verification_uri", asked.getOrDefault("verification_url", "")),
                asked.getOrDefault("user_code", ""))
        : "To log in, open %s (the code is %s)"
            .formatted(complete, asked.getOrDefault("user_code", ""));
  }

  private static long seconds(TokenEndpoint.Answer answer, String field, long usual) {
    var text = answer.fields().getOrDefault(field, "");
    return text.matches("\\d{1,6}") ? Long.parseLong(text) : usual;
  }

  private Tokens poll(
      LoginServer server, TokenEndpoint tokens, String code, Duration first, Instant end) {
    var form =
        Map.of(
            "grant_type",
            "urn:ietf:params:oauth:grant-type:device_code",
            "device_code",
            code,
            "client_id",
            clientId(server));
    URI to = server.token();
    for (var pause = first; tokens.now().isBefore(end); ) {
      Link.pause(pause);
      var answer = tokens.post(to, form, "");
      switch (answer.error()) {
        case "authorization_pending" -> {}
        case "slow_down" -> pause = pause.plus(USUAL_PAUSE);
        case "access_denied" ->
            throw TokenEndpoint.denied("The login was refused in the browser.", null);
        case "expired_token" -> end = Instant.MIN;
        default -> {
          return tokens.tokens(to, answer);
        }
      }
    }
    throw TokenEndpoint.denied(
        "Nobody entered the code in time. The next call shows a new one.", null);
  }

  @Override
  public String clientId(LoginServer server) {
    return clientId.isEmpty() ? server.clientId() : clientId;
  }
}

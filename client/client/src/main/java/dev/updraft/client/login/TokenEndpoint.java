package dev.updraft.client.login;

import dev.updraft.client.json.Json;
import dev.updraft.client.model.BackendException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where an authorization server gives tokens (RFC 6749, 3.2). Nothing of what is sent is ever told.
 */
final class TokenEndpoint {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LARGEST = 1 << 20;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER) // a secret goes nowhere else
          .build();
  private final InstantSource clock;

  TokenEndpoint(InstantSource clock) {
    this.clock = clock;
  }

  /** An answer, right or wrong, as its fields. */
  record Answer(int status, Map<String, String> fields) {
    /** The error code; empty when there is none. */
    String error() {
      return fields.getOrDefault("error", status >= 400 ? "HTTP " + status : "");
    }

    String told() {
      var description = fields.getOrDefault("error_description", "");
      return description.isEmpty() ? error() : error() + ": " + description;
    }
  }

  /**
   * Posts a form.
   *
   * @param basic the client's authentication; empty = none
   */
  Answer post(URI to, Map<String, String> form, String basic) {
    if (!"https".equals(to.getScheme()) && !isLoopback(to)) {
      throw denied(
          "The login at %s is not encrypted, so nothing is sent there.".formatted(to), null);
    }
    var body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(to)
            .timeout(PATIENCE)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!basic.isEmpty()) {
      request.header("authorization", "Basic " + basic);
    }
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (var bytes = answer.body()) {
        return new Answer(answer.statusCode(), fields(bytes.readNBytes(LARGEST)));
      }
    } catch (IOException e) {
      throw new BackendException.Unavailable(
          "The login server at %s cannot be reached: %s".formatted(to, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException.GivenUp("Interrupted.", e);
    }
  }

  /** The tokens of an answer that must have some. */
  Tokens tokens(URI from, Answer answer) {
    var access = answer.fields().getOrDefault("access_token", "");
    if (!answer.error().isEmpty() || access.isEmpty()) {
      throw denied(
          "The login server at %s gives no token: %s"
              .formatted(from, answer.error().isEmpty() ? "none in its answer" : answer.told()),
          null);
    }
    var lasts = answer.fields().getOrDefault("expires_in", "");
    return new Tokens(
        access,
        Optional.ofNullable(answer.fields().get("refresh_token")),
        lasts.matches("\\d{1,9}")
            ? Optional.of(now().plusSeconds(Long.parseLong(lasts)))
            : Optional.empty());
  }

  Instant now() {
    return clock.instant();
  }

  static boolean isLoopback(URI uri) {
    var host = String.valueOf(uri.getHost());
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.[0-9.]+");
  }

  static BackendException.Denied denied(String message, @Nullable Throwable cause) {
    return new BackendException.Denied(
        message, cause == null ? new IllegalStateException(message) : cause);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** None of a page for people, of a proxy for instance. */
  private static Map<String, String> fields(byte[] answer) {
    try {
      return Json.fields(answer);
    } catch (IOException _) {
      return Map.of();
    }
  }
}

package dev.updraft.client.login;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An authorization server that believes nothing: every parameter must be right, every code is good
 * once.
 */
final class StrictIdp implements AutoCloseable {
  static final String CLIENT = "flytectl";
  static final String MACHINE = "ci@example.com";
  static final String SECRET = "s3cret/with+signs";

  /** Access tokens that a backend may accept. */
  final Set<String> good = ConcurrentHashMap.newKeySet();

  final List<String> grants = new CopyOnWriteArrayList<>();

  /** What the device flow's polls are answered before the person has typed the code. */
  final Deque<String> polls = new ArrayDeque<>();

  volatile int lasts = 3600;
  volatile String scope = "all offline";
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final Set<String> refresh = ConcurrentHashMap.newKeySet();
  private final HttpServer http;
  private int number;

  StrictIdp() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/token", exchange -> answer(exchange, token(exchange)));
    http.createContext("/device", exchange -> answer(exchange, device(exchange)));
    http.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + path;
  }

  /** As a browser whose user agrees: the code for what was asked. */
  String authorize(Map<String, String> query) {
    require(query, "response_type", "code");
    require(query, "client_id", CLIENT);
    require(query, "scope", scope);
    require(query, "code_challenge_method", "S256");
    if (query.getOrDefault("state", "").length() < 20) {
      throw new AssertionError("a state that can be guessed: " + query);
    }
    var code = "code" + ++number;
    codes.put(code, query);
    return code;
  }

  private static void require(Map<String, String> fields, String name, String wanted) {
    if (!wanted.equals(fields.get(name))) {
      throw new AssertionError(name + " is not " + wanted + ": " + fields);
    }
  }

  private Map<String, String> token(HttpExchange exchange) throws IOException {
    var form = form(exchange);
    grants.add(form.getOrDefault("grant_type", ""));
    return switch (form.getOrDefault("grant_type", "")) {
      case "client_credentials" -> {
        var basic = exchange.getRequestHeaders().getFirst("authorization");
        var wanted =
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(
                        "ci%40example.com:s3cret%2Fwith%2Bsigns".getBytes(StandardCharsets.UTF_8));
        yield !wanted.equals(basic)
            ? Map.of("error", "invalid_client", "error_description", "unknown client or secret")
            : !scope.equals(form.get("scope")) || !"flyte".equals(form.get("audience"))
                ? Map.of("error", "invalid_scope")
                : given(false);
      }
      case "authorization_code" -> {
        var asked = codes.remove(form.getOrDefault("code", ""));
        yield asked == null
                || !asked.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
                || !CLIENT.equals(form.get("client_id"))
                || !asked
                    .getOrDefault("code_challenge", "")
                    .equals(s256(form.getOrDefault("code_verifier", "")))
            ? Map.of("error", "invalid_grant")
            : given(true);
      }
      case "refresh_token" ->
          refresh.remove(form.getOrDefault("refresh_token", ""))
              ? given(true)
              : Map.of("error", "invalid_grant", "error_description", "expired");
      case "urn:ietf:params:oauth:grant-type:device_code" -> {
        var poll = polls.isEmpty() ? "" : polls.pop();
        yield !"device-1".equals(form.get("device_code"))
            ? Map.of("error", "invalid_grant")
            : poll.isEmpty() ? given(true) : Map.of("error", poll);
      }
      default -> Map.of("error", "unsupported_grant_type");
    };
  }

  private Map<String, String> device(HttpExchange exchange) throws IOException {
    var form = form(exchange);
    return CLIENT.equals(form.get("client_id"))
        ? Map.of(
            "device_code", "device-1",
            "user_code", "WDJB-MJHT",
            "verification_uri", url("/activate"),
            "expires_in", "60",
            "interval", "0")
        : Map.of("error", "invalid_client");
  }

  private synchronized Map<String, String> given(boolean refreshed) {
    var access = "access" + ++number;
    good.add(access);
    var answer =
        new HashMap<>(
            Map.of("access_token", access, "token_type", "bearer", "expires_in", "" + lasts));
    if (refreshed) {
      refresh.add("refresh" + number);
      answer.put("refresh_token", "refresh" + number);
    }
    return answer;
  }

  /** Whoever was let in must log in or refresh again. */
  void expire(boolean refreshToo) {
    good.clear();
    if (refreshToo) {
      refresh.clear();
    }
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    return query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  static Map<String, String> query(String raw) {
    var fields = new HashMap<String, String>();
    for (var field : raw.split("&")) {
      int at = field.indexOf('=');
      fields.put(
          field.substring(0, at),
          URLDecoder.decode(field.substring(at + 1), StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static String s256(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, Map<String, String> fields) throws IOException {
    var json = new StringBuilder("{");
    fields.forEach(
        (name, value) ->
            json.append(json.length() == 1 ? "" : ",")
                .append("\"%s\":\"%s\"".formatted(name, value)));
    var bytes = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(fields.containsKey("error") ? 400 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}

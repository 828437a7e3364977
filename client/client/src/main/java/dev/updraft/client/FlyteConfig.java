package dev.updraft.client;

import dev.updraft.client.embedded.Home;
import dev.updraft.client.grpc.Address;
import dev.updraft.client.grpc.Address.Security;
import dev.updraft.client.grpc.CommandToken;
import dev.updraft.client.grpc.Credentials;
import dev.updraft.client.login.Logins;
import dev.updraft.types.Nearest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The file that Flyte's own tools read: {@code admin.endpoint} and how to be let in. */
final class FlyteConfig {
  private static final List<String> TYPES =
      List.of("Pkce", "ClientSecret", "DeviceFlow", "ExternalCommand");

  private FlyteConfig() {}

  static Address read(Path file, Map<String, String> environment) {
    var admin = new Section("admin", section(file, load(file), "admin"), file);
    var endpoint =
        admin
            .text("endpoint")
            .orElseThrow(
                () -> admin.wrong("endpoint", "is missing; say e.g. dns:///flyte.example.com"));
    var open = new Address(target(endpoint), security(admin, endpoint), new Credentials.None());
    return new Address(open.target(), open.security(), credentials(admin, open, environment));
  }

  /**
   * An endpoint without a file: {@code host:port}, {@code dns:///host:port}, {@code http://..} or
   * {@code https://..}.
   */
  static Address endpoint(String endpoint, Map<String, String> environment) {
    var insecure =
        endpoint.startsWith("http://") || "true".equals(environment.get("UPDRAFT_INSECURE"));
    var tls = endpoint.startsWith("https://");
    var security =
        !tls && (insecure || loopback(endpoint))
            ? new Security.Plaintext()
            : new Security.Tls(Optional.empty());
    return new Address(target(endpoint), security, token(environment));
  }

  private static Credentials token(Map<String, String> environment) {
    return Settings.said(environment, "UPDRAFT_TOKEN")
        .<Credentials>map(Credentials.Token::new)
        .orElseGet(Credentials.None::new);
  }

  private static Security security(Section admin, String endpoint) {
    if (admin.flag("insecureSkipVerify")) {
      throw admin.wrong(
          "insecureSkipVerify", "is not supported: name the certificate in caCertFilePath instead");
    }
    var insecure = admin.text("insecure").isPresent() ? admin.flag("insecure") : loopback(endpoint);
    return insecure
        ? new Security.Plaintext()
        : new Security.Tls(admin.text("caCertFilePath").map(Path::of));
  }

  private static Credentials credentials(
      Section admin, Address open, Map<String, String> environment) {
    if (Settings.said(environment, "UPDRAFT_TOKEN").isPresent()) {
      return token(environment);
    }
    var type = admin.text("authType").orElse("");
    var clientId = admin.text("clientId").orElse("");
    var scopes = admin.list("scopes");
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "" -> new Credentials.None();
      case "externalcommand" -> {
        var command = admin.list("command");
        if (command.isEmpty()) {
          throw admin.wrong(
              "command", "is missing; authType ExternalCommand needs a list of words");
        }
        yield new CommandToken(command);
      }
      case "clientsecret" -> {
        if (clientId.isEmpty()) {
          throw admin.wrong("clientId", "is missing; authType ClientSecret needs it");
        }
        yield Logins.clientSecret(open, clientId, secret(admin, environment), scopes);
      }
      case "pkce" -> Logins.pkce(open, clientId, scopes, tokens(environment), System.err::println);
      case "deviceflow" ->
          Logins.device(open, clientId, scopes, tokens(environment), System.err::println);
      default ->
          throw admin.wrong(
              "authType",
              "is '%s'. %sThere are %s"
                  .formatted(type, Nearest.hint(type, TYPES), String.join(", ", TYPES)));
    };
  }

  private static Path tokens(Map<String, String> environment) {
    return Home.of(environment).folder().resolve("tokens");
  }

  /** As Flyte's tools: an environment variable, else a file; read when it is needed. */
  private static Supplier<String> secret(Section admin, Map<String, String> environment) {
    var variable = admin.text("clientSecretEnvVar");
    if (variable.isPresent()) {
      var value = Settings.said(environment, variable.get());
      return () ->
          value.orElseThrow(
              () ->
                  admin.wrong(
                      "clientSecretEnvVar",
                      "names %s, which is not set".formatted(variable.get())));
    }
    var file = admin.text("clientSecretLocation").map(Path::of);
    if (file.isEmpty()) {
      throw admin.wrong(
          "clientSecretLocation",
          "is missing; authType ClientSecret needs a file with the secret, or clientSecretEnvVar");
    }
    return () -> {
      try {
        return Files.readString(file.get()).strip();
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "The client's secret cannot be read: %s (%s)"
                .formatted(file.get(), e.getClass().getSimpleName()),
            e);
      }
    };
  }

  private static String target(String endpoint) {
    var plain = endpoint.replaceFirst("^https?://", "").replaceFirst("/+$", "");
    if (plain.contains(":///")) {
      return plain;
    }
    var port = plain.matches(".*:[0-9]+") ? "" : endpoint.startsWith("http://") ? ":80" : ":443";
    return "dns:///" + plain + port;
  }

  private static boolean loopback(String endpoint) {
    var host =
        endpoint
            .replaceFirst("^[a-z]+:/+", "")
            .replaceFirst(":[0-9]+$", "")
            .toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.[0-9.]+");
  }

  private static Object load(Path file) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (Reader reader = Files.newBufferedReader(file)) {
      Object loaded = new Yaml(new SafeConstructor(options)).load(reader);
      return loaded == null ? Map.of() : loaded;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("There is no configuration file " + file + ".", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot read the configuration file " + file + ".", e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(
          "The configuration file "
              + file
              + " is not YAML: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  private static Map<?, ?> section(Path file, Object root, String name) {
    if (root instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> section) {
      return section;
    }
    throw new IllegalArgumentException(
        "The configuration file "
            + file
            + " has no section '"
            + name
            + "'. Flyte's tools expect one with an 'endpoint'.");
  }

  /** A part of the file, which knows its own place in it. */
  private record Section(String name, Map<?, ?> values, Path file) {
    Optional<String> text(String key) {
      return Optional.ofNullable(values.get(key))
          .map(Object::toString)
          .filter(text -> !text.isBlank());
    }

    boolean flag(String key) {
      var text = text(key).orElse("false");
      if (!text.equals("true") && !text.equals("false")) {
        throw wrong(key, "is '" + text + "', but is true or false");
      }
      return text.equals("true");
    }

    List<String> list(String key) {
      return values.get(key) instanceof List<?> words
          ? words.stream().map(String::valueOf).toList()
          : List.of();
    }

    IllegalArgumentException wrong(String key, String what) {
      return new IllegalArgumentException(
          "In " + file + ", " + name + "." + key + " " + what + ".");
    }
  }
}

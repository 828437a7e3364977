package dev.updraft.client.login;

import dev.updraft.client.grpc.Address;
import dev.updraft.client.grpc.Credentials;
import dev.updraft.client.grpc.LoginServer;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The flows that a Flyte's configuration can name ({@code admin.authType}). */
public final class Logins {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Logins() {}

  /**
   * A machine's: {@code authType: ClientSecret}.
   *
   * @param backend without credentials
   * @param secret read at each login
   * @param scopes empty = what the backend names
   */
  public static Credentials clientSecret(
      Address backend, String clientId, Supplier<String> secret, List<String> scopes) {
    return of(backend, new ClientSecretFlow(clientId, secret, scopes));
  }

  /**
   * A person's in the browser: {@code authType: Pkce}. The address is told, and opened where there
   * is a browser.
   *
   * @param clientId empty = the backend's public client
   */
  public static Credentials pkce(
      Address backend, String clientId, List<String> scopes, Consumer<String> tell) {
    return of(backend, new PkceFlow(clientId, scopes, address -> open(address, tell), PATIENCE));
  }

  /**
   * A person's on any device: {@code authType: DeviceFlow}.
   *
   * @param clientId empty = the backend's public client
   */
  public static Credentials device(
      Address backend, String clientId, List<String> scopes, Consumer<String> tell) {
    return of(backend, new DeviceFlow(clientId, scopes, tell));
  }

  private static Credentials of(Address backend, Flow flow) {
    return new OAuthCredentials(() -> LoginServer.of(backend), flow, InstantSource.system());
  }

  private static void open(URI address, Consumer<String> tell) {
    tell.accept("To log in, open " + address);
    if (GraphicsEnvironment.isHeadless() || !Desktop.isDesktopSupported()) {
      return;
    }
    try {
      Desktop.getDesktop().browse(address);
    } catch (IOException | UnsupportedOperationException _) {
      // whoever reads the address opens it
    }
  }
}

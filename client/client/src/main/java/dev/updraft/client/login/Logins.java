package dev.updraft.client.login;

import dev.updraft.client.grpc.Address;
import dev.updraft.client.grpc.Credentials;
import dev.updraft.client.grpc.LoginServer;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
    return of(backend, new ClientSecretFlow(clientId, secret, scopes), Optional.empty());
  }

  /**
   * A person's in the browser: {@code authType: Pkce}. The address is told, and opened where there
   * is a browser.
   *
   * @param clientId empty = the backend's public client
   * @param kept the folder in which tokens wait for the next process; made for its owner alone
   */
  public static Credentials pkce(
      Address backend, String clientId, List<String> scopes, Path kept, Consumer<String> tell) {
    var flow = new PkceFlow(clientId, scopes, address -> open(address, tell), PATIENCE);
    return of(backend, flow, Optional.of(new TokenFile(kept)));
  }

  /**
   * A person's on any device: {@code authType: DeviceFlow}.
   *
   * @param clientId empty = the backend's public client
   * @param kept as of {@link #pkce}
   */
  public static Credentials device(
      Address backend, String clientId, List<String> scopes, Path kept, Consumer<String> tell) {
    return of(backend, new DeviceFlow(clientId, scopes, tell), Optional.of(new TokenFile(kept)));
  }

  private static Credentials of(Address backend, Flow flow, Optional<TokenFile> kept) {
    return new OAuthCredentials(() -> LoginServer.of(backend), flow, kept, InstantSource.system());
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

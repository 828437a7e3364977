package dev.updraft.client.grpc;

import com.flyteidl.service.AuthMetadataServiceGrpc;
import com.flyteidl.service.OAuth2MetadataRequest;
import com.flyteidl.service.PublicClientAuthConfigRequest;
import dev.updraft.client.model.BackendException;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a Flyte tells anybody of how to log in (contract 8.4).
 *
 * @param authorization where a browser goes; empty when it tells none
 * @param device where a device asks for its code; empty when there is no such flow
 * @param clientId of its public client, for who has none of their own
 * @param redirect where the browser comes back to
 * @param header the metadata key under which it wants the token
 * @param audience empty = none
 */
public record LoginServer(
    Optional<URI> authorization,
    URI token,
    Optional<URI> device,
    String clientId,
    Optional<URI> redirect,
    List<String> scopes,
    String header,
    String audience) {
  private static final int PATIENCE_SECONDS = 10;

  public LoginServer {
    scopes = List.copyOf(scopes);
  }

  /** Asks a backend, without credentials. */
  public static LoginServer of(Address backend) {
    var anonymous =
        Connection.open(new Address(backend.target(), backend.security(), new Credentials.None()));
    try {
      var calls =
          AuthMetadataServiceGrpc.newBlockingStub(anonymous.channel())
              .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
      var server = calls.getOAuth2Metadata(OAuth2MetadataRequest.getDefaultInstance());
      var client = calls.getPublicClientConfig(PublicClientAuthConfigRequest.getDefaultInstance());
      if (server.getTokenEndpoint().isEmpty()) {
        throw new BackendException.Denied(
            "The backend at %s wants a login, but does not say where: its OAuth metadata have no token endpoint."
                .formatted(backend.shown()),
            new IllegalStateException("no token_endpoint"));
      }
      return new LoginServer(
          uri(server.getAuthorizationEndpoint()),
          URI.create(server.getTokenEndpoint()),
          uri(server.getDeviceAuthorizationEndpoint()),
          client.getClientId(),
          uri(client.getRedirectUri()),
          client.getScopesList(),
          client.getAuthorizationMetadataKey().isEmpty()
              ? "authorization"
              : client.getAuthorizationMetadataKey(),
          client.getAudience());
    } catch (StatusRuntimeException e) {
      throw Statuses.fromWire(e, backend);
    } catch (IllegalArgumentException e) {
      throw new BackendException.Denied(
          "The backend at %s names a login address that is none: %s"
              .formatted(backend.shown(), e.getMessage()),
          e);
    } finally {
      anonymous.close();
    }
  }

  private static Optional<URI> uri(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(URI.create(text));
  }
}

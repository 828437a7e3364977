package dev.updraft.service;

import com.flyteidl.service.AuthMetadataServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Demands the token of every call but health's, and those that tell how to bring a token. It may
 * come as {@code authorization} or, from clients whose own login takes that header, as {@code
 * proxy-authorization}.
 */
final class TokenCheck implements ServerInterceptor {
  private static final List<Metadata.Key<String>> HEADERS =
      List.of(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
          Metadata.Key.of("proxy-authorization", Metadata.ASCII_STRING_MARSHALLER));

  private static final Set<String> OPEN =
      Set.of(HealthGrpc.SERVICE_NAME, AuthMetadataServiceGrpc.SERVICE_NAME);

  private final Token token;

  TokenCheck(Token token) {
    this.token = token;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (OPEN.contains(String.valueOf(call.getMethodDescriptor().getServiceName()))) {
      return next.startCall(call, headers);
    }
    var sent = sent(headers);
    if (sent.stream().anyMatch(value -> opens(value))) {
      return next.startCall(call, headers);
    }
    call.close(Status.UNAUTHENTICATED.withDescription(why(!sent.isEmpty())), new Metadata());
    return new ServerCall.Listener<>() {};
  }

  /** Whether the value of an authorization header opens the door. */
  boolean opens(@Nullable String header) {
    return header != null
        && header.regionMatches(true, 0, "Bearer ", 0, 7)
        && token.is(header.substring(7).strip());
  }

  static String why(boolean sent) {
    return (sent ? "The token that was sent does not open this backend" : "No token was sent")
        + ": send 'authorization: Bearer <token>' with the content of the file 'token' in"
        + " UPDRAFT_HOME, which only its owner can read.";
  }

  private static List<String> sent(Metadata headers) {
    var values = new ArrayList<String>();
    for (var header : HEADERS) {
      var all = headers.getAll(header);
      if (all != null) {
        all.forEach(values::add);
      }
    }
    return values;
  }
}

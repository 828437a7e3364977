package dev.updraft.client.login;

import com.flyteidl.admin.GetVersionRequest;
import com.flyteidl.admin.GetVersionResponse;
import com.flyteidl.admin.Version;
import com.flyteidl.service.AdminServiceGrpc;
import com.flyteidl.service.AuthMetadataServiceGrpc;
import com.flyteidl.service.OAuth2MetadataRequest;
import com.flyteidl.service.OAuth2MetadataResponse;
import com.flyteidl.service.PublicClientAuthConfigRequest;
import com.flyteidl.service.PublicClientAuthConfigResponse;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A Flyte that tells its version to whoever brings a token of the identity provider. */
final class GuardedFlyte implements AutoCloseable {
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("flyte-authorization", Metadata.ASCII_STRING_MARSHALLER);

  final AtomicInteger asked = new AtomicInteger();
  final AtomicInteger refused = new AtomicInteger();
  private final StrictIdp idp;
  private final int redirect;
  private final Server server;

  GuardedFlyte(StrictIdp idp, int redirect) throws IOException {
    this.idp = idp;
    this.redirect = redirect;
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .intercept(new Guard())
            .addService(new Admin())
            .addService(new AuthMetadata())
            .build()
            .start();
  }

  String target() {
    return "127.0.0.1:" + server.getPort();
  }

  private final class Guard implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      var token = String.valueOf(headers.get(HEADER)).replaceFirst("^Bearer ", "");
      if (!call.getMethodDescriptor().getFullMethodName().contains("AuthMetadata")
          && !idp.good.contains(token)) {
        refused.incrementAndGet();
        call.close(
            Status.UNAUTHENTICATED.withDescription("token missing or expired"), new Metadata());
        return new ServerCall.Listener<>() {};
      }
      return next.startCall(call, headers);
    }
  }

  private static final class Admin extends AdminServiceGrpc.AdminServiceImplBase {
    @Override
    public void getVersion(GetVersionRequest request, StreamObserver<GetVersionResponse> answer) {
      answer.onNext(
          GetVersionResponse.newBuilder()
              .setControlPlaneVersion(Version.newBuilder().setVersion("v1.16"))
              .build());
      answer.onCompleted();
    }
  }

  private final class AuthMetadata extends AuthMetadataServiceGrpc.AuthMetadataServiceImplBase {
    @Override
    public void getOAuth2Metadata(
        OAuth2MetadataRequest request, StreamObserver<OAuth2MetadataResponse> answer) {
      asked.incrementAndGet();
      answer.onNext(
          OAuth2MetadataResponse.newBuilder()
              .setAuthorizationEndpoint(idp.url("/authorize"))
              .setTokenEndpoint(idp.url("/token"))
              .setDeviceAuthorizationEndpoint(idp.url("/device"))
              .build());
      answer.onCompleted();
    }

    @Override
    public void getPublicClientConfig(
        PublicClientAuthConfigRequest request,
        StreamObserver<PublicClientAuthConfigResponse> answer) {
      answer.onNext(
          PublicClientAuthConfigResponse.newBuilder()
              .setClientId(StrictIdp.CLIENT)
              .setRedirectUri("http://localhost:%d/callback".formatted(redirect))
              .addScopes("all")
              .addScopes("offline")
              .setAuthorizationMetadataKey("flyte-authorization")
              .setAudience("flyte")
              .build());
      answer.onCompleted();
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}

package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.service.CreateUploadLocationRequest;
import com.flyteidl.service.DataProxyServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what a caller is told who does not. */
class DoorTest {
  private static RunningServer running;

  @BeforeAll
  static void start(@TempDir Path home) {
    running = RunningServer.at(home);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void healthNeedsNoToken() throws Exception {
    var health =
        HealthGrpc.newBlockingStub(running.channel).check(HealthCheckRequest.getDefaultInstance());
    assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
    assertThat(running.http("GET", "/healthcheck", new byte[0]).statusCode()).isEqualTo(200);
  }

  @Test
  void callWithoutTokenIsToldWhereTheTokenIs() {
    assertThat(refusal(running.channel))
        .isEqualTo(
            "UNAUTHENTICATED: No token was sent: send 'authorization: Bearer <token>' with the"
                + " content of the file 'token' in UPDRAFT_HOME, which only its owner can read.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer x", "Bearer", "Basic 0123456789abcdef0123456789abcdef", ""})
  void wrongTokenIsRefused(String header) {
    assertThat(refusal(running.with("authorization", header)))
        .startsWith("UNAUTHENTICATED: The token that was sent does not open this backend: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization", "proxy-authorization"})
  void tokenOpensUnderEitherName(String header) {
    var open = running.with(header, "bearer " + RunningServer.TOKEN.text());
    assertThat(refusal(open)).startsWith("INVALID_ARGUMENT: project and domain");
  }

  /** Flytekit's external command asks for it before it sends a token. */
  @Test
  void howToBringATokenIsToldWithoutOne() {
    var told =
        ClientCalls.blockingUnaryCall(
            running.channel,
            com.flyteidl.service.AuthMetadataServiceGrpc.getGetPublicClientConfigMethod(),
            io.grpc.CallOptions.DEFAULT,
            com.flyteidl.service.PublicClientAuthConfigRequest.getDefaultInstance());
    assertThat(told.getAuthorizationMetadataKey()).isEqualTo("authorization");
  }

  /** By which a client knows what a server does not have; an HTTP 404 would be a broken server. */
  @Test
  void serviceThatIsNotServedIsUnimplemented() {
    var method =
        com.flyteidl.service.AuthMetadataServiceGrpc.getGetPublicClientConfigMethod().toBuilder()
            .setFullMethodName("acme.Nobody/Answers")
            .build();
    assertThatThrownBy(
            () ->
                ClientCalls.blockingUnaryCall(
                    running.channel,
                    method,
                    io.grpc.CallOptions.DEFAULT,
                    com.flyteidl.service.PublicClientAuthConfigRequest.getDefaultInstance()))
        .hasMessage("UNIMPLEMENTED: unknown service or method /acme.Nobody/Answers");
  }

  @Test
  void metricsNeedTheToken() throws Exception {
    assertThat(running.http("GET", "/metrics", new byte[0]).statusCode()).isEqualTo(401);
    var open =
        running.http(
            "GET",
            "/metrics",
            new byte[0],
            "authorization",
            "Bearer " + RunningServer.TOKEN.text());
    assertThat(open.statusCode()).isEqualTo(200);
    assertThat(open.body()).contains("armeria_server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:1", "[::1]:9"})
  void loopbackNamesAreServed(String name) {
    assertThat(healthAs(name)).isEqualTo("SERVING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.nip.io"})
  void anyOtherHostNameIsRefused(String name) {
    assertThat(healthAs(name)).startsWith("PERMISSION_DENIED");
  }

  @Test
  void whatWeDoNotServeIsUnimplemented() {
    assertThatThrownBy(
            () ->
                ClientCalls.blockingUnaryCall(
                    running.trusted(),
                    com.flyteidl.service.IdentityServiceGrpc.getUserInfoMethod(),
                    io.grpc.CallOptions.DEFAULT,
                    com.flyteidl.service.UserInfoRequest.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
  }

  @Test
  void bytesThatAreNotProtobufAreTheCallersFault() {
    var method =
        DataProxyServiceGrpc.getCreateUploadLocationMethod().toBuilder(
                new RawBytes(), new RawBytes())
            .build();
    assertThatThrownBy(
            () ->
                ClientCalls.blockingUnaryCall(
                    running.trusted(),
                    method,
                    io.grpc.CallOptions.DEFAULT,
                    "\u00ff\u00ffnot protobuf".getBytes(StandardCharsets.ISO_8859_1)))
        .hasMessageStartingWith(
            "INVALID_ARGUMENT: The request's bytes are not the protobuf message that this call takes");
  }

  @Test
  void messageOverTheLimitIsRefusedWithItsSize() {
    var large = CreateUploadLocationRequest.newBuilder().setProject("x".repeat(5 << 20)).build();
    assertThatThrownBy(
            () ->
                DataProxyServiceGrpc.newBlockingStub(running.trusted()).createUploadLocation(large))
        .hasMessageContaining("RESOURCE_EXHAUSTED: The request has 52428")
        .hasMessageContaining("takes at most 4194304");
  }

  @Test
  void messageOverTheTransportsLimitIsRefusedToo() {
    var large = CreateUploadLocationRequest.newBuilder().setProject("x".repeat(12 << 20)).build();
    assertThatThrownBy(
            () ->
                DataProxyServiceGrpc.newBlockingStub(running.trusted()).createUploadLocation(large))
        .hasMessageContaining("RESOURCE_EXHAUSTED: The request is larger than 11534336 bytes");
  }

  private static String refusal(Channel channel) {
    try {
      DataProxyServiceGrpc.newBlockingStub(channel)
          .createUploadLocation(CreateUploadLocationRequest.getDefaultInstance());
      return "let in";
    } catch (StatusRuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String healthAs(String authority) {
    var channel =
        NettyChannelBuilder.forAddress("127.0.0.1", running.server.port())
            .usePlaintext()
            .overrideAuthority(authority)
            .build();
    try {
      return HealthGrpc.newBlockingStub(channel)
          .check(HealthCheckRequest.getDefaultInstance())
          .getStatus()
          .name();
    } catch (StatusRuntimeException e) {
      return String.valueOf(e.getMessage());
    } finally {
      channel.shutdownNow();
    }
  }
}

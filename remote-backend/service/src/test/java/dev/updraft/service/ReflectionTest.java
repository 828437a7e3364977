package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCalls;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client learns that has no descriptors of ours, such as grpcurl. */
class ReflectionTest {
  private static RunningServer running;

  @BeforeAll
  static void start(@TempDir Path home) {
    running = RunningServer.at(home);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1alpha"})
  void everyServiceIsListed(String version) {
    var listed =
        ask(running.trusted(), version, ServerReflectionRequest.newBuilder().setListServices(""))
            .getListServicesResponse()
            .getServiceList();

    assertThat(listed)
        .extracting(ServiceResponse::getName)
        .containsExactlyInAnyOrder(
            "flyteidl.service.AdminService",
            "flyteidl.service.AuthMetadataService",
            "flyteidl.service.DataProxyService",
            "flyteidl.service.SignalService",
            "updraft.service.v1.UpdraftService",
            "grpc.health.v1.Health",
            "grpc.reflection.v1.ServerReflection",
            "grpc.reflection.v1alpha.ServerReflection");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1alpha"})
  void eachCallIsDescribed(String version) throws Exception {
    var files =
        ask(
                running.trusted(),
                version,
                ServerReflectionRequest.newBuilder()
                    .setFileContainingSymbol("flyteidl.service.AdminService"))
            .getFileDescriptorResponse()
            .getFileDescriptorProtoList();

    var file = FileDescriptorProto.parseFrom(files.getFirst());
    assertThat(file.getService(0).getMethodList())
        .extracting(method -> method.getName())
        .contains("CreateExecution", "ListNodeExecutions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1alpha"})
  void theTokenIsDemandedAsOfEveryCall(String version) {
    assertThatThrownBy(
            () ->
                ask(
                    running.channel,
                    version,
                    ServerReflectionRequest.newBuilder().setListServices("")))
        .hasMessageStartingWith("UNAUTHENTICATED: No token was sent");
  }

  /** The versions' messages are the same on the wire. */
  private static ServerReflectionResponse ask(
      Channel channel, String version, ServerReflectionRequest.Builder request) {
    var method =
        MethodDescriptor.<ServerReflectionRequest, ServerReflectionResponse>newBuilder()
            .setType(MethodType.BIDI_STREAMING)
            .setFullMethodName(
                "grpc.reflection.%s.ServerReflection/ServerReflectionInfo".formatted(version))
            .setRequestMarshaller(
                ProtoUtils.marshaller(ServerReflectionRequest.getDefaultInstance()))
            .setResponseMarshaller(
                ProtoUtils.marshaller(ServerReflectionResponse.getDefaultInstance()))
            .build();
    return ClientCalls.blockingServerStreamingCall(
            channel, method, CallOptions.DEFAULT, request.build())
        .next();
  }
}

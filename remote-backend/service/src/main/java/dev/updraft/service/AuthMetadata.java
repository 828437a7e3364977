package dev.updraft.service;

import com.flyteidl.service.AuthMetadataServiceGrpc;
import com.flyteidl.service.OAuth2MetadataRequest;
import com.flyteidl.service.OAuth2MetadataResponse;
import com.flyteidl.service.PublicClientAuthConfigRequest;
import com.flyteidl.service.PublicClientAuthConfigResponse;
import io.grpc.stub.StreamObserver;

/**
 * Tells clients without a token how to bring one: in which header. There is no login here, so there
 * are no endpoints: a client reads the token's file by its external command.
 */
final class AuthMetadata extends AuthMetadataServiceGrpc.AuthMetadataServiceImplBase {
  @Override
  public void getOAuth2Metadata(
      OAuth2MetadataRequest request, StreamObserver<OAuth2MetadataResponse> answer) {
    Answers.one(answer, OAuth2MetadataResponse.getDefaultInstance());
  }

  @Override
  public void getPublicClientConfig(
      PublicClientAuthConfigRequest request,
      StreamObserver<PublicClientAuthConfigResponse> answer) {
    Answers.one(
        answer,
        PublicClientAuthConfigResponse.newBuilder()
            .setClientId("updraft")
            .setAuthorizationMetadataKey("authorization")
            .build());
  }
}

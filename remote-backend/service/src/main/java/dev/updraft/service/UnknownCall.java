package dev.updraft.service;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.Status;

/** Answers calls of gRPC services that are not served, as gRPC wants it: {@code UNIMPLEMENTED}. */
final class UnknownCall implements HttpService {
  private static final MediaType GRPC = MediaType.create("application", "grpc");

  @Override
  public HttpResponse serve(ServiceRequestContext call, HttpRequest request) {
    var type = request.contentType();
    if (type == null || !type.subtype().startsWith(GRPC.subtype())) {
      throw HttpStatusException.of(HttpStatus.NOT_FOUND); // told as all that the transport refuses
    }
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .endOfStream(true)
            .contentType(GRPC)
            .addInt("grpc-status", Status.Code.UNIMPLEMENTED.value())
            .add("grpc-message", "unknown service or method " + call.path())
            .build());
  }
}

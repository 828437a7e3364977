package dev.updraft.service.rest;

import com.google.protobuf.Message;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Flyte's REST gateway: reads an HTTP request as a call's request, makes the call on this process's
 * own services, behind the same checks as gRPC's, and writes its answer or its status.
 *
 * <p>What flyteadmin's gateway does not say is grpc-gateway's: the HTTP status of a gRPC code, and
 * an error's body {@code {code, message, details}}, which in protobuf is a google.rpc.Status.
 */
public final class Gateway implements HttpService, AutoCloseable {
  /** What begins the path of every rule. */
  public static final String PATH = "/api/v1/";

  /** For a body beyond the limit Armeria has answered 413 before. */
  private static final Status UNREAD =
      Status.CANCELLED.withDescription("The request ended before its body did.");

  private static final List<String> FORWARDED = List.of("authorization", "proxy-authorization");

  private final List<ServerServiceDefinition> services;
  private final List<ServerInterceptor> checks;
  private final Executor threads;
  private final String version;
  private @Nullable Behind behind;

  /** Made at the first request: most backends never see one. */
  private record Behind(Routes routes, Server server, ManagedChannel channel) {}

  /**
   * @param checks what a call passes first, outermost first
   * @param threads where handlers run; they may block
   * @param version of the backend, for its description
   */
  public Gateway(
      List<ServerServiceDefinition> services,
      List<ServerInterceptor> checks,
      Executor threads,
      String version) {
    this.services = services;
    this.checks = checks;
    this.threads = threads;
    this.version = version;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext call, HttpRequest request) {
    return HttpResponse.of(
        request
            .aggregate()
            .handle(
                (whole, failure) ->
                    failure == null
                        ? answer(call, whole)
                        : HttpResponse.of(
                            refusal(encoding(request.headers()), UNREAD, new Metadata()))));
  }

  @Override
  public synchronized void close() {
    if (behind != null) {
      behind.channel.shutdownNow();
      behind.server.shutdownNow();
    }
  }

  private synchronized Behind behind() {
    if (behind == null) {
      var name = InProcessServerBuilder.generateName();
      var builder = InProcessServerBuilder.forName(name).executor(threads);
      services.forEach(
          service -> builder.addService(ServerInterceptors.intercept(service, checks.reversed())));
      try {
        behind =
            new Behind(
                Routes.of(services),
                builder.build().start(),
                InProcessChannelBuilder.forName(name).directExecutor().build());
      } catch (IOException e) {
        throw new UncheckedIOException("Starting the gateway's own server", e);
      }
    }
    return behind;
  }

  private HttpResponse answer(ServiceRequestContext call, AggregatedHttpRequest http) {
    var encoding = encoding(http.headers());
    try {
      var path = call.path();
      if (path.equals(PATH + "openapi")) {
        return HttpResponse.of(
            MediaType.JSON, OpenApi.of(behind().routes.all(), version).toString());
      }
      var found =
          behind().routes.find(http.method().name(), path).orElseThrow(() -> unknown(http, path));
      return HttpResponse.of(
          call(found.route(), request(found, http, call.query()), http.headers(), encoding));
    } catch (StatusRuntimeException e) {
      return HttpResponse.of(refusal(encoding, e.getStatus(), new Metadata()));
    }
  }

  private static Message request(
      Routes.Found found, AggregatedHttpRequest http, @Nullable String query) {
    var route = found.route();
    var request = route.request().newBuilderForType();
    if (!route.body().isEmpty()) {
      var body = Encoding.of(http.headers().get(HttpHeaderNames.CONTENT_TYPE));
      body.read(http.content().array(), body(request, route.body()));
    }
    found.values().forEach((name, value) -> Fields.set(request, name, value, "the path's"));
    if (!route.body().equals("*")) {
      for (var given : Query.of(query).parameters()) {
        Fields.set(request, given.name(), given.value(), "query parameter");
      }
    }
    return request.build();
  }

  private static Message.Builder body(Message.Builder request, String field) {
    return field.equals("*")
        ? request
        : request.getFieldBuilder(request.getDescriptorForType().findFieldByName(field));
  }

  private CompletableFuture<HttpResponse> call(
      Route route, Message request, RequestHeaders headers, Encoding encoding) {
    var trusted =
        ClientInterceptors.intercept(
            behind().channel, MetadataUtils.newAttachHeadersInterceptor(forwarded(headers)));
    var answer = new CompletableFuture<HttpResponse>();
    ClientCalls.asyncUnaryCall(
        trusted.newCall(route.call(), CallOptions.DEFAULT),
        request,
        new StreamObserver<Message>() {
          @Override
          public void onNext(Message message) {
            answer.complete(written(HttpStatus.OK, encoding, message));
          }

          @Override
          public void onError(Throwable failure) {
            var trailers = Status.trailersFromThrowable(failure);
            answer.complete(
                refusal(
                    encoding,
                    Status.fromThrowable(failure),
                    trailers == null ? new Metadata() : trailers));
          }

          @Override
          public void onCompleted() {}
        });
    return answer;
  }

  private static Metadata forwarded(RequestHeaders headers) {
    var metadata = new Metadata();
    for (var name : FORWARDED) {
      headers
          .getAll(name)
          .forEach(
              value ->
                  metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    }
    return metadata;
  }

  private StatusRuntimeException unknown(AggregatedHttpRequest http, String path) {
    var verbs = behind().routes.verbs(path);
    return (verbs.isEmpty()
            ? Status.NOT_FOUND.withDescription(
                "There is no '%s' here; %sopenapi lists what there is".formatted(path, PATH))
            : Status.UNIMPLEMENTED.withDescription(
                "%s takes %s, not %s".formatted(path, String.join(", ", verbs), http.method())))
        .asRuntimeException();
  }

  private static HttpResponse refusal(Encoding encoding, Status status, Metadata trailers) {
    return written(
        HttpStatuses.of(status.getCode()),
        encoding,
        StatusProto.fromStatusAndTrailers(status, trailers));
  }

  private static HttpResponse written(HttpStatus status, Encoding encoding, Message message) {
    return HttpResponse.of(
        ResponseHeaders.of(status, HttpHeaderNames.CONTENT_TYPE, encoding.mediaType()),
        HttpData.wrap(encoding.write(message)));
  }

  private static Encoding encoding(RequestHeaders headers) {
    return Encoding.of(headers.get(HttpHeaderNames.ACCEPT));
  }
}

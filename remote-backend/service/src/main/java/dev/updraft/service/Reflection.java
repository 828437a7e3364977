package dev.updraft.service;

import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.InternalServer;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tells clients like grpcurl what is served, in version 1 and in v1alpha, which older ones ask for.
 * Armeria would add one of the two; gRPC's own, which both are, ask the server that they run in for
 * its services.
 */
final class Reflection {
  private Reflection() {}

  /**
   * @param others what else is served
   */
  @SuppressWarnings("deprecation") // v1alpha, by its name
  static List<ServerServiceDefinition> of(List<BindableService> others) {
    var reflections =
        List.of(
            ProtoReflectionServiceV1.newInstance().bindService(),
            ProtoReflectionService.newInstance().bindService());
    var all = new ArrayList<>(reflections);
    others.stream().map(BindableService::bindService).forEach(all::add);
    var inside = new InServer(new Served(List.copyOf(all)));
    return reflections.stream()
        .map(reflection -> ServerInterceptors.intercept(reflection, inside))
        .toList();
  }

  /** Calls that see the server in their context. */
  private record InServer(Server server) implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      var context = Context.current().withValue(InternalServer.SERVER_CONTEXT_KEY, server);
      return Contexts.interceptCall(context, call, headers, next);
    }
  }

  /** A server for its list of services alone; Armeria's is none of gRPC's. */
  private static final class Served extends Server {
    private final List<ServerServiceDefinition> services;

    private Served(List<ServerServiceDefinition> services) {
      this.services = services;
    }

    @Override
    public List<ServerServiceDefinition> getImmutableServices() {
      return services;
    }

    @Override
    public List<ServerServiceDefinition> getServices() {
      return services;
    }

    @Override
    public List<ServerServiceDefinition> getMutableServices() {
      return List.of();
    }

    @Override
    public Server start() {
      return this;
    }

    @Override
    public Server shutdown() {
      return this;
    }

    @Override
    public Server shutdownNow() {
      return this;
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return false;
    }

    @Override
    public void awaitTermination() {}
  }
}

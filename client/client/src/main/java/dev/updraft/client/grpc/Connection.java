package dev.updraft.client.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One open channel to an address. Callbacks run on virtual threads, in order within a call. */
final class Connection {
  private static final int LARGEST_MESSAGE = 64 << 20;
  private static final int CONNECT_MILLIS = 3000;
  private final Address address;
  private final ManagedChannel managed;
  private final Channel channel;

  private Connection(Address address, ManagedChannel managed) {
    this.address = address;
    this.managed = managed;
    this.channel =
        io.grpc.ClientInterceptors.intercept(managed, new Headers(address.credentials()));
  }

  static Connection open(Address address) {
    var builder =
        NettyChannelBuilder.forTarget(address.target())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .keepAliveTime(5, TimeUnit.MINUTES)
            .disableRetry(); // repeating is decided in Link, which knows the backend may have moved
    switch (address.security()) {
      case Address.Security.Plaintext() -> builder.usePlaintext();
      case Address.Security.Tls(var authority) -> {
        builder.useTransportSecurity();
        authority.ifPresent(file -> builder.sslContext(trusting(file)));
      }
    }
    return new Connection(address, builder.build());
  }

  /** For tests: a channel that is there already. */
  static Connection of(Address address, ManagedChannel channel) {
    return new Connection(address, channel);
  }

  private static io.grpc.netty.shaded.io.netty.handler.ssl.SslContext trusting(
      java.nio.file.Path authority) {
    try {
      return GrpcSslContexts.forClient().trustManager(authority.toFile()).build();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the certificates in " + authority + ".", e);
    }
  }

  Address address() {
    return address;
  }

  Channel channel() {
    return channel;
  }

  /** Tries at once to connect, rather than after gRPC's growing pauses. */
  void wake() {
    managed.resetConnectBackoff();
    managed.getState(true);
  }

  void close() {
    managed.shutdownNow();
  }

  /** Puts the credentials' headers on each call. */
  private record Headers(Credentials credentials) implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<A> listener, Metadata metadata) {
          credentials
              .headers()
              .forEach(
                  (name, value) ->
                      metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
          super.start(listener, metadata);
        }
      };
    }
  }
}

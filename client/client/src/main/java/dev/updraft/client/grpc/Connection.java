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
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One open channel to an address. Callbacks run on virtual threads, in order within a call. */
final class Connection {
  /**
   * gRPC tells of its own parts at INFO, by a handler that writes into the user's cell. Kept, for
   * loggers are held weakly.
   */
  private static final Logger QUIET = Logger.getLogger("io.grpc");

  static {
    QUIET.setLevel(Level.WARNING);
  }

  private static final int LARGEST_MESSAGE = 64 << 20;
  private static final int CONNECT_MILLIS = 3000;
  private final Address address;
  private final ManagedChannel managed;
  private final Channel channel;
  private final EventLoopGroup loop;

  private Connection(Address address, ManagedChannel managed, EventLoopGroup loop) {
    this.address = address;
    this.managed = managed;
    this.loop = loop;
    this.channel =
        io.grpc.ClientInterceptors.intercept(managed, new Headers(address.credentials()));
  }

  static Connection open(Address address) {
    // NIO: the native transport would unpack a library into the temporary folder first.
    var loop = new NioEventLoopGroup(1, new DefaultThreadFactory("updraft-grpc", true));
    var builder =
        NettyChannelBuilder.forTarget(address.target())
            .channelType(NioSocketChannel.class)
            .eventLoopGroup(loop)
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
    return new Connection(address, builder.build(), loop);
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
    // Streams that are being told of their end still give the loop work.
    var _ = loop.shutdownGracefully(200, 1000, TimeUnit.MILLISECONDS);
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

package dev.updraft.service;

import com.flyteidl.service.AdminServiceGrpc;
import dev.updraft.blobs.DiskBlobs;
import dev.updraft.engine.CrashPoint;
import dev.updraft.engine.Engine;
import dev.updraft.engine.Layout;
import dev.updraft.engine.MemoryStore;
import dev.updraft.engine.Settings;
import dev.updraft.model.Project;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

/** A server on a port of its own with a real channel to it. */
final class RunningServer implements AutoCloseable {
  static final Token TOKEN = new Token("0123456789abcdef0123456789abcdef");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final DiskBlobs blobs;
  final PromptExecutor executor;
  final MemoryLogs logs = new MemoryLogs();
  final Engine engine;
  final BackendServer server;
  final ManagedChannel channel;

  RunningServer(Path home, Limits limits) {
    this(home, limits, InstantSource.system());
  }

  /**
   * @param clock the engine's
   */
  RunningServer(Path home, Limits limits, InstantSource clock) {
    blobs = new DiskBlobs(home.resolve("blobs"));
    executor = new PromptExecutor(blobs);
    engine =
        Engine.start(
            Settings.of("test", new Layout(blobs.root())),
            new MemoryStore(),
            new BlobFiles(blobs),
            List.of(executor),
            clock,
            CrashPoint.NONE,
            new RegisteredGraphs(blobs),
            new RegisteredSchedules(blobs, limits));
    engine.seed(
        List.of(
            new Project("updraft", "updraft", "The default project"),
            new Project("flytesnacks", "flytesnacks", "flytesnacks description")));
    server =
        BackendServer.start(
            new BackendParts(
                engine,
                blobs,
                logs,
                TOKEN,
                limits,
                new BackendParts.Build("0-test", "0.1.0", "unknown"),
                true,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                Clock.systemUTC()),
            0);
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .maxInboundMessageSize(32 << 20)
            .build();
  }

  static RunningServer at(Path home) {
    return new RunningServer(home, Limits.defaults());
  }

  /** The channel, with an authorization header. */
  Channel with(String header, String value) {
    return io.grpc.ClientInterceptors.intercept(channel, new Header(header, value));
  }

  AdminServiceGrpc.AdminServiceBlockingStub admin() {
    return AdminServiceGrpc.newBlockingStub(trusted());
  }

  UpdraftServiceGrpc.UpdraftServiceBlockingStub updraft() {
    return UpdraftServiceGrpc.newBlockingStub(trusted());
  }

  Channel trusted() {
    return with("authorization", "Bearer " + TOKEN.text());
  }

  HttpResponse<String> http(String method, String url, byte[] body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url.startsWith("http") ? url : base() + url))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String base() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
    engine.close();
  }

  private record Header(String name, String value) implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
          super.start(listener, headers);
        }
      };
    }
  }
}

package dev.updraft.service;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.common.util.BlockingTaskExecutor;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.grpc.GrpcService;
import dev.updraft.service.rest.Gateway;
import io.grpc.BindableService;
import io.grpc.protobuf.services.HealthStatusManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The backend's one port: Flyte's services and ours over gRPC (HTTP/2 without TLS) and REST, signed
 * files, {@code /metrics} and {@code /healthcheck} over HTTP. Listens on loopback only. Handlers
 * run on virtual threads and may block.
 */
public final class BackendServer implements AutoCloseable {
  static {
    EventLoops.choose();
  }

  /** How long a refused upload may go on being sent, so that its sender reads why. */
  private static final Duration REFUSED_UPLOAD = Duration.ofSeconds(2);

  /** In bytes. A list's filter may name hundreds of executions. */
  private static final int LONGEST_ADDRESS = 256 << 10;

  private final VirtualThreads threads = new VirtualThreads();
  private final HealthStatusManager health = new HealthStatusManager();
  private final Gateway gateway;
  private final Server server;

  private BackendServer(BackendParts parts, int port) {
    var tickets = new Tickets(parts.token());
    var tokens = new TokenCheck(parts.token());
    var calls = new Calls(parts, this::baseUrl, tickets, threads);
    var limit = new MessageLimit(parts.limits().message());
    var statuses = new Statuses(parts.limits());
    this.gateway =
        new Gateway(
            calls.services().stream().map(BindableService::bindService).toList(),
            List.of(new FailureStatuses(statuses), tokens, limit, new DepthLimit()),
            threads,
            parts.build().version());
    this.server =
        Server.builder()
            .port(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SessionProtocol.HTTP)
            .bossGroupFactory(EventLoops::acceptor)
            .workerGroup(EventLoops.workers(), true)
            .blockingTaskExecutor(BlockingTaskExecutor.of(threads), false)
            .requestTimeout(Duration.ZERO) // a caller's own deadline counts
            .http1MaxInitialLineLength(LONGEST_ADDRESS)
            .http2MaxHeaderListSize(LONGEST_ADDRESS)
            .maxRequestLength(0) // gRPC counts a message's bytes itself, and says so itself
            .idleTimeout(Duration.ofHours(1))
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(2))
            .disableServerHeader()
            .meterRegistry(parts.meters())
            .decorator(new HostCheck())
            .errorHandler(new HttpRefusals(parts.limits().transport()))
            .service(grpc(calls, tokens, limit, statuses, parts.limits().transport()))
            .route()
            .pathPrefix(Gateway.PATH)
            .maxRequestLength(parts.limits().transport())
            .build(gateway)
            .route()
            .path("/.well-known/oauth-authorization-server")
            .path("/config/v1/flyte_client")
            .build(gateway)
            .route()
            .pathPrefix(SignedFiles.PATH)
            .requestAutoAbortDelay(REFUSED_UPLOAD)
            .build(new SignedFiles(parts.blobs(), tickets, parts.limits(), parts.clock()))
            .service(AttemptLogs.ROUTE, new AttemptLogs(calls.logSource(), parts.logs(), tokens))
            .service("/healthcheck", (call, request) -> HttpResponse.of(HttpStatus.OK))
            .service("/metrics", metrics(parts, tokens))
            .serviceUnder("/", new UnknownCall())
            .build();
  }

  /**
   * Starts to serve, and returns once it does.
   *
   * @param port 0 = any free one
   */
  public static BackendServer start(BackendParts parts, int port) {
    var server = new BackendServer(parts, port);
    server.server.start().join();
    return server;
  }

  /**
   * Loads what takes Armeria longest, which depends on nothing: to be called from a thread of its
   * own while a database is opened. Its gRPC builder compiles classes for JSON, wanted or not.
   */
  public static void preload() {
    GrpcService.builder();
  }

  /** The port that it serves on. */
  public int port() {
    return server.activeLocalPort();
  }

  private String baseUrl() {
    return "http://127.0.0.1:" + port();
  }

  private GrpcService grpc(
      Calls calls, TokenCheck tokens, MessageLimit limit, Statuses statuses, int transport) {
    var services = new ArrayList<>(calls.services());
    services.add(health.getHealthService());
    return GrpcService.builder()
        .addServices(services)
        .addServiceDefinitions(Reflection.of(services))
        // The last one runs first.
        .intercept(new DepthLimit(), limit, tokens)
        .exceptionHandler(statuses)
        .supportedSerializationFormats(GrpcSerializationFormats.PROTO)
        .jsonMarshallerFactory(_ -> NoJson.INSTANCE)
        .maxRequestMessageLength(transport)
        .useBlockingTaskExecutor(true)
        .build();
  }

  private static HttpService metrics(BackendParts parts, TokenCheck tokens) {
    return (call, request) ->
        tokens.opens(request.headers().get("authorization"))
            ? HttpResponse.of(MediaType.PLAIN_TEXT_UTF_8, parts.meters().scrape())
            : HttpResponse.of(
                HttpStatus.UNAUTHORIZED, MediaType.PLAIN_TEXT_UTF_8, TokenCheck.why(false) + "\n");
  }

  /** Tells health checks that it is going, lets calls end for two seconds, and stops. */
  @Override
  public void close() {
    health.enterTerminalState();
    server.stop().join();
    gateway.close();
    threads.shutdownNow();
  }
}

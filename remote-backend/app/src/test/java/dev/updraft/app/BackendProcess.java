package dev.updraft.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.service.AdminServiceGrpc;
import com.flyteidl.service.DataProxyServiceGrpc;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A real backend in a process of its own, out of this build's classes. */
final class BackendProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("\"port\":(\\d+)");
  private final Path home;
  private final Process process;
  private final Path printed;
  private @Nullable ManagedChannel channel;

  private BackendProcess(Path home, Process process, Path printed) {
    this.home = home;
    this.process = process;
    this.printed = printed;
  }

  /** Starts one and does not wait. */
  static BackendProcess launch(Path home, Map<String, String> environment, String... options)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dupdraft.build=1763900000-test"));
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve"));
    var printed = home.resolveSibling(home.getFileName() + ".printed");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("UPDRAFT_"));
    builder.environment().put("UPDRAFT_HOME", home.toString());
    builder.environment().put("UPDRAFT_WORKERS_SPARE", "0");
    builder.environment().putAll(environment);
    return new BackendProcess(home, builder.start(), printed);
  }

  /** Starts one and waits until it serves, or is dead. */
  static BackendProcess start(Path home, String... options) throws Exception {
    var backend = launch(home, Map.of(), options);
    eventually(
        "the backend serves",
        () -> !backend.process.isAlive() || backend.printed().contains(" serves on "));
    return backend;
  }

  boolean lives() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  int port() {
    try {
      var match = PORT.matcher(Files.readString(home.resolve("endpoint.json")));
      assertThat(match.find()).isTrue();
      return Integer.parseInt(match.group(1));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String printed() {
    try {
      return Files.readString(printed);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** SIGTERM, and the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the backend has ended").isTrue();
    return process.exitValue();
  }

  AdminServiceGrpc.AdminServiceBlockingStub admin() {
    return AdminServiceGrpc.newBlockingStub(trusted()).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  DataProxyServiceGrpc.DataProxyServiceBlockingStub proxy() {
    return DataProxyServiceGrpc.newBlockingStub(trusted()).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  UpdraftServiceGrpc.UpdraftServiceBlockingStub updraft() {
    return UpdraftServiceGrpc.newBlockingStub(trusted()).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  private synchronized Channel trusted() {
    var open = channel;
    if (open == null) {
      open = NettyChannelBuilder.forAddress("127.0.0.1", port()).usePlaintext().build();
      channel = open;
    }
    try {
      var token = Files.readString(home.resolve("token")).strip();
      return ClientInterceptors.intercept(open, new Bearer(token));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static void eventually(String what, BooleanSupplier condition) throws InterruptedException {
    var end = Instant.now().plus(Duration.ofSeconds(60));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waited 60 s until " + what).isBefore(end);
      Thread.sleep(10);
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (channel != null) {
      channel.shutdownNow();
    }
    if (process.isAlive()) {
      kill();
    }
  }

  private record Bearer(String token) implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          headers.put(
              Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
              "Bearer " + token);
          super.start(listener, headers);
        }
      };
    }
  }
}

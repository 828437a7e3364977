package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.admin.WorkflowExecutionGetRequest;
import com.flyteidl.core.LiteralType;
import com.flyteidl.core.SimpleType;
import com.flyteidl.core.Variable;
import dev.updraft.model.AttemptId;
import dev.updraft.service.v1.Event;
import dev.updraft.service.v1.LogChunk;
import dev.updraft.service.v1.TailLogsRequest;
import dev.updraft.service.v1.UpdraftServiceGrpc;
import dev.updraft.service.v1.WatchRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that leave in the middle, do not read, or come all at once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionsTest {
  private RunningServer running;

  @BeforeEach
  void start(@TempDir Path home) {
    running = RunningServer.at(home);
    running.admin().createTask(Tasks.register("hangs", Tasks.template()));
    running
        .admin()
        .createExecution(Tasks.launch("waiting", "hangs", Tasks.map("a", Tasks.integer(1))));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void callsThatAreCancelledAtOnceLeaveTheServerAsItWas() throws Exception {
    for (var call : ServedCalls.all()) {
      for (int i = 0; i < 5; i++) {
        var left = running.trusted().newCall(call, CallOptions.DEFAULT);
        left.start(new Silent<>(), new Metadata());
        left.request(1);
        if (i > 0) {
          left.sendMessage(ServedCalls.filled(call, "waiting", true));
        }
        if (i > 1) {
          left.halfClose();
        }
        left.cancel("The caller leaves.", null);
      }
    }
    everyoneIsServed();
  }

  @Test
  void bodiesOfWhichHalfComesLeaveTheServerAsItWas() throws Exception {
    for (var path : List.of("/api/v1/tasks", "/api/v1/executions", "/api/v1/nothing", "/files/x")) {
      for (var reset : List.of(true, false)) {
        try (var socket = connected()) {
          send(socket, "POST " + path + " HTTP/1.1", "content-length: 1000", "{\"id\": {\"pro");
          if (reset) {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
          }
        }
      }
    }
    for (var start :
        List.of("", "GET", "GET /api/v1/projects HTTP/1.1\r\nhost", "PRI * HTTP/2.0\r\n")) {
      try (var socket = connected()) {
        socket.getOutputStream().write(start.getBytes(StandardCharsets.UTF_8));
      }
    }
    everyoneIsServed();
  }

  @Test
  void whoNeverReadsALogIsNotSentAllOfIt() throws Exception {
    var attempt = attempt();
    running.logs.print(attempt, "0123456789abcdef".repeat(2 << 20));
    var silent = new ArrayList<ClientCall<TailLogsRequest, LogChunk>>();
    for (int i = 0; i < 20; i++) {
      var call =
          running.trusted().newCall(UpdraftServiceGrpc.getTailLogsMethod(), CallOptions.DEFAULT);
      call.start(new Silent<>(), new Metadata());
      call.sendMessage(TailLogsRequest.newBuilder().setId(Tasks.execution("waiting")).build());
      call.halfClose();
      silent.add(call);
    }
    soonNoMoreIsRead();
    everyoneIsServed();
    silent.forEach(call -> call.cancel("The caller leaves.", null));
  }

  @Test
  void whoNeverReadsALogOverHttpIsNotSentAllOfIt() throws Exception {
    var attempt = attempt();
    running.logs.print(attempt, "0123456789abcdef".repeat(2 << 20));
    var path =
        "/logs/updraft/development/waiting/%s/%d".formatted(attempt.node(), attempt.number());
    var silent = new ArrayList<Socket>();
    for (int i = 0; i < 20; i++) {
      var socket = connected();
      send(socket, "GET " + path + " HTTP/1.1", "content-length: 0", "");
      silent.add(socket);
    }
    soonNoMoreIsRead();
    everyoneIsServed();
    for (var socket : silent) {
      socket.close();
    }
    var read =
        running.http(
            "GET", path, new byte[0], "authorization", "Bearer " + RunningServer.TOKEN.text());
    assertThat(read.body()).as("who reads has all of it").hasSize(32 << 20);
  }

  @Test
  void whoNeverReadsAWatchIsToldSoAndWhereToGoOn() throws Exception {
    var template = Tasks.template();
    template
        .getInterfaceBuilder()
        .getOutputsBuilder()
        .putVariables(
            "o0",
            Variable.newBuilder()
                .setType(LiteralType.newBuilder().setSimple(SimpleType.STRING))
                .build());
    running.admin().createTask(Tasks.register("large", template));
    running.executor.body("large", _ -> Tasks.map("o0", Tasks.text("x".repeat(60_000))));
    var names = IntStream.range(0, 300).mapToObj(i -> "large-" + i).toList();
    var heard = new Late();
    var call = running.trusted().newCall(UpdraftServiceGrpc.getWatchMethod(), CallOptions.DEFAULT);
    call.start(heard, new Metadata());
    call.sendMessage(
        WatchRequest.newBuilder().addAllIds(names.stream().map(Tasks::execution).toList()).build());
    call.halfClose();
    for (var name : names) {
      running
          .admin()
          .createExecution(Tasks.launch(name, "large", Tasks.map("a", Tasks.integer(1))));
    }
    Eventually.isTrue("all have run", () -> running.executor.runs("large") == 300);
    everyoneIsServed();
    Thread.sleep(500);

    call.request(10_000);

    var status = heard.status.get(10, TimeUnit.SECONDS);
    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(status.getDescription()).contains("were not read", "after");
  }

  @Test
  void aThousandConnectionsAtOnceAreAllAnswered() throws Exception {
    var sockets = new ArrayList<Socket>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1000; i++) {
        sockets.add(connected());
      }
      var answers = new ArrayList<Future<String>>();
      for (var socket : sockets) {
        answers.add(threads.submit(() -> statusLine(socket)));
      }
      for (var answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("HTTP/1.1 200 OK");
      }
      everyoneIsServed();
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private static String statusLine(Socket socket) throws IOException {
    send(socket, "GET /api/v1/projects HTTP/1.1", "content-length: 0", "");
    var line = new StringBuilder();
    for (int c = socket.getInputStream().read();
        c >= 0 && c != '\r';
        c = socket.getInputStream().read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private Socket connected() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), running.server.port());
  }

  private static void send(Socket socket, String request, String header, String body)
      throws IOException {
    var head =
        List.of(
            request,
            "host: 127.0.0.1",
            "authorization: Bearer " + RunningServer.TOKEN.text(),
            "accept: application/json",
            "content-type: application/json",
            header,
            "",
            body);
    socket.getOutputStream().write(String.join("\r\n", head).getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** Over both protocols, and soon. */
  private void everyoneIsServed() throws Exception {
    assertThat(
            running
                .admin()
                .withDeadlineAfter(5, TimeUnit.SECONDS)
                .getExecution(
                    WorkflowExecutionGetRequest.newBuilder()
                        .setId(Tasks.execution("waiting"))
                        .build())
                .getId()
                .getName())
        .isEqualTo("waiting");
    assertThat(running.http("GET", "/healthcheck", new byte[0]).statusCode()).isEqualTo(200);
  }

  /** What is on its way fills the client's buffers, or the kernel's: at most 8 MiB for each. */
  private void soonNoMoreIsRead() throws Exception {
    long before = 0;
    Eventually.isTrue("something is read", () -> running.logs.read() > 0);
    while (running.logs.read() > before) {
      before = running.logs.read();
      Thread.sleep(500);
    }
    assertThat(before).as("bytes read for 20 readers of 32 MiB").isBetween(1L, 20L * (10 << 20));
  }

  private AttemptId attempt() throws Exception {
    Eventually.isTrue("it runs", () -> !running.executor.attempts("hangs").isEmpty());
    return running.executor.attempts("hangs").getFirst();
  }

  /** Reads when it is told to. */
  private static final class Late extends ClientCall.Listener<Event> {
    private final CompletableFuture<Status> status = new CompletableFuture<>();

    @Override
    public void onClose(Status closed, Metadata trailers) {
      status.complete(closed);
    }
  }

  /** Hears, and asks for nothing. */
  private static final class Silent<A> extends ClientCall.Listener<A> {}
}

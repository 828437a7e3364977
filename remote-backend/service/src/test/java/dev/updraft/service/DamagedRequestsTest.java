package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.admin.ExecutionCreateRequest;
import com.flyteidl.admin.TaskCreateRequest;
import com.flyteidl.admin.TaskSpec;
import com.flyteidl.admin.WorkflowCreateRequest;
import com.flyteidl.core.Identifier;
import com.flyteidl.service.AdminServiceGrpc;
import com.google.gson.JsonObject;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Good requests with some of their bytes changed, from seeds: tasks, graphs as recorded, literals,
 * over gRPC and REST. Whatever they become is answered, and what was taken is listed and read.
 */
class DamagedRequestsTest {
  private static final Set<Status.Code> OUR_FAULT =
      Set.of(
          Status.Code.UNKNOWN,
          Status.Code.INTERNAL,
          Status.Code.DATA_LOSS,
          Status.Code.DEADLINE_EXCEEDED);

  private static final List<String> FILTERS =
      List.of(
          "eq(name,inc)+value_in(version,v1;v2)",
          "gte(created_at,2026-01-01T00:00:00Z)",
          "contains(task.name,a)+ne(phase,FAILED)+lt(duration,5)");

  private static RunningServer running;
  private static final List<Message> GOOD = new ArrayList<>();
  private static final Set<Identifier> KNOWN = new HashSet<>();

  @BeforeAll
  static void start(@TempDir Path home) throws Exception {
    running = RunningServer.at(home);
    GOOD.add(Tasks.register("inc", Tasks.cached()));
    running.admin().createTask((TaskCreateRequest) GOOD.getFirst());
    GOOD.add(Tasks.launch("made", "inc", Tasks.map("a", Tasks.integer(1))));
    for (var name : List.of("nested", "branch-elif", "map-partial", "gate", "every-type")) {
      var recorded = RecordedWorkflows.recording(name);
      register(recorded);
      GOOD.add(RecordedWorkflows.request(recorded));
    }
  }

  /** Recordings share some tasks. */
  private static void register(JsonObject recorded) throws Exception {
    for (var task : RecordedWorkflows.closure(recorded).getTasksList()) {
      if (KNOWN.add(task.getTemplate().getId())) {
        running
            .admin()
            .createTask(
                TaskCreateRequest.newBuilder()
                    .setId(task.getTemplate().getId())
                    .setSpec(TaskSpec.newBuilder().setTemplate(task.getTemplate()))
                    .build());
      }
    }
  }

  @AfterAll
  static void stop() {
    running.close();
    GOOD.clear();
    KNOWN.clear();
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damagedBytesAreAnsweredOverGrpc(long seed) {
    var random = new Random(seed);
    var faults = new ArrayList<String>();
    for (int i = 0; i < 100; i++) {
      var good = GOOD.get(random.nextInt(GOOD.size()));
      var bytes = damaged(good.toByteArray(), random);
      var status = status(call(good), bytes);
      if (OUR_FAULT.contains(status.getCode())) {
        faults.add("%s of %s, seed %d, %d".formatted(status, good.getClass(), seed, i));
      }
    }
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damagedJsonIsAnsweredOverRest(long seed) throws Exception {
    var random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      var good = GOOD.get(random.nextInt(GOOD.size()));
      var json = JsonFormat.printer().print(good).getBytes(StandardCharsets.UTF_8);
      var answer = rest("POST", path(good), damaged(json, random));
      assertThat(answer).as("seed %d, %d", seed, i).isBetween(200, 499);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damagedFiltersAndPathsAreAnswered(long seed) throws Exception {
    var random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      var filter = FILTERS.get(random.nextInt(FILTERS.size())).getBytes(StandardCharsets.UTF_8);
      for (var list : List.of("tasks", "workflows", "launch_plans", "executions")) {
        var path =
            "/api/v1/%s/updraft/development?limit=3&filters=%s"
                .formatted(list, escaped(damaged(filter, random)));
        assertThat(rest("GET", path, new byte[0])).as(path).isIn(200, 400);
      }
      var path =
          "/"
              + escaped(
                      damaged(
                          "api/v1/tasks/updraft/development/inc/v1"
                              .getBytes(StandardCharsets.UTF_8),
                          random))
                  .replace("%2F", "/");
      assertThat(rest("GET", path, new byte[0])).as(path).isIn(200, 400, 401, 404, 501);
    }
  }

  private static Status status(MethodDescriptor<?, ?> call, byte[] request) {
    try {
      ClientCalls.blockingUnaryCall(
          running.trusted(),
          call.toBuilder(new RawBytes(), new RawBytes()).build(),
          CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS),
          request);
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private static MethodDescriptor<?, ?> call(Message request) {
    return switch (request) {
      case TaskCreateRequest _ -> AdminServiceGrpc.getCreateTaskMethod();
      case WorkflowCreateRequest _ -> AdminServiceGrpc.getCreateWorkflowMethod();
      case ExecutionCreateRequest _ -> AdminServiceGrpc.getCreateExecutionMethod();
      default -> throw new IllegalArgumentException(request.getClass().getName());
    };
  }

  private static String path(Message request) {
    return switch (request) {
      case TaskCreateRequest _ -> "/api/v1/tasks";
      case WorkflowCreateRequest _ -> "/api/v1/workflows";
      default -> "/api/v1/executions";
    };
  }

  private static int rest(String verb, String path, byte[] body) throws Exception {
    return running
        .http(
            verb,
            path,
            body,
            "authorization",
            "Bearer " + RunningServer.TOKEN.text(),
            "accept",
            "application/json",
            "content-type",
            "application/json")
        .statusCode();
  }

  private static String escaped(byte[] bytes) {
    var text = new StringBuilder();
    for (var each : bytes) {
      if (Character.isLetterOrDigit(each) && each > 0) {
        text.append((char) each);
      } else {
        text.append("%%%02X".formatted(each & 0xff));
      }
    }
    return text.toString();
  }

  /** A few bytes changed, a piece taken out, or a piece of it put in once more. */
  private static byte[] damaged(byte[] whole, Random random) {
    var bytes = whole.clone();
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    var from = random.nextInt(bytes.length);
    var to = from + random.nextInt(Math.min(20, bytes.length - from) + 1);
    return switch (random.nextInt(6)) {
      case 0 -> joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
      case 1 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
      default -> bytes;
    };
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}

package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.admin.ObjectGetRequest;
import com.google.gson.JsonParser;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that nobody expects, in every field of every call, over gRPC and REST. */
class OddInputTest {
  private static final Set<Status.Code> OUR_FAULT =
      Set.of(
          Status.Code.UNKNOWN,
          Status.Code.INTERNAL,
          Status.Code.DATA_LOSS,
          Status.Code.DEADLINE_EXCEEDED);

  private static RunningServer running;

  @BeforeAll
  static void start(@TempDir Path home) {
    running = RunningServer.at(home);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  static List<String> oddTexts() {
    return List.of(
        "\u0000",
        "a\u0001\u001b[2Jb",
        "a\r\nb",
        "a/b",
        "/",
        "..",
        "../../etc/passwd",
        "a\\b",
        "%",
        "%2e%2e%2f",
        "%s%n",
        "'; drop table executions; --",
        "<script>alert(1)</script>",
        "{}",
        "a+b c?d#e&f=g;h:i@j",
        "\u202eabc\u200f",
        "\ufeff\u200b",
        "\ud83d\ude80",
        "e\u0301",
        "\uffff",
        " ",
        "-rf",
        "x".repeat(300),
        "\ud83d\ude80".repeat(150));
  }

  @ParameterizedTest
  @MethodSource("oddTexts")
  void noCallFailsByATextInItsFields(String text) {
    var faults = new ArrayList<String>();
    for (var call : ServedCalls.unary()) {
      for (var valid : List.of(true, false)) {
        var status = status(call, ServedCalls.filled(call, text, valid));
        if (OUR_FAULT.contains(status.getCode())
            || !status.isOk() && String.valueOf(status.getDescription()).length() < 10) {
          faults.add(call.getFullMethodName() + ": " + status);
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("oddTexts")
  void aTaskWithAnOddNameIsRefusedInWordsOrFoundUnderIt(String name) throws Exception {
    var request = Tasks.register(name, Tasks.template());
    Status created;
    try {
      running.admin().createTask(request);
      created = Status.OK;
    } catch (StatusRuntimeException e) {
      created = e.getStatus();
    }
    var overRest =
        rest(
            "GET",
            "/api/v1/tasks/updraft/development/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")
                + "/v1",
            new byte[0]);

    if (created.isOk()) {
      var got =
          running.admin().getTask(ObjectGetRequest.newBuilder().setId(request.getId()).build());
      assertThat(got.getId()).isEqualTo(request.getId());
      assertThat(overRest.statusCode()).as(overRest.body()).isEqualTo(200);
      assertThat(
              JsonParser.parseString(overRest.body())
                  .getAsJsonObject()
                  .getAsJsonObject("id")
                  .get("name")
                  .getAsString())
          .isEqualTo(name);
    } else {
      assertThat(created.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(created.getDescription()).contains("name");
      assertThat(overRest.statusCode()).as(overRest.body()).isBetween(400, 499);
    }
  }

  @Test
  void textThatIsNotUtf8IsTheCallersFault() {
    var faults = new ArrayList<String>();
    for (var call : ServedCalls.unary()) {
      var good = ServedCalls.filled(call, "PLACE", true).toByteArray();
      var bad = replaced(good, "PLACE", new byte[] {(byte) 0xff, 'a', (byte) 0xc0, 0, 'b'});
      if (bad.length > 0 && !java.util.Arrays.equals(good, bad)) {
        var status = rawStatus(call, bad);
        if (status.getCode() != Status.Code.INVALID_ARGUMENT
            && status.getCode() != Status.Code.UNIMPLEMENTED) {
          faults.add(call.getFullMethodName() + ": " + status);
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void aBodyThatIsNotUtf8IsRefusedWithItsPlace() throws Exception {
    var body = "{\"id\": {\"name\": \"aPLACEb\"}}".getBytes(StandardCharsets.UTF_8);
    var bad = replaced(body, "PLACE", new byte[] {'c', 'd', (byte) 0xff, 'e', 'f'});

    var answer = rest("POST", "/api/v1/tasks", bad);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(message(answer)).contains("byte 20", "UTF-8");
  }

  @Test
  void halfACharacterInJsonIsRefused() throws Exception {
    var body =
        "{\"id\": {\"project\": \"updraft\", \"domain\": \"development\", \"name\": \"a\\ud83db\","
            + " \"version\": \"v1\"}}";

    var answer = rest("POST", "/api/v1/tasks", body.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(message(answer)).contains("id.name", "half of a character");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/tasks/updraft/development/%ff/v1",
        "/api/v1/tasks/updraft/development/%c0%80/v1",
        "/api/v1/task_ids/updraft/development?limit=1&token=%ff"
      })
  void anEscapeThatIsNotUtf8IsRefused(String path) throws Exception {
    var answer = rest("GET", path, new byte[0]);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(message(answer)).contains("UTF-8");
  }

  private static Status status(MethodDescriptor<Message, Message> call, Message request) {
    try {
      ClientCalls.blockingUnaryCall(running.trusted(), call, tenSeconds(), request);
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private static Status rawStatus(MethodDescriptor<Message, Message> call, byte[] request) {
    try {
      ClientCalls.blockingUnaryCall(
          running.trusted(),
          call.toBuilder(new RawBytes(), new RawBytes()).build(),
          tenSeconds(),
          request);
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private static CallOptions tenSeconds() {
    return CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
  }

  private static byte[] replaced(byte[] bytes, String place, byte[] by) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    var out = new ByteArrayOutputStream();
    var with = new String(by, StandardCharsets.ISO_8859_1);
    out.writeBytes(text.replace(place, with).getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private static HttpResponse<String> rest(String verb, String path, byte[] body) throws Exception {
    return running.http(
        verb,
        path,
        body,
        "authorization",
        "Bearer " + RunningServer.TOKEN.text(),
        "accept",
        "application/json",
        "content-type",
        "application/json");
  }

  private static String message(HttpResponse<String> answer) {
    return JsonParser.parseString(answer.body()).getAsJsonObject().get("message").getAsString();
  }
}

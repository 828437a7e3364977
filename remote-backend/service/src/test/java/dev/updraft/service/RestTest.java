package dev.updraft.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.admin.NamedEntityIdentifierList;
import com.flyteidl.admin.Task;
import com.flyteidl.admin.TaskCreateRequest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.util.JsonFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flyte's REST gateway, over real HTTP. */
class RestTest {
  private static final String PROTOBUF = "application/octet-stream";

  private static RunningServer running;

  @BeforeAll
  static void start(@TempDir Path home) throws Exception {
    running = RunningServer.at(home);
    var created =
        call(
            "POST", "/api/v1/tasks", "application/json", JsonFormat.printer().print(task("a/b c")));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void eachEncodingHasItsNames() throws Exception {
    var path = "/api/v1/tasks/updraft/development/a%2Fb%20c/v1";

    var snake = json(call("GET", path, "application/json", ""));
    assertThat(closure(snake, "compiled_task").getAsJsonObject("template").has("task_type_version"))
        .isTrue();
    assertThat(snake.getAsJsonObject("id").get("resource_type").getAsString()).isEqualTo("TASK");

    var camel = json(call("GET", path, "*/*", ""));
    assertThat(closure(camel, "compiledTask").getAsJsonObject("template").has("taskTypeVersion"))
        .isTrue();
    assertThat(camel.get("shortDescription").getAsString())
        .as("unset fields are written")
        .isEmpty();
  }

  @Test
  void protobufIsSpokenBothWays() throws Exception {
    var created = call("POST", "/api/v1/tasks", PROTOBUF, task("binary").toByteArray());
    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(created.contentType()).isEqualTo(PROTOBUF);

    var got = call("GET", "/api/v1/tasks/updraft/development/binary/v1", PROTOBUF, "");
    var task = Task.parseFrom(got.bytes());
    assertThat(task.getId().getName()).isEqualTo("binary");

    var refused = call("GET", "/api/v1/tasks/updraft/development/none/v1", PROTOBUF, "");
    var status = com.google.rpc.Status.parseFrom(refused.bytes());
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(status.getCode()).isEqualTo(5);
  }

  @Test
  void queryGivesFieldsAlsoNestedOnes() throws Exception {
    var path = "/api/v1/task_ids/updraft/development";

    var one =
        call("GET", path + "?limit=1&sort_by.key=name&sort_by.direction=ASCENDING", "*/*", "");
    var list = NamedEntityIdentifierList.newBuilder();
    JsonFormat.parser().merge(one.body(), list);
    assertThat(list.getEntitiesList()).hasSize(1);
    assertThat(list.getToken()).isNotEmpty();

    assertThat(call("GET", path + "?limit=1&sortBy.key=name", "*/*", "").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET | /api/v1/nothing | | 404 | There is no '/api/v1/nothing' here",
        "DELETE | /api/v1/tasks | | 501 | /api/v1/tasks takes POST, not DELETE",
        "GET | /api/v1/tasks/updraft/development/none/v1 | | 404 | none",
        "GET | /api/v1/task_ids/updraft/development?limt=3 | | 400 | There is no query parameter 'limt'. The call takes: ",
        "GET | /api/v1/task_ids/updraft/development?limit=many | | 400 | 'limit' is a whole number, but is 'many'",
        "GET | /api/v1/task_ids/updraft/development?sort_by=name | | 400 | sort_by",
        "GET | /api/v1/task_ids/updraft/development?limit.x=1 | | 400 | 'limit' has no fields",
        "POST | /api/v1/tasks | { | 400 | The body is no TaskCreateRequest in JSON",
        "POST | /api/v1/tasks | {\"idd\": {}} | 400 | idd",
        "POST | /api/v1/tasks | {} | 400 | id",
      })
  void badInputIsToldWithItsPlace(String verb, String path, String body, int status, String words)
      throws Exception {
    var answer = call(verb, path, "application/json", body == null ? "" : body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).get("message").getAsString()).contains(words);
    assertThat(json(answer).get("code").getAsInt()).isPositive();
  }

  @Test
  void bodyBeyondTheLimitIsRefused() throws Exception {
    var answer = call("POST", "/api/v1/tasks", "application/json", "x".repeat(12 << 20));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
  }

  @Test
  void tokenIsDemandedAsByGrpc() throws Exception {
    var answer = running.http("GET", "/api/v1/projects", new byte[0]);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("No token was sent");
  }

  @Test
  void descriptionNamesEveryCallWithItsParameters() throws Exception {
    var document = json(call("GET", "/api/v1/openapi", "*/*", ""));

    var list =
        document
            .getAsJsonObject("paths")
            .getAsJsonObject("/api/v1/executions/{id.project}/{id.domain}")
            .getAsJsonObject("get");
    assertThat(list.get("summary").getAsString()).isEqualTo("list executions");
    assertThat(list.getAsJsonArray("parameters").asList())
        .extracting(each -> each.getAsJsonObject().get("name").getAsString())
        .contains("id.project", "limit", "sort_by.key");
    assertThat(document.getAsJsonObject("components").getAsJsonObject("schemas").keySet())
        .contains("flyteidl.admin.Execution", "flyteidl.core.Literal");
  }

  private static TaskCreateRequest task(String name) {
    return Tasks.register(name, Tasks.template());
  }

  private static JsonObject closure(JsonObject task, String field) {
    return task.getAsJsonObject("closure").getAsJsonObject(field);
  }

  private static JsonObject json(Answer answer) {
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  /** What came back. */
  private record Answer(int statusCode, String contentType, byte[] bytes) {
    String body() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static Answer call(String verb, String path, String type, String body) throws Exception {
    return call(verb, path, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer call(String verb, String path, String type, byte[] body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(running.base() + path))
            .method(verb, HttpRequest.BodyPublishers.ofByteArray(body))
            .headers("authorization", token(), "accept", type, "content-type", type)
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          answer.statusCode(),
          answer.headers().firstValue("content-type").orElse(""),
          answer.body());
    }
  }

  private static String token() {
    return "Bearer " + RunningServer.TOKEN.text();
  }
}

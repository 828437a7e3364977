package dev.updraft.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.core.Literal;
import com.flyteidl.core.LiteralMap;
import com.flyteidl.core.Primitive;
import com.flyteidl.core.Scalar;
import dev.updraft.api.TaskFailed;
import dev.updraft.client.grpc.Address;
import dev.updraft.client.grpc.Content;
import dev.updraft.client.grpc.Credentials;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.Failure;
import dev.updraft.client.model.Labels;
import dev.updraft.client.model.Phase;
import dev.updraft.client.model.TaskOptions;
import dev.updraft.client.testing.FakeFlyte;
import dev.updraft.client.testing.Inc;
import dev.updraft.client.testing.TableAdapter;
import dev.updraft.types.failure.StackLine;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  private final FakeFlyte flyte = new FakeFlyte(true);
  private final List<AutoCloseable> open = new ArrayList<>(List.of(flyte));

  @TempDir Path folder;

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private static Settings settings(String target, String project) {
    var address =
        new Address(target, new Address.Security.Plaintext(), new Credentials.Token("secret"));
    return new Settings(new Where.Remote(address), project, "development", "Ana B.", "s1", "");
  }

  private Session session(FakeFlyte backend) {
    var session =
        Session.connect(
            settings(backend.target(), "updraft"),
            new UserTypes(SessionTest.class::getClassLoader));
    open.add(session);
    return session;
  }

  private static <T> RemoteCall<T> call(Session session, String method, Object argument) {
    return session.call(
        Inc.task(method), new Object[] {argument}, CallOptions.plain(), CallListener.nobody());
  }

  private static Literal plusOne(LiteralMap inputs) {
    var n = inputs.getLiteralsOrThrow("n").getScalar().getPrimitive().getInteger();
    return Literal.newBuilder()
        .setScalar(Scalar.newBuilder().setPrimitive(Primitive.newBuilder().setInteger(n + 1)))
        .build();
  }

  @Test
  void aCallTravelsAndItsValueComesBack() throws Exception {
    flyte.body = SessionTest::plusOne;
    var states = Collections.synchronizedList(new ArrayList<CallState>());

    RemoteCall<Long> call =
        session(flyte)
            .call(
                Inc.task("inc"),
                new Object[] {41L},
                CallOptions.plain().label(Labels.CELL, "In [3]"),
                states::add);

    assertThat(call.await()).isEqualTo(42L);
    assertThat(call.id()).matches("[a-z][a-z2-9]{19}");
    assertThat(call.outputs()).isEqualTo(Map.of("o0", 42L));
    assertThat(call.logs()).isEqualTo("one\ntwo\n");
    var sent = flyte.created.getFirst();
    assertThat(sent.getName()).isEqualTo(call.id());
    assertThat(sent.getSpec().getLabels().getValuesMap())
        .isEqualTo(
            Map.of("updraft-user", "Ana_B", "updraft-session", "s1", "updraft-cell", "In__3"));
    assertThat(flyte.tokens).containsOnly("Bearer secret");
  }

  @Test
  void aRepeatedCallIsTwoMessages() throws Exception {
    var session = session(flyte);
    call(session, "inc", 1L).await();
    var before = flyte.calls.stream().filter(name -> !name.equals("ListArtifacts")).count();

    call(session, "inc", 2L).await();

    assertThat(flyte.calls.stream().filter(name -> !name.equals("ListArtifacts")).count() - before)
        .isEqualTo(2);
  }

  @Test
  void theListenerHearsEachPhaseUpToTheEnd() throws Exception {
    var states = Collections.synchronizedList(new ArrayList<CallState>());
    RemoteCall<Long> call =
        session(flyte).call(Inc.task("inc"), new Object[] {1L}, CallOptions.plain(), states::add);
    call.await();
    org.awaitility.Awaitility.await().until(() -> states.size() == 3);

    assertThat(states)
        .extracting(CallState::phase)
        .containsExactly(Phase.QUEUED, Phase.RUNNING, Phase.SUCCEEDED);
    assertThat(states.get(1).why()).isEqualTo("because");
    assertThat(states.getLast().ending()).isPresent();
  }

  @Test
  void createWhoseAnswerWasLostIsNotRunTwice() throws Exception {
    flyte.lose("CreateExecution", Status.UNAVAILABLE);

    assertThat(SessionTest.<Long>call(session(flyte), "inc", 7L).await()).isEqualTo(7L);

    assertThat(flyte.count("CreateExecution")).isEqualTo(2);
    assertThat(flyte.created).hasSize(1);
  }

  @Test
  void aTaskThatIsThereAlreadyIsRegistered() throws Exception {
    var id = session(flyte).register(Inc.task("inc"));

    assertThat(session(flyte).register(Inc.task("inc"))).isEqualTo(id);
    assertThat(flyte.registered).hasSize(1);
  }

  @Test
  void aBackendThatForgotTheTaskIsToldAgain() throws Exception {
    var session = session(flyte);
    call(session, "inc", 1L).await();
    flyte.registered.clear();
    flyte.files.clear();

    assertThat(SessionTest.<Long>call(session, "inc", 2L).await()).isEqualTo(2L);
    assertThat(flyte.files.keySet()).anyMatch(path -> path.endsWith("closure.jar"));
  }

  @Test
  void codeIsUploadedOnceAndByContent() throws Exception {
    var jar = Files.writeString(folder.resolve("lib.jar"), "library");
    var library = new RemoteTask.Library(jar, Content.of(jar).sha256());
    session(flyte).register(Inc.task("inc", "c1-a", TaskOptions.plain(), library));
    var puts = flyte.puts.size();

    session(flyte).register(Inc.task("inc", "c1-a", TaskOptions.plain().retries(1), library));

    assertThat(puts).isEqualTo(3);
    assertThat(flyte.puts).hasSize(3);
    assertThat(flyte.registered).hasSize(2);
    var bundle =
        flyte
            .registered
            .getFirst()
            .getSpec()
            .getTemplate()
            .getCustom()
            .getFieldsOrThrow("updraft")
            .getStructValue();
    assertThat(bundle.getFieldsOrThrow("codeKey").getStringValue()).isEqualTo("c1-a");
    assertThat(flyte.files)
        .containsKey(
            bundle.getFieldsOrThrow("bundle").getStringValue().substring("s3://bucket".length()));
    assertThat(
            new String(
                flyte.files.get("/" + library.sha256() + "/lib.jar"),
                java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("library");
  }

  @Test
  void anUploadShowsItsHashAndNotTheLengthFromTheAnswer() throws Exception {
    session(flyte).register(Inc.task("inc"));

    assertThat(flyte.puts)
        .allSatisfy(
            headers -> {
              assertThat(headers.get("Content-length")).isNotEqualTo(List.of("24"));
              assertThat(headers.get("Content-md5")).singleElement().asString().hasSize(24);
              assertThat(headers.get("X-amz-meta-flytecontentmd5")).containsExactly("text");
            });
  }

  @Test
  void aFrameIsHashedAndUploadedOnce() throws Exception {
    var session = session(flyte);
    var frame = new Inc.Table(List.of(1, 2, 3));
    TableAdapter.ASKED.set(0);

    RemoteCall<Inc.Table> first = call(session, "same", frame);
    var back = first.await();
    SessionTest.<Inc.Table>call(session, "same", frame).await();
    SessionTest.<Inc.Table>call(session, "same", back).await();

    assertThat(back).isEqualTo(frame).isNotSameAs(frame);
    assertThat(TableAdapter.ASKED).hasValue(1);
    assertThat(flyte.files.keySet().stream().filter(path -> path.endsWith("/00000"))).hasSize(1);
    var inputs =
        flyte.created.stream()
            .map(each -> each.getInputs().getLiteralsOrThrow("n"))
            .distinct()
            .toList();
    assertThat(inputs).hasSize(1);
    assertThat(inputs.getFirst().getHash()).startsWith("x1:");
  }

  @Test
  void anEqualFrameIsHashedButNotUploadedAgain() throws Exception {
    var session = session(flyte);
    call(session, "same", new Inc.Table(List.of(4, 5))).await();
    var puts = flyte.puts.size();

    call(session, "same", new Inc.Table(List.of(4, 5))).await();

    assertThat(flyte.puts).hasSize(puts);
  }

  @Test
  void aFileTravelsByItsContentAndKeepsItsName() throws Exception {
    var file = Files.writeString(folder.resolve("flights.csv"), "a,b\n");

    RemoteCall<Path> call = call(session(flyte), "copy", file);

    assertThat(call.await()).hasFileName("flights.csv").hasContent("a,b\n");
    assertThat(flyte.created.getFirst().getInputs().getLiteralsOrThrow("n").getHash())
        .startsWith("sha256:");
  }

  /**
   * A backend behind a port that was forwarded may have its files where this machine has others.
   */
  @Test
  void aFileOfAnotherMachineIsNotReadFromThisOne() throws Exception {
    flyte.bucket = "file://" + folder;
    var file = Files.writeString(folder.resolve("flights.csv"), "a,b\n");
    var sha256 =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest("a,b\n".getBytes(UTF_8)));
    Files.writeString(
        Files.createDirectory(folder.resolve(sha256)).resolve("flights.csv"), "not it");

    RemoteCall<Path> call = call(session(flyte), "copy", file);

    assertThat(call.await()).hasContent("a,b\n");
  }

  @Test
  void aFileThatIsNotThereIsNamedBeforeAnythingIsSent() {
    var session = session(flyte);

    assertThatThrownBy(() -> call(session, "copy", folder.resolve("absent.csv")))
        .hasMessageContaining("There is no file")
        .hasMessageContaining("absent.csv");
    assertThat(flyte.created).isEmpty();
  }

  @Test
  void outputsTooLargeForAnEventAreFetched() throws Exception {
    flyte.outputsInline = false;

    assertThat(SessionTest.<Long>call(session(flyte), "inc", 5L).await()).isEqualTo(5L);
    assertThat(flyte.count("GetExecutionData")).isEqualTo(1);
  }

  @Test
  void aFailureHasItsExceptionStackAndLastLines() {
    flyte.body =
        inputs -> {
          throw new FakeFlyte.Failing(
              "java.lang.IllegalArgumentException",
              "java.lang.IllegalArgumentException: too far\n\tat norm(cell m:norm(double):3)\n");
        };
    RemoteCall<Long> call = call(session(flyte), "inc", 1L);

    assertThatThrownBy(call::await)
        .isInstanceOfSatisfying(
            CallFailed.class,
            e -> {
              assertThat(e)
                  .hasMessage(
                      "inc failed in %s: java.lang.IllegalArgumentException: too far", call.id());
              assertThat(e.code()).isEqualTo("java.lang.IllegalArgumentException");
              assertThat(e.failure().kind()).isEqualTo(Failure.Kind.USER);
              assertThat(e.failure().log()).containsExactly("one", "two");
              assertThat(e.failure().text().chain().getFirst().stack())
                  .containsExactly(new StackLine.InCell("norm", "m:norm(double)", 3));
            });
    assertThat(call.status()).isEqualTo("FAILED");
    assertThat(call.failure()).isPresent();
  }

  @Test
  void whatTheEngineSaysOfRetriesIsNotPartOfTheFailure() {
    flyte.body =
        inputs -> {
          throw new FakeFlyte.Failing(
              "RetriesExhausted|TooFar",
              "[2/2] currentAttempt done. Last Error: USER::TooFar: 12 miles\n");
        };
    RemoteCall<Long> call = call(session(flyte), "inc", 1L);

    assertThatThrownBy(call::await)
        .isInstanceOfSatisfying(
            CallFailed.class,
            e -> {
              assertThat(e.code()).isEqualTo("TooFar");
              assertThat(e.failure().headline()).isEqualTo("TooFar: 12 miles");
            });
  }

  @Test
  void aStreamThatBreaksIsTakenUpAfterTheLastEvent() throws Exception {
    flyte.breakAfter = 2;
    var states = Collections.synchronizedList(new ArrayList<CallState>());

    RemoteCall<Long> call =
        session(flyte).call(Inc.task("inc"), new Object[] {3L}, CallOptions.plain(), states::add);

    assertThat(call.await()).isEqualTo(3L);
    assertThat(flyte.watches).extracting(watch -> watch.getAfter()).containsExactly(0L, 2L);
    assertThat(states).anyMatch(state -> state.away().isPresent());
  }

  @Test
  void aFlyteWithoutOurServiceIsAskedAgainAndAgain() throws Exception {
    try (var plain = new FakeFlyte(false)) {
      var session = session(plain);

      assertThat(SessionTest.<Long>call(session, "inc", 8L).await()).isEqualTo(8L);
      assertThat(SessionTest.<Long>call(session, "inc", 9L).await()).isEqualTo(9L);

      assertThat(plain.count("GetExecution")).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aFailureAtAFlyteHasNoLogButItsMessage() {
    try (var plain = new FakeFlyte(false)) {
      plain.body =
          inputs -> {
            throw new FakeFlyte.Failing("USER:RuntimeError", "ValueError: no");
          };
      RemoteCall<Long> call = call(session(plain), "inc", 8L);

      assertThatThrownBy(call::await)
          .isInstanceOf(TaskFailed.class)
          .hasMessageEndingWith("ValueError: no");
    }
  }

  @Test
  void abortOfWhatHasEndedIsDone() throws Exception {
    RemoteCall<Long> call = call(session(flyte), "inc", 1L);
    call.await();

    call.abort();

    assertThat(call.await()).isEqualTo(1L);
  }

  @Test
  void aVoidMethodReturnsNothing() throws Exception {
    RemoteCall<Void> call = call(session(flyte), "nothing", 1L);

    assertThat(call.await()).isNull();
    assertThat(call.outputs()).isEmpty();
  }

  @Test
  void anUnreachableBackendIsOneLineWithEndpointAndCause() {
    var nobody = settings("127.0.0.1:1", "updraft");

    assertThatThrownBy(() -> Session.connect(nobody))
        .isInstanceOf(BackendException.Unavailable.class)
        .hasMessageMatching(
            "The backend at 127\\.0\\.0\\.1:1 cannot be reached: Connection refused[^\\n]*");
  }

  @Test
  void aProjectThatIsNotThereIsRefusedWithTheOnesThatAre() {
    assertThatThrownBy(() -> Session.connect(settings(flyte.target(), "fraud")))
        .hasMessage("The backend at %s has no project 'fraud'. It has: updraft.", flyte.target());
  }

  @Test
  void aRefusedRequestIsNotRepeated() {
    var session = session(flyte);
    flyte.refuse(
        "CreateExecution", Status.INVALID_ARGUMENT.withDescription("Input 'n' is a string."));

    assertThatThrownBy(() -> call(session, "inc", 1L))
        .isInstanceOf(BackendException.InvalidRequest.class)
        .hasMessage("Input 'n' is a string.");
    assertThat(flyte.count("CreateExecution")).isEqualTo(1);
  }

  @Test
  void findsAnExecutionByItsWholeName() {
    assertThat(session(flyte).find("abcdefghijklmnopqrst").name())
        .isEqualTo("abcdefghijklmnopqrst");
  }
}

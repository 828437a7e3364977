package dev.updraft.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.core.Container;
import com.flyteidl.core.TaskTemplate;
import dev.updraft.engine.Executor.Assignment;
import dev.updraft.engine.Executor.Ending;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Failure;
import dev.updraft.model.Failure.Kind;
import dev.updraft.model.Resources;
import dev.updraft.model.TaskId;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.wire.ErrorDocument;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that are a container's command: real processes, judged as Flyte judges a container. */
@SuppressWarnings("NullAway.Init")
class CommandTest {
  private static final String OUT = "{{.outputPrefix}}";

  @TempDir Path home;
  private Told told;
  private LocalExecutor executor;
  private Map<String, Literal> inputs = Map.of();
  private int count;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(home.resolve("venv/bin"));
    start();
  }

  @AfterEach
  void close() {
    executor.close();
    Awaitility.await("no process is left")
        .atMost(Duration.ofSeconds(20))
        .until(() -> machine().others().isEmpty());
  }

  private void start() {
    told = new Told();
    executor = LocalExecutor.of(machine().config(), InstantSource.system());
    executor.start(told);
  }

  private Machine machine() {
    return new Machine(home);
  }

  @Test
  void aCommandFindsItsPlacesAndItsEnvironment() throws IOException {
    var attempt =
        shell(
            """
            mkdir -p "$1" && touch "$1/outputs.pb"
            printf '%s\\n' "$@" "$COLOUR" "$FLYTE_ATTEMPT_NUMBER" "$VIRTUAL_ENV" "$TMPDIR" "$PWD" >"$1/seen"
            """,
            OUT,
            "{{.input}}",
            "{{ .RawOutputDataPrefix }}",
            "{{.prevCheckpointPrefix}}",
            "{{$namespace}}");

    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());
    var seen = Files.readAllLines(outputs(attempt).resolve("seen"));
    assertThat(seen)
        .startsWith(
            outputs(attempt).toString(),
            data(attempt).resolve("inputs.pb").toString(),
            data(attempt).resolve("raw").toString(),
            "\"\"",
            "updraft-development",
            "blue",
            "0",
            home.resolve("venv").toString());
    assertThat(seen.get(8)).isEqualTo(seen.get(9) + "/tmp");
    assertThat(seen.get(9)).endsWith("/work").startsWith(home.toString());
  }

  @Test
  void aProgramOfTheEnvironmentIsPreferredAndUnpacksIntoTheAttemptsFolder() throws IOException {
    var program = home.resolve("venv/bin/pyflyte-fast-execute");
    Files.writeString(program, "#!/bin/sh\nmkdir -p $4 && echo \"$1 $2\" >$4/seen\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    var attempt =
        launch(List.of("pyflyte-fast-execute", "--dest-dir", "/root", "--", OUT), Machine.IMAGE);

    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());
    assertThat(Files.readString(outputs(attempt).resolve("seen")))
        .startsWith("--dest-dir " + home)
        .endsWith("/work\n");
  }

  /** Flytekit finds no file behind the uri of one. */
  @Test
  void filesAmongTheInputsAreGivenAsPaths() throws IOException {
    var file = new Literal.Blob("file:///a b/c", new LiteralType.Blob("", false), Optional.empty());
    inputs = Map.of("files", new Literal.Collection(List.of(file)), "n", new Literal.Integer(1));
    var attempt = shell("mkdir -p \"$1\" && cp \"$2\" \"$1/seen\"", OUT, "{{.input}}");

    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());
    var plain = new Literal.Blob("/a b/c", new LiteralType.Blob("", false), Optional.empty());
    assertThat(Wire.readLiterals(Files.readAllBytes(outputs(attempt).resolve("seen"))))
        .isEqualTo(
            Map.of("files", new Literal.Collection(List.of(plain)), "n", new Literal.Integer(1)));
  }

  @Test
  void aWorkflowThatTheTaskMadeCountsBeforeAnyErrorBesideIt() {
    var attempt = shell("mkdir -p \"$1\" && touch \"$1/futures.pb\" \"$1/error.pb\"", OUT);
    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());
  }

  @Test
  void anErrorThatWasWrittenCountsWhenItsProcessEndedWell() throws IOException {
    var error =
        new ErrorDocument(
            "USER:RuntimeError",
            "no good",
            true,
            ErrorDocument.Origin.USER,
            Optional.of(Instant.EPOCH),
            "");
    var document = Files.write(home.resolve("error"), Wire.writeError(error));
    var attempt =
        shell(
            "mkdir -p \"$1\" && touch \"$1/outputs.pb\" && cp %s \"$1/error.pb\""
                .formatted(document),
            OUT);

    assertThat(failure(attempt))
        .isEqualTo(new Failure(Kind.USER, "USER:RuntimeError", "no good", true, Instant.EPOCH));
  }

  @Test
  void anExitCodeIsTheTasksFailureWhateverItLeft() {
    var attempt = shell("echo hopeless; mkdir -p \"$1\"; touch \"$1/outputs.pb\"; exit 3", OUT);

    assertThat(failure(attempt))
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Kind.USER);
              assertThat(failure.code()).isEqualTo("Error");
              assertThat(failure.retryable()).isTrue();
              assertThat(failure.message())
                  .contains("ended with exit code 3. Its last words:\nhopeless");
            });
  }

  @Test
  void anImageWithoutAnEnvironmentRunsNothing() {
    var attempt = launch(List.of("touch", home.resolve("ran").toString()), "stranger/image:1");

    assertThat(failure(attempt))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo("NoEnvironment");
              assertThat(failure.retryable()).isFalse();
              assertThat(failure.message())
                  .isEqualTo(
                      "No Python environment is named for the image 'stranger/image:1', and a task's command runs on this machine in none but one that you name. Add 'python.environments=stranger/image:1=/folder/of/the/venv' to the file 'config' in UPDRAFT_HOME, and start the backend again.");
            });
    assertThat(home.resolve("ran")).doesNotExist();
  }

  @Test
  void aVariableThatIsNotKnownIsNamed() {
    assertThat(failure(shell("true", "{{.inputs.a}}")).message())
        .startsWith("The task's command has the variable {{.inputs.a}}, which is not known here.");
  }

  @Test
  void anAbortEndsAllThatItStarted() {
    var attempt = shell("sleep 60 & echo here; sleep 60");
    Awaitility.await("it runs").until(() -> machine().others().size() >= 2);
    executor.kill(attempt, "enough");

    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Killed("enough"));
    assertThat(machine().others()).isEmpty();
  }

  @Test
  void aLogStaysWithinItsLimit() throws IOException {
    executor.close();
    told = new Told();
    var small = machine().config(home.resolve("workers of mine"), 64 << 10);
    executor = LocalExecutor.of(small, InstantSource.system());
    executor.start(told);
    var gate = home.resolve("gate");
    var attempt =
        shell(
            "head -c 300000 /dev/zero | tr '\\0' 'x'; while ! test -e %s; do sleep 0.05; done"
                .formatted(gate));
    var log = home.resolve("workers of mine").resolve("updraft-development-c1-n0-0/out.log");
    Awaitility.await("it is cut").until(() -> Files.exists(log) && Files.size(log) < 64 << 10);
    Files.createFile(gate);

    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());
    assertThat(Files.readString(log)).startsWith("xxx").contains("the log grew beyond its limit");
  }

  @Test
  void itOutlivesTheExecutorAndIsFoundAgain() throws IOException {
    var gate = home.resolve("gate");
    var runs = home.resolve("runs");
    var attempt =
        shell(
            "echo run >>%s; while ! test -e %s; do sleep 0.05; done; mkdir -p \"$1\"; touch \"$1/outputs.pb\""
                .formatted(runs, gate),
            OUT);
    Awaitility.await("it runs").until(() -> Files.exists(runs));
    executor.close();
    start();
    told.awaitStart(attempt);
    Files.createFile(gate);

    assertThat(told.awaitEnd(attempt)).isEqualTo(new Ending.Succeeded());
    assertThat(runs).hasContent("run");
  }

  /** A shell's script with its arguments. */
  private AttemptId shell(String script, String... arguments) {
    var command = new java.util.ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    return launch(command, Machine.IMAGE);
  }

  private AttemptId launch(List<String> command, String image) {
    count++;
    var attempt = new AttemptId(new ExecutionId("updraft", "development", "c" + count), "n0", 0);
    var container =
        Container.newBuilder()
            .setImage(image)
            .addCommand(command.getFirst())
            .addAllArgs(command.subList(1, command.size()));
    var template = TaskTemplate.newBuilder().setType("python-task").setContainer(container).build();
    var root = "file://" + data(attempt);
    try {
      Files.write(
          Files.createDirectories(data(attempt)).resolve("inputs.pb"), Wire.writeLiterals(inputs));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    executor.launch(
        new Assignment(
            attempt,
            1,
            new TaskId("updraft", "development", "command", "v1"),
            "python-task",
            "",
            template.toByteArray(),
            new Resources(1L << 30, Optional.empty()),
            root + "/inputs.pb",
            root + "/0",
            root + "/raw",
            root + "/task.pb",
            Map.of("COLOUR", "blue")));
    return attempt;
  }

  private Path data(AttemptId attempt) {
    return home.resolve("data").resolve(attempt.generatedName());
  }

  private Path outputs(AttemptId attempt) {
    return data(attempt).resolve("0");
  }

  private Failure failure(AttemptId attempt) {
    var ending = told.awaitEnd(attempt);
    assertThat(ending).isInstanceOf(Ending.Failed.class);
    return Objects.requireNonNull(((Ending.Failed) ending).failure());
  }
}

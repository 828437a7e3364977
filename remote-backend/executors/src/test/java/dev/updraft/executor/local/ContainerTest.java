package dev.updraft.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.types.Literal;
import dev.updraft.types.wire.ErrorDocument;
import dev.updraft.types.wire.ErrorDocument.Origin;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner as a container starts it: the contract's arguments, no backend. */
class ContainerTest {
  @TempDir Path home;

  @Test
  void leavesOutputsAndStatusZero() throws Exception {
    int status =
        run(
            "static long task(long x) { return x + 1; }",
            Map.of("x", new Literal.Integer(41)),
            "long");

    assertThat(status).isZero();
    assertThat(Wire.readLiterals(Files.readAllBytes(home.resolve("out").resolve("outputs.pb"))))
        .isEqualTo(Map.of("o0", new Literal.Integer(42)));
  }

  @Test
  void anExceptionLeavesAnErrorAndStatusZero() throws Exception {
    int status = run("static void task() { throw new IllegalStateException(\"no\"); }", Map.of());

    assertThat(status).isZero();
    assertThat(error().code()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error().recoverable()).isTrue();
    assertThat(error().origin()).isEqualTo(Origin.USER);
    assertThat(error().timestamp()).isPresent();
  }

  @Test
  void systemExitLeavesAnErrorAndStatusZero() throws Exception {
    int status = run("static void task() { System.exit(9); }", Map.of());

    assertThat(status).isZero();
    assertThat(error().message()).contains("System.exit(9)");
  }

  @Test
  void threadsLeftBehindDoNotKeepTheContainer() throws Exception {
    int status =
        run(
            "static void task() { new Thread(() -> { while (true) { Thread.onSpinWait(); } }).start(); }",
            Map.of());

    assertThat(status).isZero();
    assertThat(home.resolve("out").resolve("outputs.pb")).exists();
  }

  @Test
  void aWrongHashIsThePlatformsFault() throws Exception {
    CompiledTask.of(home, "static void task() {}");
    String bundle = "file://" + home.resolve("bundle.json");
    run(new CompiledTask(CompiledTask.template(bundle, "00")), Map.of());

    assertThat(error().code()).isEqualTo("WrongHash");
    assertThat(error().origin()).isEqualTo(Origin.SYSTEM);
  }

  private int run(String source, Map<String, Literal> inputs, String... parameters)
      throws Exception {
    return run(CompiledTask.of(home, source, parameters), inputs);
  }

  private int run(CompiledTask task, Map<String, Literal> inputs) throws Exception {
    String root = "file://" + home;
    Files.write(home.resolve("inputs.pb"), Wire.writeLiterals(inputs));
    Files.write(home.resolve("task.pb"), task.template());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Djava.util.logging.config.class=dev.updraft.runner.ExitStatus");
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.updraft.runner.Main"));
    command.addAll(
        List.of("updraft-run", "--inputs", root + "/inputs.pb", "--output-prefix", root + "/out"));
    command.addAll(List.of("--raw-output-prefix", root + "/raw", "--task", root + "/task.pb"));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  private ErrorDocument error() throws IOException {
    return Wire.readError(Files.readAllBytes(home.resolve("out").resolve("error.pb")));
  }
}

package dev.updraft.executor.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.core.TaskTemplate;
import com.flyteidl.core.TypedInterface;
import com.flyteidl.core.Variable;
import com.flyteidl.core.VariableMap;
import dev.updraft.engine.Executor.Assignment;
import dev.updraft.engine.Executor.Ending;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.Failure;
import dev.updraft.model.Resources;
import dev.updraft.model.TaskId;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path home;

  @Test
  void inputsComeBackAsOutputsInTheOrderOfNames() throws IOException {
    Ending ending =
        echo(
            List.of("a", "b"),
            List.of("o0", "o1"),
            Map.of("b", new Literal.Integer(2), "a", new Literal.Integer(1)));

    assertThat(ending).isEqualTo(new Ending.Succeeded());
    assertThat(Wire.readLiterals(Files.readAllBytes(home.resolve("out").resolve("outputs.pb"))))
        .isEqualTo(Map.of("o0", new Literal.Integer(1), "o1", new Literal.Integer(2)));
  }

  @Test
  void asManyOutputsAsInputsAreNeeded() throws IOException {
    assertThat(echo(List.of("a"), List.of(), Map.of("a", new Literal.Integer(1))))
        .isEqualTo(
            new Ending.Failed(
                new Failure(
                    Failure.Kind.USER,
                    "InvalidTask",
                    "An echo task has as many outputs as inputs, but these are [a] and [].",
                    false,
                    NOW)));
  }

  @Test
  void aMissingInputIsNamed() throws IOException {
    assertThat(echo(List.of("a"), List.of("o0"), Map.of()))
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed ->
                assertThat(failed.failure().message())
                    .isEqualTo("Input 'a' is missing; there are []."));
  }

  private Ending echo(List<String> from, List<String> to, Map<String, Literal> inputs)
      throws IOException {
    Files.write(home.resolve("inputs.pb"), Wire.writeLiterals(inputs));
    var template =
        TaskTemplate.newBuilder()
            .setType("echo")
            .setInterface(
                TypedInterface.newBuilder().setInputs(variables(from)).setOutputs(variables(to)))
            .build();
    var assignment =
        new Assignment(
            new AttemptId(new ExecutionId("updraft", "development", "e"), "n0", 0),
            1,
            new TaskId("updraft", "development", "echo", "v1"),
            "echo",
            "",
            template.toByteArray(),
            new Resources(1 << 30, Optional.empty()),
            "file://" + home.resolve("inputs.pb"),
            "file://" + home.resolve("out"),
            "",
            "",
            Map.of());
    Work work = new Echo(InstantSource.fixed(NOW)).prepare(assignment);
    assertThat(work).isInstanceOf(Work.Inline.class);
    return ((Work.Inline) work).body().run();
  }

  private static VariableMap variables(List<String> names) {
    var variables = VariableMap.newBuilder();
    names.forEach(name -> variables.putVariables(name, Variable.getDefaultInstance()));
    return variables.build();
  }
}

package dev.updraft.executor.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.core.TaskTemplate;
import com.flyteidl.core.TypedInterface;
import com.flyteidl.core.Variable;
import com.flyteidl.core.VariableMap;
import dev.updraft.engine.InlineTask.Result;
import dev.updraft.model.Failure;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EchoTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void inputsComeBackAsOutputsInTheOrderOfNames() {
    Result result =
        echo(
            List.of("a", "b"),
            List.of("o0", "o1"),
            Map.of("b", new Literal.Integer(2), "a", new Literal.Integer(1)));

    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Succeeded.class,
            succeeded ->
                assertThat(Wire.readLiterals(succeeded.outputs()))
                    .isEqualTo(Map.of("o0", new Literal.Integer(1), "o1", new Literal.Integer(2))));
  }

  @Test
  void asManyOutputsAsInputsAreNeeded() {
    assertThat(echo(List.of("a"), List.of(), Map.of("a", new Literal.Integer(1))))
        .isEqualTo(
            new Result.Failed(
                new Failure(
                    Failure.Kind.USER,
                    "InvalidTask",
                    "An echo task has as many outputs as inputs, but these are [a] and [].",
                    false,
                    NOW)));
  }

  @Test
  void aMissingInputIsNamed() {
    assertThat(echo(List.of("a"), List.of("o0"), Map.of()))
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed ->
                assertThat(failed.failure().message())
                    .isEqualTo("Input 'a' is missing; there are []."));
  }

  @Test
  void bytesThatAreNoTemplateFail() {
    assertThat(new Echo().run(new byte[] {1, 2, 3}, new byte[0]))
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> assertThat(failed.failure().code()).isEqualTo("Malformed"));
  }

  private static Result echo(List<String> from, List<String> to, Map<String, Literal> inputs) {
    var template =
        TaskTemplate.newBuilder()
            .setType("echo")
            .setInterface(
                TypedInterface.newBuilder().setInputs(variables(from)).setOutputs(variables(to)))
            .build();
    return new Echo(InstantSource.fixed(NOW))
        .run(template.toByteArray(), Wire.writeLiterals(inputs));
  }

  private static VariableMap variables(List<String> names) {
    var variables = VariableMap.newBuilder();
    names.forEach(name -> variables.putVariables(name, Variable.getDefaultInstance()));
    return variables.build();
  }
}

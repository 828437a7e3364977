package dev.updraft.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.types.Literal;
import dev.updraft.types.graph.Condition;
import dev.updraft.types.graph.Condition.Operator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which arm of a branch is taken. */
class ConditionsTest {
  private static Condition compare(Operator operator, Literal right) {
    return new Condition.Comparison(
        new Condition.Operand.Input("x"), operator, new Condition.Operand.Value(right));
  }

  @ParameterizedTest
  @CsvSource({
    "EQ,5,true", "EQ,6,false", "NEQ,6,true", "NEQ,5,false", "GT,4,true", "GT,5,false",
    "GTE,5,true", "GTE,6,false", "LT,6,true", "LT,5,false", "LTE,5,true", "LTE,4,false"
  })
  void numbersAreCompared(Operator operator, long right, boolean holds) {
    var five = Map.<String, Literal>of("x", new Literal.Integer(5));
    assertThat(Conditions.hold(compare(operator, new Literal.Integer(right)), five))
        .isEqualTo(holds);
    assertThat(Conditions.hold(compare(operator, new Literal.Float(right)), five))
        .as("a whole number against a real one")
        .isEqualTo(holds);
  }

  @Test
  void longsBeyondTheDoublesAreExact() {
    var x = Map.<String, Literal>of("x", new Literal.Integer(9007199254740993L));
    assertThat(Conditions.hold(compare(Operator.EQ, new Literal.Integer(9007199254740992L)), x))
        .isFalse();
  }

  @Test
  void bothAndEither() {
    var x = Map.<String, Literal>of("x", new Literal.Text("b"));
    var above = compare(Operator.GT, new Literal.Text("a"));
    var below = compare(Operator.LT, new Literal.Text("a"));
    assertThat(Conditions.hold(new Condition.And(above, below), x)).isFalse();
    assertThat(Conditions.hold(new Condition.Or(below, above), x)).isTrue();
  }

  @Test
  void whatHasNoOrderIsRefused() {
    var x = Map.<String, Literal>of("x", new Literal.Text("b"));
    assertThatThrownBy(() -> Conditions.hold(compare(Operator.GT, new Literal.Integer(1)), x))
        .isInstanceOf(Unbound.class)
        .hasMessageContaining("cannot be compared");
    assertThat(Conditions.hold(compare(Operator.EQ, new Literal.Integer(1)), x)).isFalse();
  }
}

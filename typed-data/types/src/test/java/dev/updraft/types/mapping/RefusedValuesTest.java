package dev.updraft.types.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.types.Literal;
import dev.updraft.types.StructValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Values that their types cannot hold, in either direction, and the sentence that says so. */
@NullUnmarked
class RefusedValuesTest {
  enum Mode {
    FAST,
    EXACT
  }

  record Config(List<Double> limits, String name) {}

  record Range(int low, int high) {
    Range {
      if (low > high) {
        throw new IllegalArgumentException("low is above high");
      }
    }
  }

  sealed interface Shape permits Circle {}

  record Circle(double radius) implements Shape {}

  @SuppressWarnings("unused")
  abstract static class Signatures {
    abstract void config(Config cfg);

    abstract void boxed(Integer cfg);

    abstract void int32(int cfg);

    abstract void int8(byte cfg);

    abstract void float32(float cfg);

    abstract void float64(double cfg);

    abstract void letter(char cfg);

    abstract void text(String cfg);

    abstract void decimal(BigDecimal cfg);

    abstract void maybe(Optional<String> cfg);

    abstract void mode(Mode cfg);

    abstract void range(Range cfg);

    abstract void shape(Shape cfg);

    abstract void instant(Instant cfg);

    abstract void date(LocalDate cfg);

    abstract void span(Duration cfg);

    abstract void map(Map<String, List<Integer>> cfg);

    abstract Range result();

    abstract String textResult();
  }

  @Test
  void nullIsRefusedWithItsPath() {
    refusesToSend(
        "config",
        new Config(Arrays.asList(1.0, 2.0, null), "x"),
        "argument 'cfg'.limits[2]: null cannot travel. Pass a double, or declare it as Optional<Double>.");
    refusesToSend(
        "config",
        new Config(List.of(), null),
        "argument 'cfg'.name: null cannot travel. Pass a String, or declare it as Optional<String>.");
    refusesToSend(
        "boxed",
        null,
        "argument 'cfg': null cannot travel. Pass an int, or declare it as Optional<Integer>.");
    refusesToSend("maybe", null, "argument 'cfg': null cannot travel. Pass Optional.empty().");
    var map = new LinkedHashMap<String, List<Integer>>();
    map.put("k", new ArrayList<>(Arrays.asList((Integer) null)));
    refusesToSend(
        "map",
        map,
        "argument 'cfg'[\"k\"][0]: null cannot travel. Pass an int, or declare it as Optional<Integer>.");
    assertThatThrownBy(() -> mapping("textResult").outputs(null, null))
        .hasMessage(
            "the result: null cannot travel. Pass a String, or declare it as Optional<String>.");
  }

  @Test
  void numberOutOfRangeIsRefusedOnTheWayBack() {
    refusesToTake(
        "int32",
        new Literal.Integer(1L << 31),
        "argument 'cfg': 2147483648 is out of the range of an int (-2147483648 to 2147483647). Declare it as long.");
    refusesToTake(
        "int8",
        new Literal.Integer(-129),
        "argument 'cfg': -129 is out of the range of a byte (-128 to 127). Declare it as long.");
    refusesToTake(
        "float32",
        new Literal.Float(1e300),
        "argument 'cfg': 1.0E300 is out of the range of a float (-3.4028235E38 to 3.4028235E38). Declare it as double.");
    refusesToTake(
        "letter",
        new Literal.Text("ab"),
        "argument 'cfg': a char is expected, but got the string \"ab\".");
    refusesToTake(
        "float64",
        new Literal.Integer(1),
        "argument 'cfg': a double is expected, but got the integer 1.");
    refusesToTake(
        "decimal",
        new Literal.Text("12k"),
        "argument 'cfg': a BigDecimal is expected, but got the string \"12k\".");
  }

  @Test
  void timesBeyondFlytesRangeAreRefused() {
    refusesToSend(
        "instant",
        Instant.parse("-0001-01-01T00:00:00Z"),
        "argument 'cfg': -0001-01-01T00:00:00Z is out of range: a datetime lies between the years 1 and 9999.");
    refusesToSend(
        "span",
        Duration.ofSeconds(Long.MIN_VALUE),
        "argument 'cfg': PT-2562047788015215H-30M-8S is out of range: a duration is shorter than 315576000000 s.");
    refusesToTake(
        "date",
        new Literal.Datetime(Instant.parse("2026-01-02T03:04:05Z")),
        "argument 'cfg': a LocalDate is expected, but got the datetime 2026-01-02T03:04:05Z.");
  }

  @Test
  void textThatNoEncodingCarriesIsRefused() {
    refusesToSend(
        "text",
        "ab\ud800c",
        "argument 'cfg': the text has an unpaired surrogate at index 2, which no encoding can carry. Pass it as byte[].");
    refusesToSend(
        "letter",
        '\udc00',
        "argument 'cfg': the text has an unpaired surrogate at index 0, which no encoding can carry. Pass it as byte[].");
  }

  @Test
  void unknownConstantIsRefusedWithTheChoices() {
    refusesToTake(
        "mode",
        new Literal.Text("SLOW"),
        "argument 'cfg': a Mode is expected, one of FAST, EXACT, but got \"SLOW\".");
    refusesToTake(
        "shape",
        struct("@type", new StructValue.Text("Square")),
        "argument 'cfg': a Shape is expected, but '@type' is \"Square\", none of Circle.");
  }

  @Test
  void constructorThatThrowsIsNamedWithoutTheValues() {
    var refused = struct("low", new StructValue.Whole(12345), "high", new StructValue.Whole(2));
    refusesToTake(
        "range",
        refused,
        "argument 'cfg': the constructor of the record Range refused the components that arrived:"
            + " java.lang.IllegalArgumentException: low is above high");
    assertThatThrownBy(() -> mapping("result").result(Map.of("o0", refused), null))
        .isInstanceOf(ValueRefused.class)
        .hasMessageStartingWith("the result: the constructor of the record Range refused")
        .hasMessageNotContaining("12345")
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void structThatIsNotTheRecordIsRefused() {
    refusesToTake(
        "range",
        struct("low", new StructValue.Whole(1)),
        "argument 'cfg'.high: it is missing, but an int is expected.");
    refusesToTake(
        "range",
        struct("low", new StructValue.Whole(1), "heigh", new StructValue.Whole(2)),
        "argument 'cfg': the record Range has no component 'heigh', only low, high.");
    refusesToTake(
        "range",
        struct("low", new StructValue.Real(1.5), "high", new StructValue.Whole(2)),
        "argument 'cfg'.low: an int is expected, but got the float 1.5.");
    refusesToTake(
        "range",
        new Literal.Text("x"),
        "argument 'cfg': a Range is expected, but got the string \"x\".");
    assertThatThrownBy(() -> mapping("range").arguments(Map.of(), null))
        .hasMessage("argument 'cfg': it is missing, but a Range is expected.");
  }

  @Test
  void jsonsNumbersAreTakenWhereNothingIsLost() {
    var json = struct("low", new StructValue.Real(1), "high", new StructValue.Real(2));
    assertThat(mapping("range").arguments(Map.of("cfg", json), null))
        .containsExactly(new Range(1, 2));
    assertThat(mapping("maybe").arguments(Map.of(), null)).containsExactly(Optional.empty());
    assertThat(mapping("maybe").arguments(Map.of("cfg", new Literal.Text("x")), null))
        .containsExactly(Optional.of("x"));
  }

  private static void refusesToSend(String method, Object value, String sentence) {
    assertThatThrownBy(() -> mapping(method).inputs(new Object[] {value}, null))
        .isInstanceOf(ValueRefused.class)
        .hasMessage(sentence);
  }

  private static void refusesToTake(String method, Literal literal, String sentence) {
    assertThatThrownBy(() -> mapping(method).arguments(Map.of("cfg", literal), null))
        .isInstanceOf(ValueRefused.class)
        .hasMessage(sentence);
  }

  private static Literal struct(String name, StructValue value) {
    return new Literal.Struct(Map.of(name, value));
  }

  private static Literal struct(String first, StructValue one, String second, StructValue two) {
    var fields = new LinkedHashMap<String, StructValue>();
    fields.put(first, one);
    fields.put(second, two);
    return new Literal.Struct(fields);
  }

  private static TaskMapping mapping(String name) {
    var method =
        Arrays.stream(Signatures.class.getDeclaredMethods())
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseThrow();
    return TaskMapping.of(Signature.of(name, method), DataClasses.none());
  }
}

package dev.updraft.types.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.flyteidl.core.LiteralMap;
import dev.updraft.types.Literals;
import dev.updraft.types.mapping.DataClasses;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java type that travels, with its edges, there and back through the wire. A type joins by a
 * method and its values.
 */
class TypeMatrixTest {
  enum Mode {
    FAST,
    EXACT {
      @Override
      int digits() {
        return 9;
      }
    };

    int digits() {
      return 1;
    }
  }

  record Point(int x, double y, List<String> tags) {}

  record Pair<A, B>(A first, B second) {}

  record Nothing() {}

  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  record Square(double side, Optional<Point> corner) implements Shape {}

  record All(
      boolean flag,
      Byte tiny,
      short small,
      Integer middle,
      long large,
      float rough,
      double fine,
      char letter,
      String text,
      Instant instant,
      LocalDate date,
      LocalDateTime dateTime,
      Duration span,
      BigDecimal decimal,
      BigInteger integer,
      Mode mode,
      Point point,
      Pair<String, Pair<Integer, Mode>> pair,
      Optional<Long> maybe,
      List<Optional<Mode>> modes,
      Set<Integer> set,
      Map<String, List<Double>> map,
      Shape shape) {}

  /** The types: each method's one parameter is also its result. */
  @SuppressWarnings("unused")
  abstract static class Signatures {
    abstract boolean bool(boolean v);

    abstract Boolean boolBox(Boolean v);

    abstract byte int8(byte v);

    abstract short int16(short v);

    abstract int int32(int v);

    abstract Integer int32Box(Integer v);

    abstract long int64(long v);

    abstract float float32(float v);

    abstract double float64(double v);

    abstract char character(char v);

    abstract String string(String v);

    abstract Instant instant(Instant v);

    abstract LocalDate date(LocalDate v);

    abstract LocalDateTime dateTime(LocalDateTime v);

    abstract Duration span(Duration v);

    abstract BigDecimal decimal(BigDecimal v);

    abstract BigInteger integer(BigInteger v);

    abstract Mode mode(Mode v);

    abstract Point point(Point v);

    abstract Nothing nothing(Nothing v);

    abstract Pair<Pair<Integer, String>, List<Mode>> pair(
        Pair<Pair<Integer, String>, List<Mode>> v);

    abstract Shape shape(Shape v);

    abstract Optional<Shape> maybeShape(Optional<Shape> v);

    abstract Optional<Integer> maybe(Optional<Integer> v);

    abstract Optional<BigDecimal> maybeDecimal(Optional<BigDecimal> v);

    abstract Optional<Pair<String, Integer>> maybePair(Optional<Pair<String, Integer>> v);

    abstract Optional<List<Optional<LocalDate>>> maybeDates(Optional<List<Optional<LocalDate>>> v);

    abstract List<String> list(List<String> v);

    abstract List<List<Point>> lists(List<List<Point>> v);

    abstract Set<String> set(Set<String> v);

    abstract Set<Point> points(Set<Point> v);

    abstract Map<String, Long> map(Map<String, Long> v);

    abstract Map<String, Map<String, Set<Mode>>> maps(Map<String, Map<String, Set<Mode>>> v);

    abstract int[] ints(int[] v);

    abstract double[][] matrix(double[][] v);

    abstract Point[] pointArray(Point[] v);

    abstract Pair<String, Mode>[] pairArray(Pair<String, Mode>[] v);

    abstract String[] varargs(String... v);

    abstract byte[] bytes(byte[] v);

    abstract Path path(Path v);

    abstract List<Path> paths(List<Path> v);

    abstract Optional<Path> maybePath(Optional<Path> v);

    abstract All all(All v);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        arguments("bool", List.of(true, false)),
        arguments("boolBox", List.of(true)),
        arguments("int8", List.of((byte) -128, (byte) 0, (byte) 127)),
        arguments("int16", List.of(Short.MIN_VALUE, (short) -1, Short.MAX_VALUE)),
        arguments(
            "int32",
            List.of(Integer.MIN_VALUE, -33, -32, 0, 127, 128, 255, 256, 65536, Integer.MAX_VALUE)),
        arguments("int32Box", List.of(7)),
        arguments(
            "int64", List.of(Long.MIN_VALUE, -1L, 0L, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE)),
        arguments(
            "float32",
            List.of(
                0f,
                -0f,
                0.1f,
                Float.MIN_VALUE,
                Float.MAX_VALUE,
                Float.NaN,
                Float.NEGATIVE_INFINITY)),
        arguments(
            "float64",
            List.of(
                0d,
                -0d,
                0.1,
                Double.MIN_VALUE,
                -Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY)),
        arguments("character", List.of('a', ' ', '\0', '\u00e9', '\uffff')),
        arguments(
            "string", List.of("", "x", "\u00e4\u20ac\ud83d\ude00", "\0\n\"", "y".repeat(70_000))),
        arguments(
            "instant",
            List.of(
                Instant.EPOCH,
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999999Z"),
                Instant.parse("1969-12-31T23:59:59.000000001Z"),
                Instant.parse("2026-01-02T03:04:05.678Z"))),
        arguments(
            "date",
            List.of(
                LocalDate.EPOCH,
                LocalDate.of(1, 1, 1),
                LocalDate.of(9999, 12, 31),
                LocalDate.of(2024, 2, 29))),
        arguments(
            "dateTime",
            List.of(LocalDateTime.of(2026, 3, 29, 2, 30), LocalDateTime.of(1, 1, 1, 0, 0, 0, 1))),
        arguments(
            "span",
            List.of(
                Duration.ZERO,
                Duration.ofNanos(-1),
                Duration.ofMillis(-1500),
                Duration.ofSeconds(315_575_999_999L, 999_999_999),
                Duration.ofSeconds(-315_575_999_999L),
                Duration.ofMinutes(5))),
        arguments(
            "decimal",
            List.of(
                BigDecimal.ZERO,
                new BigDecimal("1.00"),
                new BigDecimal("-1E+400"),
                new BigDecimal("0.1"))),
        arguments("integer", List.of(BigInteger.ZERO, BigInteger.TWO.pow(200).negate())),
        arguments("mode", List.of(Mode.FAST, Mode.EXACT)),
        arguments(
            "point",
            List.of(new Point(1, 2.0, List.of("q")), new Point(-1, Double.NaN, List.of()))),
        arguments("nothing", List.of(new Nothing())),
        arguments("pair", List.of(new Pair<>(new Pair<>(1, "x"), List.of(Mode.EXACT)))),
        arguments(
            "shape",
            List.of(
                new Circle(1.5),
                new Square(2, Optional.empty()),
                new Square(2, Optional.of(new Point(0, 0, List.of()))))),
        arguments("maybeShape", List.of(Optional.empty(), Optional.of(new Circle(0)))),
        arguments("maybe", List.of(Optional.empty(), Optional.of(0))),
        arguments("maybeDecimal", List.of(Optional.empty(), Optional.of(new BigDecimal("0.00")))),
        arguments("maybePair", List.of(Optional.empty(), Optional.of(new Pair<>("", 1)))),
        arguments(
            "maybeDates",
            List.of(
                Optional.empty(),
                Optional.of(List.of()),
                Optional.of(List.of(Optional.empty(), Optional.of(LocalDate.EPOCH))))),
        arguments("list", List.of(List.of(), List.of("", "b", "a"))),
        arguments(
            "lists",
            List.of(List.of(List.of()), List.of(List.of(new Point(1, 1, List.of())), List.of()))),
        arguments("set", List.of(Set.of(), Set.of("b", "a", "c"))),
        arguments(
            "points", List.of(Set.of(new Point(1, 2, List.of("a")), new Point(1, 2, List.of())))),
        arguments("map", List.of(Map.of(), Map.of("", 1L, "b", 2L))),
        arguments(
            "maps",
            List.of(Map.of("a", Map.of(), "b", Map.of("c", Set.of(Mode.FAST, Mode.EXACT))))),
        arguments("ints", List.of(new int[0], new int[] {3, 1, 2})),
        arguments("matrix", List.of((Object) new double[][] {{}, {1, Double.NaN}})),
        arguments("pointArray", List.of((Object) new Point[] {new Point(1, 2, List.of())})),
        arguments("pairArray", List.of((Object) new Pair[] {new Pair<>("a", Mode.FAST)})),
        arguments("varargs", List.of((Object) new String[] {"a", ""}, new String[0])),
        arguments("bytes", List.of(new byte[0], new byte[] {-1, 0, 1})),
        arguments("path", List.of(Path.of("/data/x.csv"))),
        arguments("paths", List.of(List.of(), List.of(Path.of("a"), Path.of("b")))),
        arguments("maybePath", List.of(Optional.empty(), Optional.of(Path.of("a")))),
        arguments("all", List.of(all())));
  }

  private static All all() {
    return new All(
        true,
        (byte) 1,
        (short) 2,
        3,
        4L,
        0.5f,
        0.1,
        'x',
        "text",
        Instant.parse("2026-01-02T03:04:05.000678901Z"),
        LocalDate.of(2026, 1, 2),
        LocalDateTime.of(2026, 1, 2, 3, 0),
        Duration.ofSeconds(1L << 38, 1),
        new BigDecimal("1.10"),
        BigInteger.TEN,
        Mode.EXACT,
        new Point(1, 2, List.of("a")),
        new Pair<>("k", new Pair<>(1, Mode.FAST)),
        Optional.of(5L),
        List.of(Optional.empty(), Optional.of(Mode.FAST)),
        Set.of(3, 1, 2),
        Map.of("b", List.of(1.0), "a", List.of()),
        new Square(1, Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valueComesBackEqual(String name, List<?> values) throws Exception {
    var mapping = mapping(name);
    var inputType = mapping.typedInterface().inputs().values().iterator().next().type();
    for (Object value : values) {
      var literals = mapping.inputs(new Object[] {value}, new MemoryTransfers());
      byte[] bytes = Wire.writeLiterals(literals);
      var back = Wire.readLiterals(bytes);
      assertThat(back).isEqualTo(literals);
      assertThat(Literals.mismatch(back.values().iterator().next(), inputType)).isEmpty();
      assertThat(mapping.arguments(back, new MemoryTransfers())[0]).isEqualTo(value);
      assertThat(
              mapping.result(mapping.outputs(value, new MemoryTransfers()), new MemoryTransfers()))
          .isEqualTo(value);
      assertThat(Wire.readLiterals(LiteralMap.parseFrom(bytes).toByteArray())).isEqualTo(literals);
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void valueWithinARecordComesBackEqual(String name, List<?> values) throws Exception {
    if (name.toLowerCase().contains("path")) {
      return;
    }
    Method method = method(name);
    var type = method.getGenericParameterTypes()[0];
    var record = new PairOf(type);
    var mapping =
        TaskMapping.of(
            new Signature("t", List.of(new Signature.Parameter("v", record)), void.class),
            DataClasses.none());
    for (Object value : values) {
      var literals =
          mapping.inputs(new Object[] {new Pair<>(value, "beside")}, new MemoryTransfers());
      var back = Wire.readLiterals(Wire.writeLiterals(literals));
      assertThat(back).isEqualTo(literals);
      assertThat(((Pair<?, ?>) mapping.arguments(back, new MemoryTransfers())[0]).first())
          .isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void interfaceComesBackEqual(String name, List<?> values) throws Exception {
    var typed = mapping(name).typedInterface();
    byte[] bytes = Wire.writeInterface(typed);
    assertThat(Wire.readInterface(bytes)).isEqualTo(typed);
    var generated = com.flyteidl.core.TypedInterface.parseFrom(bytes);
    assertThat(generated.getUnknownFields().asMap()).isEmpty();
    assertThat(Wire.readInterface(generated.toByteArray())).isEqualTo(typed);
  }

  /** Primitive parameters have boxes as arguments here. */
  private record PairOf(java.lang.reflect.Type first)
      implements java.lang.reflect.ParameterizedType {
    @Override
    public java.lang.reflect.Type[] getActualTypeArguments() {
      return new java.lang.reflect.Type[] {first, String.class};
    }

    @Override
    public java.lang.reflect.Type getRawType() {
      return Pair.class;
    }

    @Override
    public java.lang.reflect.Type getOwnerType() {
      return TypeMatrixTest.class;
    }
  }

  private static TaskMapping mapping(String name) {
    return TaskMapping.of(Signature.of(name, method(name)), DataClasses.none());
  }

  private static Method method(String name) {
    return Arrays.stream(Signatures.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

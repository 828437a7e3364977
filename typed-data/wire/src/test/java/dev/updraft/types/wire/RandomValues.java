package dev.updraft.types.wire;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Literals and types of every kind, from a seed. */
final class RandomValues {
  private static final double[] REALS = {
    0, -0.0, 1, -1.5, Double.NaN, Double.MAX_VALUE, Double.MIN_VALUE, Double.POSITIVE_INFINITY
  };
  private final Random random;

  RandomValues(long seed) {
    this.random = new Random(seed);
  }

  Map<String, Literal> literals() {
    return named(() -> literal(3));
  }

  Literal literal(int depth) {
    return switch (random.nextInt(depth <= 0 ? 11 : 15)) {
      case 0 -> new Literal.Integer(whole());
      case 1 -> new Literal.Float(real());
      case 2 -> new Literal.Text(text());
      case 3 -> new Literal.Bool(random.nextBoolean());
      case 4 ->
          new Literal.Datetime(
              Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
      case 5 ->
          new Literal.Span(Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000)));
      case 6 -> new Literal.None();
      case 7 -> new Literal.Binary(bytes(), random.nextBoolean() ? "" : "pickle");
      case 8 -> new Literal.Struct(fields(3));
      case 9 ->
          new Literal.Blob(text(), new LiteralType.Blob(text(), random.nextBoolean()), hash());
      case 10 -> new Literal.StructuredDataset(text(), dataset(1), hash());
      case 11 -> new Literal.Collection(list(4, i -> literal(depth - 1)));
      case 12 -> new Literal.MapOf(named(() -> literal(depth - 1)));
      case 13 -> new Literal.Union(literal(depth - 1), type(2));
      default -> new Literal.Hashed(new Literal.Integer(whole()), "h" + text());
    };
  }

  LiteralType type(int depth) {
    return switch (random.nextInt(depth <= 0 ? 4 : 10)) {
      case 0 ->
          new LiteralType.Simple(
              SimpleKind.values()[random.nextInt(SimpleKind.values().length)], tag());
      case 1 -> new LiteralType.Enumeration(list(3, i -> "C" + i));
      case 2 -> new LiteralType.Blob(text(), random.nextBoolean());
      case 3 -> new LiteralType.AnyStruct();
      case 4 -> struct("R" + random.nextInt(9), depth);
      case 5 -> new LiteralType.Sealed("S", list(3, i -> struct("Case" + (7 - i), depth - 1)));
      case 6 -> new LiteralType.Collection(type(depth - 1), tag());
      case 7 -> new LiteralType.MapOf(type(depth - 1));
      case 8 -> new LiteralType.Union(list(3, i -> type(depth - 1)));
      default -> dataset(depth);
    };
  }

  private LiteralType.Struct struct(String name, int depth) {
    return new LiteralType.Struct(
        name, list(4, i -> new LiteralType.Field("f" + (9 - i), type(depth - 1))));
  }

  private LiteralType.StructuredDataset dataset(int depth) {
    return new LiteralType.StructuredDataset(
        list(3, i -> new LiteralType.Column("c" + i, type(depth - 1))),
        random.nextBoolean() ? "" : "parquet");
  }

  private Map<String, StructValue> fields(int depth) {
    return named(() -> struct(depth));
  }

  private StructValue struct(int depth) {
    return switch (random.nextInt(depth <= 0 ? 6 : 8)) {
      case 0 -> new StructValue.Null();
      case 1 -> new StructValue.Bool(random.nextBoolean());
      case 2 -> new StructValue.Whole(whole());
      case 3 -> new StructValue.Real(real());
      case 4 -> new StructValue.Text(text());
      case 5 -> new StructValue.Bytes(bytes());
      case 6 -> new StructValue.Items(list(random.nextBoolean() ? 4 : 20, i -> struct(depth - 1)));
      default -> new StructValue.Fields(fields(depth - 1));
    };
  }

  /** Of every magnitude. */
  private long whole() {
    return random.nextLong() >> random.nextInt(64);
  }

  private double real() {
    return random.nextBoolean() ? REALS[random.nextInt(REALS.length)] : random.nextGaussian();
  }

  private String text() {
    return switch (random.nextInt(5)) {
      case 0 -> "";
      case 1 -> "\u00e4\ud83d\ude00\0";
      case 2 -> "x".repeat(random.nextInt(300));
      default -> "t" + random.nextInt(100);
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Optional<String> hash() {
    return random.nextBoolean() ? Optional.empty() : Optional.of("h" + random.nextInt());
  }

  private Optional<String> tag() {
    return random.nextBoolean() ? Optional.empty() : Optional.of("Tag" + random.nextInt(3));
  }

  private <T> List<T> list(int most, IntFunction<T> element) {
    var list = new ArrayList<T>();
    int size = random.nextInt(most + 1);
    for (int i = 0; i < size; i++) {
      list.add(element.apply(i));
    }
    return list;
  }

  private <T> Map<String, T> named(Supplier<T> value) {
    var named = new LinkedHashMap<String, T>();
    for (int i = random.nextInt(20) == 0 ? 17 : random.nextInt(4); i > 0; i--) {
      named.put("n" + i, value.get());
    }
    return named;
  }
}

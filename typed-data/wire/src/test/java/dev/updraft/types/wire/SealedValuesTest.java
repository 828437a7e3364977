package dev.updraft.types.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.types.Literal;
import dev.updraft.types.Literals;
import dev.updraft.types.mapping.DataClasses;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random values of sealed interfaces within records, lists, sets, maps and one another: they come
 * back equal, and equal ones have one key however they were put together.
 */
@NullUnmarked
class SealedValuesTest {
  private static final int ROUNDS = 200;

  sealed interface Fare {}

  record Free() implements Fare {}

  record Flat(long cents) implements Fare {}

  /** Has the same components as {@link Flat}: only the case's name tells them apart. */
  record Tip(long cents) implements Fare {}

  sealed interface Leg {}

  record Flight(String origin, Fare fare, Optional<Fare> extra) implements Leg {}

  record Train(Map<String, Fare> byClass, Set<Fare> discounts) implements Leg {}

  sealed interface OnFoot extends Leg {}

  record Walk(double km) implements OnFoot {}

  record Journey(List<Leg> legs, Set<Leg> avoided, Map<String, List<Optional<Leg>>> options) {}

  @SuppressWarnings("unused")
  abstract static class Signatures {
    abstract List<Leg> legs(List<Leg> v);

    abstract Journey journey(Journey v);

    abstract Map<String, Set<Leg>> sets(Map<String, Set<Leg>> v);

    abstract Optional<Leg> maybe(Optional<Leg> v);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void comeBackEqualAndHaveOneKeyWhateverTheOrder(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      var journey = journey(random);
      check("journey", journey, new Shuffle(random).of(journey));
      check("legs", journey.legs(), journey.legs());
      check("sets", Map.of("a", journey.avoided(), "b", Set.of()), journey(journey, random));
      check("maybe", Optional.of(journey.legs().getFirst()), Optional.of(journey.legs().get(0)));
    }
  }

  private static Map<String, Set<Leg>> journey(Journey journey, Random random) {
    var shuffled = new LinkedHashMap<String, Set<Leg>>();
    shuffled.put("b", Set.of());
    shuffled.put("a", new Shuffle(random).legs(journey.avoided()));
    return shuffled;
  }

  private static void check(String name, Object value, Object equal) {
    var method =
        Arrays.stream(Signatures.class.getDeclaredMethods())
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .orElseThrow();
    var mapping = TaskMapping.of(Signature.of(name, method), DataClasses.none());
    var sent = inputs(mapping, value);
    var back = Wire.readLiterals(Wire.writeLiterals(sent));

    assertThat(equal).isEqualTo(value);
    assertThat(mapping.arguments(back, new MemoryTransfers())).containsExactly(value);
    assertThat(Literals.mismatch(back.get("v"), mapping.typedInterface().inputs().get("v").type()))
        .isEmpty();
    assertThat(CatalogHash.inputs(inputs(mapping, equal), Set.of()))
        .isEqualTo(CatalogHash.inputs(sent, Set.of()));
    assertThat(Wire.writeLiterals(inputs(mapping, equal))).isEqualTo(Wire.writeLiterals(sent));
  }

  private static Map<String, Literal> inputs(TaskMapping mapping, Object value) {
    return mapping.inputs(new Object[] {value}, new MemoryTransfers());
  }

  private static Journey journey(Random random) {
    var options = new LinkedHashMap<String, List<Optional<Leg>>>();
    for (var leg : legs(random, 0)) {
      options.put("o" + random.nextInt(9), List.of(Optional.of(leg), Optional.empty()));
    }
    return new Journey(legs(random, 1), new LinkedHashSet<>(legs(random, 0)), options);
  }

  private static List<Leg> legs(Random random, int least) {
    return many(random, least, 6, () -> leg(random));
  }

  private static Leg leg(Random random) {
    return switch (random.nextInt(3)) {
      case 0 ->
          new Flight(
              "o" + random.nextInt(3),
              fare(random),
              random.nextBoolean() ? Optional.empty() : Optional.of(fare(random)));
      case 1 -> {
        var byClass = new LinkedHashMap<String, Fare>();
        many(random, 0, 2, () -> fare(random))
            .forEach(fare -> byClass.put("c" + random.nextInt(4), fare));
        yield new Train(byClass, new LinkedHashSet<>(many(random, 0, 2, () -> fare(random))));
      }
      default -> new Walk(random.nextInt(4) / 2.0);
    };
  }

  private static Fare fare(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Free();
      case 1 -> new Flat(random.nextInt(3));
      default -> new Tip(random.nextInt(3));
    };
  }

  private static <T> List<T> many(Random random, int least, int span, Supplier<T> one) {
    var list = new ArrayList<T>();
    for (int i = random.nextInt(span) + least; i > 0; i--) {
      list.add(one.get());
    }
    return list;
  }

  /** An equal value whose sets and maps hand out their elements in another order. */
  private record Shuffle(Random random) {
    Journey of(Journey journey) {
      return new Journey(
          journey.legs().stream().map(this::leg).toList(),
          legs(journey.avoided()),
          shuffled(journey.options()));
    }

    Set<Leg> legs(Set<Leg> legs) {
      return shuffled(legs.stream().map(this::leg).toList());
    }

    private Leg leg(Leg leg) {
      return leg instanceof Train(var byClass, var discounts)
          ? new Train(shuffled(byClass), shuffled(List.copyOf(discounts)))
          : leg;
    }

    private <T> Set<T> shuffled(List<T> elements) {
      var order = new ArrayList<>(elements);
      Collections.shuffle(order, random);
      return new LinkedHashSet<>(order);
    }

    private <T> Map<String, T> shuffled(Map<String, T> map) {
      var again = new LinkedHashMap<String, T>();
      shuffled(List.copyOf(map.keySet())).forEach(key -> again.put(key, map.get(key)));
      return again;
    }
  }
}

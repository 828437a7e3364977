package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values of the user's own types, from the notebook through a worker and back. */
class ValuesTest {
  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  void casesOfASealedInterfaceCrossAndAreCachedByTheirValues() {
    kernel.ok(
        """
        sealed interface Leg {
          record Flight(String origin, int minutes) implements Leg {}
          record Walk(double km) implements Leg {}
        }
        """);
    kernel.ok(
        """
        %%task --cache
        List<Leg> back(Set<Leg> legs) {
          return legs.stream().<Leg>map(leg -> switch (leg) {
            case Leg.Flight flight -> new Leg.Flight(flight.origin() + "!", -flight.minutes());
            case Leg.Walk walk -> new Leg.Walk(walk.km() * 2);
          }).toList();
        }
        """);

    var ran = kernel.ok("back.run(Set.of(new Leg.Walk(1.5), new Leg.Flight(\"JFK\", 90)))");
    assertThat(ran.value()).isEqualTo("[Flight[origin=JFK!, minutes=-90], Walk[km=3.0]]");
    assertThat(kernel.ok("back.run(Set.of(new Leg.Flight(\"JFK\", 90), new Leg.Walk(1.5)))").text())
        .contains("◆ hit back@");
  }
}

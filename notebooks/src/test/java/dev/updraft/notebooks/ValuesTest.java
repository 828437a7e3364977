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

  @Test
  void aFrameThatARecordDeclaresCrossesAsRowsAndAsADataFrame() {
    declareDelays();
    kernel.ok(
        "var table = DataFrame.foldByRow(\"carrier\", \"delay\", \"origin\", \"distance\")"
            + ".of(\"AA\", 4.0, \"JFK\", 100, \"UA\", null, \"JFK\", 200, \"AA\", 1.5, \"LGA\", 300);");
    kernel.ok("var flights = Frame.from(Flight.class, table);");

    assertThat(kernel.ok("flights").value())
        .contains("origin  distance   delay")
        .contains("3 rows");
    var ran = kernel.ok("var means = delays.run(flights, 100); means.rows()");
    assertThat(ran.text()).contains("✓ delays ran");
    assertThat(ran.value())
        .isEqualTo(
            "[Delay[origin=JFK, flights=2, mean=Optional[4.0]], Delay[origin=LGA, flights=1, mean=Optional[1.5]]]");
    assertThat(kernel.ok("means.as(DataFrame.class).height()").value()).isEqualTo("2");

    kernel.ok(
        "var same = Frame.of(Flight.class, List.of(new Flight(\"JFK\", 100, Optional.of(4.0)),"
            + " new Flight(\"JFK\", 200, Optional.empty()), new Flight(\"LGA\", 300, Optional.of(1.5))));");
    var hit = kernel.ok("delays.run(same, 100).equals(means)");
    assertThat(hit.value()).isEqualTo("true");
    assertThat(hit.text()).contains("◆ hit delays@");
  }

  @Test
  void aFrameThatDoesNotFitIsRefusedBeforeAnythingIsSent() {
    declareDelays();
    kernel.ok(
        "var table2 = DataFrame.foldByRow(\"orign\", \"distance\", \"delay\").of(\"JFK\", 1, 2.0);");
    assertThat(kernel.run("Frame.from(Flight.class, table2)").error())
        .contains(
            "The frame does not fit Frame<Flight>: It has no column 'origin'; did you mean 'orign'?");

    kernel.ok("record Plane(String orign, long distance, Optional<Double> delay) {}");
    kernel.ok(
        "var planes = Frame.of(Plane.class, List.of(new Plane(\"JFK\", 1, Optional.empty())));");
    var before = executions();
    assertThat(kernel.run("%run delays flights=$planes least=1").error())
        .contains("delays")
        .contains("argument 'flights': The frame does not fit Frame<Flight>")
        .contains("did you mean 'orign'?");
    assertThat(executions()).isEqualTo(before);
  }

  /** How many executions of the task the backend knows. */
  private static long executions() {
    return workplace
        .updraft("executions", "delays")
        .text()
        .lines()
        .filter(line -> line.contains(" delays "))
        .count();
  }

  private static void declareDelays() {
    kernel.ok("%maven org.dflib:dflib:2.0.0-M6");
    kernel.ok("import org.dflib.*;\nimport dev.updraft.api.frames.Frame;");
    kernel.ok(
        """
        record Flight(String origin, long distance, Optional<Double> delay) {}
        record Delay(String origin, int flights, Optional<Double> mean) {}
        """);
    kernel.ok(
        """
        %%task --cache
        Frame<Delay> delays(Frame<Flight> flights, long least) {
          var origins = new TreeMap<String, List<Flight>>();
          for (var flight : flights.rows()) {
            if (flight.distance() >= least) {
              origins.computeIfAbsent(flight.origin(), o -> new ArrayList<>()).add(flight);
            }
          }
          var table = flights.as(DataFrame.class);
          if (table.height() != flights.size()) throw new IllegalStateException("rows lost");
          var means = new ArrayList<Delay>();
          origins.forEach((origin, of) -> {
            var mean = of.stream().flatMap(f -> f.delay().stream()).mapToDouble(d -> d).average();
            means.add(new Delay(origin, of.size(), mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty()));
          });
          return Frame.of(Delay.class, means);
        }
        """);
  }
}

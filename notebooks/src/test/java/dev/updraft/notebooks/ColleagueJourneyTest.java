package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The journey of a colleague: Ana ran her notebook yesterday; Ben, in another checkout, with a
 * notebook of his own that says the same in another order and another hand, gets her results.
 */
@TestMethodOrder(OrderAnnotation.class)
class ColleagueJourneyTest {
  private static Workplace anas;
  private static Kernel ben;

  @BeforeAll
  static void yesterday(@TempDir Path checkout) {
    anas = Workplace.fresh();
    try (var ana = anas.kernel(Map.of("UPDRAFT_USER", "ana", "JPY_SESSION_NAME", "delays.ipynb"))) {
      ana.ok("record Leg(String carrier, double delay) {}");
      ana.ok("double clean(double delay) { return Math.max(0, delay); }");
      ana.ok(
          """
          %%task --cache
          List<Leg> legs(int n) {
            return java.util.stream.IntStream.range(0, n)
                .mapToObj(i -> new Leg(i % 2 == 0 ? "AA" : "UA", clean(i - 2))).toList();
          }""");
      ana.ok(
          """
          %%task --cache
          double mean(List<Leg> legs, String carrier) {
            return legs.stream().filter(l -> l.carrier().equals(carrier))
                .mapToDouble(Leg::delay).average().orElse(0);
          }""");
      ana.ok("%%task --cache\ndouble gap(double a, double b) { return a - b; }");
      ana.ok(
          """
          %%workflow
          double lead(int n) {
            var legs = legs(n);
            return gap(mean(legs, "UA"), mean(legs, "AA"));
          }""");
      assertThat(ana.ok("lead.run(10)").text()).contains("✓ n0 legs").contains("✓ n3 gap");
    }
    assertThat(anas.updraft("backend", "stop").exit()).isZero();

    ben =
        anas.fromAnotherCheckout(checkout)
            .kernel(Map.of("UPDRAFT_USER", "ben", "JPY_SESSION_NAME", "mine/lead.ipynb"));
    ben.ok("int unrelated = 1; // Ben's own");
    ben.ok(
        "%%task --cache --mem 1Gi\ndouble gap(double a, double b) {\n  // how far apart\n  return a - b;\n}");
    ben.ok("record Leg(String carrier, double delay) { }");
    ben.ok("double clean(double delay) {\n    return Math.max(0, delay);\n}");
    ben.ok(
        """
        %%task --cache
        double mean(List<Leg> legs, String carrier) {
          return legs.stream()
              .filter(l -> l.carrier().equals(carrier))
              .mapToDouble(Leg::delay)
              .average()
              .orElse(0);
        }""");
    ben.ok(
        """
        %%task --cache
        /** All legs, cleaned. */
        List<Leg> legs(int n) {
          return java.util.stream.IntStream.range(0, n)
              .mapToObj(i -> new Leg(i % 2 == 0 ? "AA" : "UA", clean(i - 2)))
              .toList();
        }""");
    ben.ok(
        """
        %%workflow
        double lead(int n) {
          var all = legs(n);
          return gap(mean(all, "UA"), mean(all, "AA"));
        }""");
  }

  @AfterAll
  static void stop() {
    ben.close();
    anas.close();
  }

  @Test
  @Order(1)
  void benSeesWhatExistsBeforeHeRunsAnything() {
    assertThat(ben.ok("%connect").text()).contains("ben");
    var shelf = ben.ok("%cache ls mean").text();
    assertThat(shelf).contains("mean@").contains("ana").contains("UA").contains("AA");
    assertThat(ben.ok("%executions").text()).contains("lead").contains("ana");
    assertThat(ben.ok("%cache why legs n=10").text()).contains("would hit legs@");
  }

  @Test
  @Order(2)
  void whatAnaRanIsAHitForBenWithHerNameAndHerLogs() {
    var hit = ben.ok("legs.run(10)");
    assertThat(hit.text()).contains("◆ hit legs@").contains("by ana");
    assertThat(hit.value()).contains("Leg[carrier=AA");

    var whole = ben.ok("lead.run(10)");
    assertThat(whole.value()).isEqualTo(ben.ok("lead(10)").value());
    assertThat(whole.text()).contains("◆ n0 legs · hit").contains("◆ n3 gap · hit");
  }

  @Test
  @Order(3)
  void anOldValueIsLoadedIntoATypedVariable() {
    var key = Pattern.compile("mean@\\w+").matcher(ben.ok("%cache ls mean").text());
    assertThat(key.find()).isTrue();
    ben.ok("double old = %outputs " + key.group());
    assertThat(ben.ok("old >= 0").value()).isEqualTo("true");
    assertThat(ben.ok("%lineage " + key.group()).text()).contains("legs").contains("ana");
  }

  @Test
  @Order(4)
  void aChangedHelperRunsItsDescendantsAndSaysWhy() throws InterruptedException {
    ben.ok("double clean(double delay) { return Math.max(-1, delay); }");

    var cell = ben.submit("lead.run(10)");
    assertThat(cell.outputs().failed()).isFalse();
    assertThat(cell.outputsNow().text()).contains("✓ n0 legs");
    assertThat(ben.ok("%cache why legs n=10").text()).contains("would hit legs@");

    ben.ok("double clean(double delay) { return Math.max(0, delay); }");
    assertThat(ben.ok("lead.run(10)").text()).contains("◆ n0 legs · hit");
  }
}

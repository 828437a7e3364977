package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The journey of an engineer: a colleague's notebook is promoted by CI and scheduled, its first run
 * fails in the world outside, is recovered once that is mended, and a change of the code goes the
 * same way. Cara has shells, and looks into one notebook; nothing of it was ever run in a kernel.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EngineerJourneyTest {
  private static final Pattern NAME = Pattern.compile("(?m)^\\W*(\\w+)\\s+nightly");

  @TempDir private static Path folder;
  private static Path prices;
  private static Path notebook;
  private static Workplace workplace;
  private static String failed = "";

  @BeforeAll
  static void anaHasCommittedHerNotebook() throws IOException {
    workplace = Workplace.fresh();
    prices = folder.resolve("the shop's prices.txt");
    notebook = commit("price * 2");
  }

  @AfterAll
  static void stop() {
    workplace.close();
  }

  private static Path commit(String rule) throws IOException {
    return NotebookFile.write(
        folder,
        "nightly.ipynb",
        List.of(
            "%connect",
            "import java.nio.file.*;",
            "double rule(double price) { return %s; }".formatted(rule),
            "%%task --cache\nint stock(int shelves) { return shelves * 10; }",
            "%%task\ndouble price(String from, int amount) throws java.io.IOException { return rule(Double.parseDouble(Files.readString(Path.of(from)).strip())); }",
            "%%task\ndouble worth(int stock, double price) { return stock * price; }",
            "%%workflow\ndouble nightly(int shelves, String from) throws java.io.IOException {\n  var stock = stock(shelves);\n  return worth(stock, price(from, stock));\n}",
            "nightly.run(4, \"prices.txt\")"));
  }

  private static Workplace.Said ok(String... words) {
    var said = workplace.updraft(words);
    assertThat(said.exit()).as(said.text()).isZero();
    return said;
  }

  private static Workplace.Said promote(String... more) {
    var words = new ArrayList<>(List.of("promote", notebook.toString(), "nightly"));
    words.addAll(List.of(more));
    return workplace.updraft(words.toArray(String[]::new));
  }

  private static Workplace.Said schedule() {
    return promote(
        "--schedule",
        "* * * * *",
        "--catchup",
        "last",
        "--activate",
        "shelves=4",
        "from=" + prices);
  }

  @Test
  @Order(1)
  void ciAsksWhatWouldChangeAndPromotes() {
    assertThat(promote("--diff").exit()).as("something would change").isEqualTo(4);
    var promoted = promote();
    assertThat(promoted.exit()).as(promoted.text()).isZero();
    assertThat(promoted.text()).contains("✓ promoted nightly").contains("stock").contains("worth");
    assertThat(promote("--diff").exit()).as("nothing would change").isZero();
  }

  @Test
  @Order(2)
  void itIsScheduledAndHerFirstNightFails() throws InterruptedException {
    var scheduled = schedule();
    assertThat(scheduled.exit()).as(scheduled.text()).isZero();
    assertThat(scheduled.text()).contains("every minute").contains("· active");
    // Cron's smallest step is a minute, and the tick is a real one.
    var end = Instant.now().plus(Duration.ofSeconds(90));
    while (!ok("schedule", "ls").text().contains("failed")) {
      assertThat(Instant.now()).as(ok("executions").text()).isBefore(end);
      Thread.sleep(2000);
    }
    ok("schedule", "pause", "nightly");
    var failures = ok("executions", "nightly", "--failed").text();
    var name = NAME.matcher(failures);
    assertThat(name.find()).as(failures).isTrue();
    failed = name.group(1);
  }

  @Test
  @Order(3)
  void sheSeesWhichNodeFailedAndWhy() {
    try (var kernel = workplace.kernel()) {
      kernel.ok("%connect");
      assertThat(kernel.ok("%executions nightly --failed").text()).contains(failed);
      assertThat(kernel.ok("%status " + failed).text())
          .contains("price")
          .contains("NoSuchFileException")
          .contains("the shop's prices.txt");
    }
  }

  @Test
  @Order(4)
  void onceTheWorldIsMendedItIsRecoveredAndNothingIsDoneTwice() throws IOException {
    Files.writeString(prices, "2.5\n");
    var recovered = ok("rerun", failed, "--recover").text();
    assertThat(recovered).contains("o0  200.0");
    assertThat(recovered.lines().filter(line -> line.contains("n0")))
        .as("what had ended well is taken over")
        .anyMatch(line -> line.contains(failed));
    ok("schedule", "resume", "nightly");
    assertThat(ok("schedule", "next", "nightly", "-n", "2").text()).contains("UTC");
  }

  @Test
  @Order(5)
  void aChangeOfTheCodeGoesTheSameWay() throws IOException {
    commit("price * 3");
    var diff = promote("--diff");
    assertThat(diff.exit()).isEqualTo(4);
    assertThat(diff.text()).contains("~ task price").contains("helper rule(double) changed");
    var scheduled = schedule();
    assertThat(scheduled.exit()).as(scheduled.text()).isZero();
    assertThat(ok("schedule", "ls").text().lines().filter(line -> line.contains("nightly")))
        .as("one version is active")
        .hasSize(1);
    ok("schedule", "rm", "nightly", "--yes");
    assertThat(ok("run", "nightly", "shelves=4", "from=" + prices).text())
        .contains("n0 stock · hit")
        .contains("o0  300.0");
  }
}

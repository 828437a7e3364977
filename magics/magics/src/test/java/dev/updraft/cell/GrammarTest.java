package dev.updraft.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A magic's line as the kernel hands it over. */
class GrammarTest {
  private static final Grammar LOGS =
      new Grammar(
          "%logs",
          List.of("[EXECUTION]"),
          List.of(
              Option.flag("-f", "follow"),
              Option.value("-n", "LINES", "how many"),
              Option.value("--grep", "RE", "only lines with it"),
              Option.optionalValue("--since", "TIME", "only young ones"),
              Option.value("--label", "k=v", "only those").repeated()));

  private static Line read(String... words) {
    var line = LOGS.read(List.of(words));
    line.check();
    return line;
  }

  private static String refused(String... words) {
    return String.valueOf(catchThrowableOfType(InvalidLine.class, () -> read(words)).getMessage());
  }

  @Test
  void flagsValuesAndWordsMayStandInAnyOrder() {
    var line = read("-n", "20", "a7xk", "-f", "--grep=a=b");
    assertThat(line.words()).containsExactly("a7xk");
    assertThat(line.has("-f")).isTrue();
    assertThat(line.whole("-n", 0, 100)).hasValue(20);
    assertThat(line.text("--grep")).contains("a=b");
    assertThat(line.has("--since")).isFalse();
    assertThat(line.text("--since")).isEmpty();
  }

  @Test
  void optionalValueNeedsTheEqualsSign() {
    assertThat(read("--since", "x").text("--since")).contains("");
    assertThat(read("--since", "x").words()).containsExactly("x");
    assertThat(read("--since=2d").text("--since")).contains("2d");
  }

  @Test
  void semicolonAtTheEndIsNobodys() {
    assertThat(read("a7xk;").words()).containsExactly("a7xk");
    assertThat(read("a7xk", ";").words()).containsExactly("a7xk");
    assertThat(read("-n", "5;;").text("-n")).contains("5");
    assertThat(read(";").words()).isEmpty();
    assertThat(read("--grep", "a;b", "x").text("--grep")).contains("a;b");
  }

  @Test
  void wordsInSingleQuotesBelongTogether() {
    assertThat(read("--grep", "'two", "words'").text("--grep")).contains("two words");
    assertThat(read("--grep='two", "more", "words'", "x").text("--grep"))
        .contains("two more words");
    assertThat(read("--grep", "'one'").text("--grep")).contains("one");
    assertThat(read("--grep", "it's").text("--grep")).contains("it's");
    assertThat(read("--grep", "'open", "x").text("--grep")).contains("'open");
    assertThat(read("--label", "a='b", "c'").texts("--label")).containsExactly("a=b c");
  }

  @Test
  void doubleDashEndsTheOptionsAndNumbersAreValues() {
    assertThat(read("--", "--grep").words()).containsExactly("--grep");
    assertThat(read("-n", "-5").text("-n")).contains("-5");
    assertThat(read("-5").words()).containsExactly("-5");
  }

  @Test
  void repeatableOptionGivesAllItsValues() {
    assertThat(read("--label", "a=1", "--label=b=2").texts("--label"))
        .containsExactly("a=1", "b=2");
  }

  @Test
  void unknownOptionNamesTheNearestAndAllThatAreLegal() {
    assertThat(refused("--gerp", "x"))
        .isEqualTo(
            "%logs: unknown option '--gerp'. Did you mean --grep?\n"
                + "  %logs takes: [EXECUTION] -f -n LINES --grep RE --since[=TIME] --label k=v..");
    assertThat(refused("--verbose"))
        .isEqualTo(
            "%logs: unknown option '--verbose'.\n"
                + "  %logs takes: [EXECUTION] -f -n LINES --grep RE --since[=TIME] --label k=v..");
  }

  @Test
  void allProblemsOfALineAreReportedTogether() {
    assertThat(refused("a", "grep", "-f=1", "--grep", "x", "--grep", "y", "--lable", "-n"))
        .isEqualTo(
            """
            %logs has 5 problems:
              -f takes no value, but got '1'.
              --grep is given twice.
              unknown option '--lable'. Did you mean --label?
              -n needs a value: -n LINES.
              'grep' is one word too many. Did you mean --grep?
              %logs takes: [EXECUTION] -f -n LINES --grep RE --since[=TIME] --label k=v..""");
  }

  @Test
  void optionIsNoValueOfAnother() {
    assertThat(refused("--grep", "-f")).startsWith("%logs: --grep needs a value: --grep RE.\n");
    assertThat(refused("--grep", "--label=x"))
        .startsWith("%logs: --grep needs a value: --grep RE.\n");
  }

  @Test
  void wordThatMustBeThereIsMissed() {
    var abort = new Grammar("%abort", List.of("EXECUTION"), List.of());
    assertThatThrownBy(() -> abort.read(List.of()).check())
        .hasMessage("%abort: EXECUTION is missing.\n  %abort takes: EXECUTION");
    var many = new Grammar("%cache", List.of("VERB", "WORD.."), List.of());
    assertThat(many.read(List.of("ls", "a", "b")).words()).containsExactly("ls", "a", "b");
    assertThat(many.read(List.of("ls")).word(1)).isEmpty();
    assertThat(new Grammar("%x", List.of(), List.of()).usage()).isEqualTo("no arguments");
  }

  @Test
  void parserSaysWhatItExpected() {
    var line = LOGS.read(List.of("-n", "many", "--since=x"));
    assertThat(line.whole("-n", 1, 10)).isEmpty();
    assertThat(line.value("--since", Durations::parse)).isEmpty();
    assertThatThrownBy(line::check)
        .isInstanceOfSatisfying(
            InvalidLine.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "-n expects a whole number from 1 to 10, but got 'many'.",
                        "--since expects a duration such as 90s, 10m, 1h30m or 2d, but got 'x'."));
  }

  @Test
  void nearestWordIsASlipOfTheFingersAway() {
    var known = List.of("retries", "release", "timeout");
    assertThat(Nearest.to("retires", known)).contains("retries");
    assertThat(Nearest.to("TIMEOUT", known)).contains("timeout");
    assertThat(Nearest.to("relase", known)).contains("release");
    assertThat(Nearest.to("banana", known)).isEmpty();
    assertThat(Nearest.to("retries", List.of("retries"))).isEmpty();
    assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
  }
}

package dev.updraft.magics.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.magics.view.FailureView.Frame;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure with the user's line. */
class FailureViewTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '~',
      value = {
        "return total / count; | total / count",
        "  var mean = total(xs) / xs.size(); | total(xs) / xs.size()",
        "sum += a[i]; | a[i]",
        "Map<String, Integer> all = read(path); | read(path)",
        "publish(m); // and tell | publish(m)",
        "int f(int a) { return a / 0; } | a / 0",
        "double g(double x) throws Exception { check(x); } | check(x)",
        "if (flights.get(i) > limit(i)) { | flights.get(i) > limit(i)",
        "for (var each : read(path)) { | var each : read(path)",
        "xs.forEach(x -> { add(x); }); | xs.forEach(x -> { add(x); })",
        "throw new Far(\"no // mile\"); | throw new Far(\"no // mile\")",
        "return xs.stream() | xs.stream()",
        ".map(x -> 1 / x) | .map(x -> 1 / x)",
        "} else { | } else",
      })
  void theCaretsAreUnderTheExpressionOfTheLine(String line, String marked) {
    var view =
        new FailureView(
            "Far",
            "no mile 7",
            List.of(),
            List.of(new Frame.User("cell [7], far, line 3", Optional.of(line))),
            List.of(),
            "");
    var lines = view.text().lines().toList();
    var carets = lines.get(3);
    assertThat(lines.get(2).substring(carets.indexOf('^'), carets.length())).isEqualTo(marked);
    assertThat(carets.strip()).matches("\\^+");
  }
}

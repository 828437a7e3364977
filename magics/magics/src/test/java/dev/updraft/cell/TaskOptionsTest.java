package dev.updraft.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updraft.cell.TaskOptions.Attempts;
import dev.updraft.cell.TaskOptions.Caching;
import dev.updraft.cell.TaskOptions.Environment;
import dev.updraft.cell.TaskOptions.Resources;
import dev.updraft.cell.TaskOptions.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The line of a task cell. */
class TaskOptionsTest {
  private static TaskOptions parse(String line) {
    return TaskOptions.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  private static List<String> problems(String line) {
    return catchThrowableOfType(InvalidLine.class, () -> parse(line)).problems();
  }

  @Test
  void everyOptionIsRead() {
    var options =
        parse(
            "clean --cache=v2 --ignore a,b --reuse --retries 3 --timeout 1h30m --cpu 1.5 --mem 2Gi --gpu 1 --interruptible"
                + " --image ghcr.io/me/x:1 --env A=b=c --env D= --secret db/password --secret db/user --label team=data;");
    assertThat(options)
        .isEqualTo(
            new TaskOptions(
                Optional.of("clean"),
                new Caching.ByVersion("v2", List.of("a", "b")),
                new Attempts(OptionalInt.of(3), Optional.of(Duration.ofMinutes(90)), true, true),
                new Resources(
                    Optional.of(new Cpu(1500)),
                    Optional.of(new Memory(2L << 30)),
                    OptionalInt.of(1)),
                new Environment(
                    Optional.of("ghcr.io/me/x:1"),
                    Map.of("A", "b=c", "D", ""),
                    List.of(new Secret("db", "password"), new Secret("db", "user"))),
                Map.of("team", "data")));
    assertThat(options.needCluster())
        .containsExactly("--gpu", "--interruptible", "--image", "--secret");
  }

  @Test
  void emptyLineAsksForNothing() {
    var none = parse("");
    assertThat(none).isEqualTo(TaskOptions.none());
    assertThat(none.caching()).isEqualTo(new Caching.Off());
    assertThat(none.needCluster()).isEmpty();
  }

  @Test
  void cacheIsByCodeUnlessAVersionIsGiven() {
    assertThat(parse("--cache").caching()).isEqualTo(new Caching.ByCode(List.of()));
    assertThat(parse("--cache --ignore x").caching()).isEqualTo(new Caching.ByCode(List.of("x")));
    assertThat(parse("--no-cache").caching()).isEqualTo(new Caching.Off());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '~',
      value = {
        "--cache --no-cache | --cache and --no-cache exclude each other.",
        "--ignore a | --ignore says which inputs do not count for the cache, so it needs --cache.",
        "--cache=a/b | --cache expects a version of at most 64 letters, digits and . _ + -, but got 'a/b'.",
        "--retries x | --retries expects a whole number from 0 to 100, but got 'x'.",
        "--retries 101 | --retries expects a whole number from 0 to 100, but got '101'.",
        "--timeout 10 | --timeout expects a duration such as 90s, 10m, 1h30m or 2d, but got '10'.",
        "--timeout 0s | --timeout expects a duration of more than nothing, but got '0s'.",
        "--cpu lots | --cpu expects cores (2, 0.5) or thousandths of one (500m), but got 'lots'.",
        "--mem 1GB | --mem expects an amount of memory such as 512Mi, 1.5Gi or 2G (units are Gi, by 1024, or G, by 1000), but got '1GB'.",
        "--mem 64Mi | --mem expects at least 128Mi, below which the task's JVM does not start, but got '64Mi'.",
        "--mem 512 | --mem expects at least 128Mi, below which the task's JVM does not start, but got '512'.",
        "--gpu 0 | --gpu expects a whole number from 1 to 64, but got '0'.",
        "--image My_Image! | --image expects the name of a container image, such as ghcr.io/me/python:3, but got 'My_Image!'.",
        "--env novalue | --env expects NAME=value, but got 'novalue'.",
        "--env 1A=x | --env expects NAME=value, but got '1A=x'.",
        "--env A=x --env A=y | --env gives A twice.",
        "--secret password | --secret expects GROUP/KEY, but got 'password'.",
        "--label team | --label expects name=value, but got 'team'.",
        "--label updraft-user=me | --label updraft-user: names that begin with updraft- are set by Updraft itself.",
        "--label team=-a | --label team expects a value of at most 63 letters, digits and . _ - with a letter or digit at both ends, but got '-a'.",
        "class | 'class' cannot name a task: its handle is a Java type of that name. Use letters, digits and _.",
        "a.b | 'a.b' cannot name a task: its handle is a Java type of that name. Use letters, digits and _.",
        "--retires 3 | unknown option '--retires'. Did you mean --retries?",
        "clean cache | 'cache' is one word too many. Did you mean --cache?",
      })
  void badLineIsRefusedInOneSentence(String line, String problem) {
    assertThat(problems(line)).contains(problem);
  }

  @Test
  void smallestMemoryThatAJvmStartsInIsTaken() {
    assertThat(parse("--mem 128Mi").resources().memory()).contains(new Memory(128L << 20));
  }

  @Test
  void allProblemsAreReportedTogetherWithWhatIsLegal() {
    assertThatThrownBy(() -> parse("--cpu x --mem y --unknown"))
        .hasMessage(
            """
            %%task has 3 problems:
              unknown option '--unknown'.
              --cpu expects cores (2, 0.5) or thousandths of one (500m), but got 'x'.
              --mem expects an amount of memory such as 512Mi, 1.5Gi or 2G, but got 'y'.
              %%task takes: [name] --cache[=VERSION] --no-cache --ignore a,b --reuse --retries N --timeout 10m --cpu 500m --mem 1Gi --gpu N --interruptible --image I --env K=V.. --secret G/K.. --label k=v..""");
  }

  @ParameterizedTest
  @CsvSource({
    "500m,500,500m",
    "1,1000,1",
    "0.5,500,500m",
    "2.250,2250,2250m",
    "1500m,1500,1500m",
    "2000m,2000,2"
  })
  void cpuIsReadAndWritten(String text, int millicores, String written) {
    assertThat(Cpu.parse(text)).isEqualTo(new Cpu(millicores)).hasToString(written);
  }

  @ParameterizedTest
  @CsvSource({
    "1Gi,1073741824,1Gi", "512Mi,536870912,512Mi", "1.5Gi,1610612736,1536Mi",
        "2G,2000000000,1953125Ki",
    "1000,1000,1000", "1Ki,1024,1Ki", "5k,5000,5000", "1Ti,1099511627776,1Ti"
  })
  void memoryIsReadAndWritten(String text, long bytes, String written) {
    assertThat(Memory.parse(text)).isEqualTo(new Memory(bytes)).hasToString(written);
    assertThat(Memory.parse(written)).isEqualTo(new Memory(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "90s,PT1M30S",
    "10m,PT10M",
    "1h30m,PT1H30M",
    "2d,PT48H",
    "1d2h3m4s,PT26H3M4S",
    "250ms,PT0.25S"
  })
  void durationIsRead(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0m", "-1", "1e3", "1.2345", "m", "99999999999"})
  void oddCpuIsRefused(String text) {
    assertThatThrownBy(() -> Cpu.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(expects|must).*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "0Gi", "-1Gi", "Gi", "1Zi", "999999999999999999P", "1,5Gi", "0.0001"})
  void oddMemoryIsRefused(String text) {
    assertThatThrownBy(() -> Memory.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(expects|must).*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "10", "1m1h", "-5m", "1.5h", "5 m", "99999999999s"})
  void oddDurationIsRefused(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expects a duration");
  }
}

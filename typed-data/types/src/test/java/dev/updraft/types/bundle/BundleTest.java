package dev.updraft.types.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.types.bundle.Bundle.Blob;
import dev.updraft.types.bundle.Bundle.Library;
import dev.updraft.types.bundle.Bundle.MemberLine;
import dev.updraft.types.bundle.Bundle.Segment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of contents of a task's code. */
class BundleTest {
  private static final Bundle BUNDLE =
      new Bundle(
          new EntryPoint(
              "Cell_ab12", "delays", List.of("Cell_ab12$Point", "double", "java.lang.String[]")),
          25,
          new Blob("00ff", "file:///a \"b\"\\c\n\u00e9\ud83d\ude00"),
          List.of(new Library("dflib-1.0.jar", "11", "https://x/y")),
          List.of(new Segment(4, 3, "m:delays(double)", 1), new Segment(9, 1, "t:Point", 2)),
          new TreeMap<>(Map.of("m:delays(double)", "aa", "t:Point", "bb")));

  @Test
  void whatIsWrittenIsRead() {
    assertThat(Bundle.fromJson(BUNDLE.toJson())).isEqualTo(BUNDLE);
    assertThat(Bundle.fromJson(BUNDLE.toJson()).toJson()).isEqualTo(BUNDLE.toJson());
  }

  @Test
  void bytesAreTheseAndChangeForNobody() {
    assertThat(new String(BUNDLE.toJson(), UTF_8))
        .isEqualTo(
            "{\"format\":1,\"entry\":\"Cell_ab12#delays(Cell_ab12$Point,double,java.lang.String[])\",\"release\":25,"
                + "\"closure\":{\"sha256\":\"00ff\",\"uri\":\"file:///a \\\"b\\\"\\\\c\\n\u00e9\\ud83d\\ude00\"},"
                + "\"jars\":[{\"name\":\"dflib-1.0.jar\",\"sha256\":\"11\",\"uri\":\"https://x/y\"}],"
                + "\"segments\":[{\"unitLine\":4,\"lines\":3,\"member\":\"m:delays(double)\",\"line\":1},"
                + "{\"unitLine\":9,\"lines\":1,\"member\":\"t:Point\",\"line\":2}],"
                + "\"members\":{\"m:delays(double)\":\"aa\",\"t:Point\":\"bb\"}}\n");
  }

  @Test
  void lineOfTheClassIsALineOfAMember() {
    assertThat(BUNDLE.locate(4)).contains(new MemberLine("m:delays(double)", 1));
    assertThat(BUNDLE.locate(6)).contains(new MemberLine("m:delays(double)", 3));
    assertThat(BUNDLE.locate(7)).isEmpty();
    assertThat(BUNDLE.locate(9)).contains(new MemberLine("t:Point", 2));
  }

  static int two(Inner inner, int[] xs, String... more) {
    return xs.length + more.length;
  }

  static int two(Inner inner, int[] xs) {
    return -1;
  }

  record Inner() {}

  @Test
  void entryPointFindsTheOverloadByItsErasedTypes() throws Exception {
    var name = BundleTest.class.getName();
    var entry = EntryPoint.parse(name + "#two(" + name + "$Inner,int[],java.lang.String[])");
    assertThat(
            entry
                .in(BundleTest.class.getClassLoader())
                .invoke(null, new Inner(), new int[2], new String[3]))
        .isEqualTo(5);
    assertThat(EntryPoint.parse("A#b()"))
        .isEqualTo(new EntryPoint("A", "b", List.of()))
        .hasToString("A#b()");
    var missing = EntryPoint.parse(name + "#two(int)");
    assertThatThrownBy(() -> missing.in(BundleTest.class.getClassLoader()))
        .isInstanceOf(InvalidBundle.class)
        .hasMessage("bundle.json: the closure's jar has no method " + name + "#two(int).");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "A#b", "A#()", "#b()", "A#b(int"})
  void entryOfAnotherFormIsRefused(String text) {
    assertThatThrownBy(() -> EntryPoint.parse(text))
        .hasMessage("bundle.json: entry '" + text + "' is not of the form Class#method(types).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "\"format\":1 => \"format\":2 => bundle.json has format 2, but this build reads format 1: use a newer runner.",
        "\"release\":25, =>  => bundle.json: release is missing.",
        "\"release\":25 => \"release\":2.5 => bundle.json: release is not a whole number.",
        "\"release\":25 => \"release\":99999999999 => bundle.json: release is not a whole number.",
        "\"release\":25 => \"release\":null => bundle.json: release is not a whole number.",
        "\"release\":25 => \"release\":25,\"release\":26 => bundle.json is not JSON: at character 95 expected another name than \"release\", which is there already.",
        "\"sha256\":\"11\" => \"sha256\":11 => bundle.json: jars[0].sha256 is not a text.",
        "\"lines\":1 => \"lines\":\"x\" => bundle.json: segments[1].lines is not a whole number.",
        "\"member\":\"t:Point\", =>  => bundle.json: segments[1].member is missing.",
        "{\"sha256\":\"00ff\" => [],\"x\":{\"sha256\":\"00ff\" => bundle.json: closure is not an object.",
        "\"aa\" => 5 => bundle.json: members.m:delays(double) is not a text.",
        "\"format\":1 => \"format\":01 => bundle.json is not JSON: at character 10 expected a value.",
        "\"format\":1 => \"format\":tru => bundle.json is not JSON: at character 10 expected a value.",
      })
  void brokenBundleSaysWhatIsWrongAndWhere(String part, String with, String message) {
    var json = new String(BUNDLE.toJson(), UTF_8).replace(part, with == null ? "" : with);
    assertThatThrownBy(() -> Bundle.fromJson(json.getBytes(UTF_8)))
        .isInstanceOf(InvalidBundle.class)
        .hasMessage(message);
  }

  @Test
  void everyTruncationIsRefusedAndNothingElseIsThrown() {
    var json = BUNDLE.toJson();
    for (int length = 0; length < json.length - 1; length++) {
      var part = java.util.Arrays.copyOf(json, length);
      assertThatThrownBy(() -> Bundle.fromJson(part)).isInstanceOf(InvalidBundle.class);
    }
  }

  @Test
  void bytesThatAreNoTextAndDepthWithoutEndAreRefused() {
    assertThatThrownBy(() -> Bundle.fromJson(new byte[] {(byte) 0xff}))
        .hasMessage("bundle.json is not UTF-8 text.");
    assertThatThrownBy(() -> Bundle.fromJson("[".repeat(100_000).getBytes(UTF_8)))
        .hasMessage("bundle.json is not JSON: at character 65 expected at most 64 levels.");
    assertThatThrownBy(() -> Bundle.fromJson("{} x".getBytes(UTF_8)))
        .hasMessage("bundle.json is not JSON: at character 3 expected the end.");
    assertThatThrownBy(() -> Bundle.fromJson("\"\u0001\"".getBytes(UTF_8)))
        .hasMessage(
            "bundle.json is not JSON: at character 1 expected an escape instead of a control character.");
    assertThatThrownBy(() -> Bundle.fromJson("[\"\\u00g0\", \"\\x\"]".getBytes(UTF_8)))
        .hasMessage("bundle.json is not JSON: at character 4 expected four hex digits.");
    assertThatThrownBy(() -> Bundle.fromJson("[1]".getBytes(UTF_8)))
        .hasMessage("bundle.json: the file is not an object.");
  }
}

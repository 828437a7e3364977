package dev.updraft.types.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.core.LiteralMap;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.updraft.types.Literal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that somebody else wrote: whatever they are, the end is a value or {@link Malformed}. */
class HostileBytesTest {
  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damagedMessagesEndInAValueOrMalformed(long seed) {
    byte[] whole = Wire.writeLiterals(new RandomValues(seed).literals());
    var random = new Random(seed);
    for (int i = 0; i < 200 && whole.length > 0; i++) {
      byte[] damaged = whole.clone();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      agreesWithProtobuf(damaged);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damagedWorkflowsEndInAGraphOrMalformed(long seed) {
    byte[] whole = Wire.writeWorkflow(new RandomGraphs(seed).workflow());
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        var read = Wire.readWorkflow(damaged);
        assertThat(Wire.readWorkflow(Wire.writeWorkflow(read))).isNotNull();
      } catch (Malformed expected) {
        assertThat(expected).hasMessageMatching("(?s)(not a WorkflowTemplate|Node '|The work).*");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noiseEndsInAValueOrMalformed(long seed) {
    byte[] noise = new byte[50];
    new Random(seed).nextBytes(noise);
    agreesWithProtobuf(noise);
    try {
      Wire.readInterface(noise);
      Wire.readTask(noise);
      Wire.readType(noise);
    } catch (Malformed expected) {
      assertThat(expected).hasMessageStartingWith("not a ");
    }
  }

  /** We may refuse more than protobuf does (a timestamp beyond Java's), never less. */
  private static void agreesWithProtobuf(byte[] bytes) {
    boolean taken;
    try {
      Wire.readLiterals(bytes);
      taken = true;
    } catch (Malformed e) {
      assertThat(e).hasMessageStartingWith("not a LiteralMap: ");
      taken = false;
    }
    if (taken) {
      try {
        LiteralMap.parseFrom(bytes);
      } catch (InvalidProtocolBufferException e) {
        assertThat(e)
            .as("we took what protobuf refuses, other than in what we skip")
            .hasMessageMatching(".*(end-group|UTF-8|truncated|invalid|input).*");
      }
    }
  }

  @Test
  void garbageIsNamed() {
    refuses(
        "ffffffffffffffffffffff",
        "not a LiteralMap: a number of more than ten bytes, at byte 10 of 11");
    refuses("0a", "not a LiteralMap: it ends within a value, at byte 1 of 1");
    refuses("0a05", "not a LiteralMap: a length of 5 bytes, but only 0 follow, at byte 2 of 2");
    refuses(
        "0affffffffffffffffff01",
        "not a LiteralMap: a length of 18446744073709551615 bytes, at byte 11 of 11");
    refuses("00", "not a LiteralMap: a field with the number 0, at byte 1 of 1");
    refuses("0f", "not a LiteralMap: a field of the unknown wire type 7, at byte 1 of 1");
    refuses("0a030a01ff", "not a LiteralMap: a text that is not UTF-8, at byte 5 of 5");
    assertThatThrownBy(
            () -> Wire.readLiterals("this is no protobuf".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class)
        .hasMessage("not a LiteralMap: a field of the unknown wire type 4, at byte 1 of 19");
    assertThatThrownBy(() -> Wire.readError(new byte[0]))
        .hasMessage("not an ErrorDocument: there is no error in it, at byte 0 of 0");
  }

  @Test
  void nestingHasALimit() {
    assertThat(Wire.readLiterals(nested(40))).containsKey("");
    assertThatThrownBy(() -> Wire.readLiterals(nested(300)))
        .isInstanceOf(Malformed.class)
        .hasMessageStartingWith("not a LiteralMap: more than 100 messages within one another");
    String deepPack = "81a161" + "91".repeat(200) + "01";
    byte[] bytes = HexFormat.of().parseHex(deepPack);
    assertThat(MessagePackReader.map(bytes)).isEmpty();
  }

  private static byte[] nested(int depth) {
    byte[] inner = Wire.writeLiteral(new Literal.Text("x"));
    for (int i = 0; i < depth; i++) {
      inner = wrap(2, wrap(1, inner));
    }
    return wrap(1, wrap(2, inner));
  }

  private static byte[] wrap(int field, byte[] body) {
    var out = new Out();
    out.message(field, () -> out.append(body));
    return out.toBytes();
  }

  private static void refuses(String hex, String message) {
    assertThatThrownBy(() -> Wire.readLiterals(HexFormat.of().parseHex(hex)))
        .isInstanceOf(Malformed.class)
        .hasMessage(message);
  }
}

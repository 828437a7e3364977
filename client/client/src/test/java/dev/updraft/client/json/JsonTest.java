package dev.updraft.client.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void fieldsAreThoseOfTheObjectItself() throws IOException {
    assertThat(
            Json.fields(
                "{\"a\": \"x\", \"n\": 7, \"deep\": {\"b\": \"y\"}, \"l\": [1], \"t\": true}"
                    .getBytes(UTF_8)))
        .containsOnlyKeys("a", "n", "t")
        .containsEntry("n", "7");
    assertThat(Json.fields("[\"a\"]".getBytes(UTF_8))).isEmpty();
    assertThat(Json.fields(new byte[0])).isEmpty();
  }

  @Test
  void textsAreFoundAtAnyDepthWithTheirEscapes() throws IOException {
    assertThat(
            Json.texts(
                "{\"a\": [\"/j\\u00f6rg/k.jar\", {\"b\": \"c:\\\\d\"}], \"n\": 1}".getBytes(UTF_8)))
        .containsExactly("/jörg/k.jar", "c:\\d");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> Json.fields("{\"a\"".getBytes(UTF_8))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Json.texts("<html>".getBytes(UTF_8))).isInstanceOf(IOException.class);
  }
}

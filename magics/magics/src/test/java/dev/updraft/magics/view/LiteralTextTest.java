package dev.updraft.magics.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values in a line. */
class LiteralTextTest {
  private static final String LONG =
      "file:///home/ana/.updraft/data/kx/a7xk2222222222222222-n0-0/9c1e/numbers.csv";

  @Test
  void aLongAddressLosesItsMiddleWhereALineHasOtherThingsToSay() {
    assertThat(LiteralText.of(file(LONG))).isEqualTo(LONG);
    assertThat(LiteralText.brief(file(LONG)))
        .isEqualTo("file:///home/an…22222222-n0-0/9c1e/numbers.csv");
    assertThat(LiteralText.brief(new Literal.Collection(List.of(file(LONG), file(LONG)))))
        .isEqualTo(
            "[file:///home/an…22222222-n0-0/9c1e/numbers.csv, file:///home/an…22222222-n0-0/9c1e/numbers.csv]");
  }

  @Test
  void aShortAddressAndAPlainValueStayWhole() {
    assertThat(LiteralText.brief(file("s3://bucket/a.csv"))).isEqualTo("s3://bucket/a.csv");
    assertThat(LiteralText.brief(new Literal.Text("500 rows: all of them")))
        .isEqualTo("\"500 rows: all of them\"");
  }

  private static Literal file(String uri) {
    return new Literal.Blob(uri, new LiteralType.Blob("csv", false), Optional.empty());
  }
}

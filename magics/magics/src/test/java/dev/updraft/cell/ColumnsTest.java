package dev.updraft.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
  @ParameterizedTest
  @CsvSource({
    "delays, 6",
    "größe, 5",
    "задержка, 8",
    "東京, 4",
    "ソウル, 6",
    "서울, 4",
    "ｱｲｳ, 3",
    "ＡＢ, 4",
    "تأخير, 5",
    "עיכוב, 5",
    "e\u0301te\u0301, 3",
    "กรุงเทพ, 6",
    "🛫, 2",
    "👩‍👩‍👧, 2",
    "🇩🇪, 2",
    "❤️, 2",
    "a東🛫, 5"
  })
  void lettersTakeAsManyColumnsAsATerminalGivesThem(String text, int columns) {
    assertThat(Columns.width(text)).isEqualTo(columns);
    assertThat(Columns.width(text + Columns.blanks(text, 20))).isEqualTo(20);
  }

  @Test
  void cutTextKeepsItsLettersWhole() {
    assertThat(Columns.cut("delays", 6)).isEqualTo("delays");
    assertThat(Columns.cut("delays", 4)).isEqualTo("del…");
    assertThat(Columns.cut("東京都", 4)).isEqualTo("東…");
    assertThat(Columns.cut("🛫🛬🛫", 5)).isEqualTo("🛫🛬…");
    assertThat(Columns.cut("e\u0301te\u0301s", 3)).isEqualTo("e\u0301t…");
    assertThat(Columns.cut("👩‍👩‍👧👩‍👩‍👧", 3)).isEqualTo("👩‍👩‍👧…");
  }
}

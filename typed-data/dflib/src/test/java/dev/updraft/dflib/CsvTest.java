package dev.updraft.dflib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dflib.BooleanSeries;
import org.dflib.DataFrame;
import org.dflib.DoubleSeries;
import org.dflib.IntSeries;
import org.dflib.LongSeries;
import org.dflib.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @TempDir Path folder;

  @Test
  void columnsWithoutNullsBecomePrimitives() {
    var frame = read("b,i,l,d\ntrue,1,3000000000,1.5\nFALSE,-2,-1,2\n");
    assertThat(frame.getColumn("b")).isInstanceOf(BooleanSeries.class).containsExactly(true, false);
    assertThat(frame.getColumn("i")).isInstanceOf(IntSeries.class).containsExactly(1, -2);
    assertThat(frame.getColumn("l"))
        .isInstanceOf(LongSeries.class)
        .containsExactly(3_000_000_000L, -1L);
    assertThat(frame.getColumn("d")).isInstanceOf(DoubleSeries.class).containsExactly(1.5, 2.0);
  }

  @Test
  void emptyFieldsAndNaAreNullsUnlessQuoted() {
    assertThat(column("i\n1\nNA\n\"2\"\n")).containsExactly(1, null, 2);
    assertThat(column("t,x\na,1\n,1\n\"\",1\n\"NA\",1\nNA,1\n"))
        .containsExactly("a", null, "", "NA", null);
    assertThat(column("n\nNA\nNA\n")).containsExactly(null, null);
  }

  @Test
  void isoDatesAndTimesAreTyped() {
    assertThat(column("d\n2013-01-31\n1969-12-31\n"))
        .containsExactly(LocalDate.of(2013, 1, 31), LocalDate.of(1969, 12, 31));
    assertThat(column("d\n2013-01-31T10:00\n2013-01-31 10:00:01.5\n"))
        .containsExactly(
            LocalDateTime.of(2013, 1, 31, 10, 0),
            LocalDateTime.of(2013, 1, 31, 10, 0, 1, 500_000_000));
    assertThat(column("d\n2013-01-01T10:00:00Z\nNA\n2013-01-01 10:00:00+02:00\n"))
        .containsExactly(
            Instant.parse("2013-01-01T10:00:00Z"), null, Instant.parse("2013-01-01T08:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "007",
        "1,5",
        "+1",
        "1_000",
        "0x10",
        "99999999999999999999",
        "2013-02-30",
        "2013-1-1",
        "yes",
        "T",
        "-",
        ".",
        "1e",
        "--1",
        "NaN2",
        "tru",
        "9223372036854775808"
      })
  void whatOnlyLooksLikeAValueIsText(String field) {
    assertThat(column("a\n\"" + field + "\"\n")).containsExactly(field);
  }

  @Test
  void typesWidenFromRowToRow() {
    assertThat(column("a\nNA\n1\n3000000000\n")).containsExactly(null, 1L, 3_000_000_000L);
    assertThat(column("a\n1\n3000000000\n0.5\n")).containsExactly(1.0, 3e9, 0.5);
    assertThat(column("a\n1\nNA\n2.5\n3\n")).containsExactly(1.0, null, 2.5, 3.0);
  }

  @Test
  void textThatComesLateKeepsTheEarlierTextsAsTheyStood() {
    var frame = read("a,b,c\n1.50,1,2013-01-01\nNA,2,2013-01-02\nx,3,never\n");
    assertThat(frame.getColumn("a")).containsExactly("1.50", null, "x");
    assertThat(frame.getColumn("b")).isInstanceOf(IntSeries.class).containsExactly(1, 2, 3);
    assertThat(frame.getColumn("c")).containsExactly("2013-01-01", "2013-01-02", "never");
    assertThat(column("a\ntrue\n1\n")).containsExactly("true", "1");
    assertThat(column("a\n2013-01-01\n2013-01-01T00:00:00\n"))
        .containsExactly("2013-01-01", "2013-01-01T00:00:00");
  }

  @Test
  void doublesAreReadAsJavaReadsThem() {
    var random = new Random(5);
    var texts =
        new StringBuilder(
            "d\n0.5\n-0\n1e-400\n-1.7976931348623157E308\n0.1\n123456789012345678.9\n5e-324\n.25\nNaN\n");
    for (int i = 0; i < 5_000; i++) {
      texts.append(Double.longBitsToDouble(random.nextLong()) % 1e300).append('\n');
      texts.append(random.nextInt() / 1e4).append('\n');
      texts
          .append(
              new BigDecimal(random.nextLong()).movePointLeft(random.nextInt(25)).toPlainString())
          .append('\n');
    }
    var expected =
        Arrays.stream(texts.toString().split("\n"))
            .skip(1)
            .mapToDouble(Double::parseDouble)
            .toArray();
    var found = new double[expected.length];
    ((DoubleSeries) (Series<?>) column(texts.toString())).copyToDouble(found, 0, 0, found.length);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void longColumnsOfEveryTypeAreWhole() {
    int rows = 20_000;
    var text = new StringBuilder("i,l,d,t,s,n\n");
    for (int row = 0; row < rows; row++) {
      text.append(row)
          .append(',')
          .append(row * 10_000_000_000L)
          .append(',')
          .append(row / 8.0)
          .append(',');
      text.append(row % 3 == 0 ? "" : "t" + row % 50)
          .append(",unique ")
          .append(row)
          .append(',')
          .append(row % 7 == 0 ? "NA" : row)
          .append('\n');
    }
    var frame = read(text.toString());
    assertThat(frame.height()).isEqualTo(rows);
    for (int row = 0; row < rows; row++) {
      assertThat(frame.getColumn("i").get(row)).isEqualTo(row);
      assertThat(frame.getColumn("l").get(row)).isEqualTo(row * 10_000_000_000L);
      assertThat(frame.getColumn("d").get(row)).isEqualTo(row / 8.0);
      assertThat(frame.getColumn("t").get(row)).isEqualTo(row % 3 == 0 ? null : "t" + row % 50);
      assertThat(frame.getColumn("s").get(row)).isEqualTo("unique " + row);
      assertThat(frame.getColumn("n").get(row)).isEqualTo(row % 7 == 0 ? null : row);
    }
  }

  @Test
  void userNamesTypesNullsSeparatorAndCharset() throws IOException {
    var file = folder.resolve("x.csv");
    Files.writeString(
        file, "zip;n;price;ort\n01067;1;1.10;Köln\n-;-;-;-\n", StandardCharsets.ISO_8859_1);
    var frame =
        Csv.with()
            .separator(';')
            .charset(StandardCharsets.ISO_8859_1)
            .nulls("-")
            .column("zip", String.class)
            .column("n", long.class)
            .column("price", BigDecimal.class)
            .from(file);
    assertThat(frame.getColumn("zip")).containsExactly("01067", null);
    assertThat(frame.getColumn("n")).containsExactly(1L, null);
    assertThat(frame.getColumn("price")).containsExactly(new BigDecimal("1.10"), null);
    assertThat(frame.getColumn("ort")).containsExactly("Köln", null);
  }

  @Test
  void fieldThatIsNotOfTheNamedTypeIsRefusedWithItsLine() throws IOException {
    var file = Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\nx,3\n");
    assertThatThrownBy(() -> Csv.with().column("a", int.class).from(file))
        .hasMessage(file + ", line 3, column 'a': 'x' is not of type int.");
    assertThatThrownBy(() -> Csv.with().column("a", Instant.class).from(file))
        .hasMessageContaining("line 2, column 'a': '1' is not of type Instant");
    assertThatThrownBy(() -> Csv.with().column("c", int.class).from(file))
        .hasMessage(file + " has no column 'c'. Its columns are 'a', 'b'.");
    assertThatThrownBy(() -> Csv.with().column("a", StringBuilder.class))
        .hasMessageContaining(
            "cannot be read as java.lang.StringBuilder. Choose one of boolean, int");
  }

  @Test
  void brokenFilesAreRefusedByName() throws IOException {
    var file = folder.resolve("x.csv");
    Files.writeString(file, "");
    assertThatThrownBy(() -> Csv.read(file)).hasMessageContaining("x.csv is empty");
    Files.writeString(file, "a,a\n1,2\n");
    assertThatThrownBy(() -> Csv.read(file)).hasMessageContaining("two columns named 'a'");
    Files.writeString(file, "a,b\n1,2\n1,2,3\n");
    assertThatThrownBy(() -> Csv.read(file))
        .hasMessageContaining("x.csv")
        .hasMessageContaining("3");
    Files.writeString(file, "a,b\n1\n");
    assertThatThrownBy(() -> Csv.read(file)).hasMessageContaining("x.csv");
    assertThatThrownBy(() -> Csv.read(folder.resolve("none.csv"))).hasMessageContaining("none.csv");
  }

  @Test
  void headerAloneIsAFrameWithoutRows() {
    var frame = read("a,b\n");
    assertThat(frame.height()).isZero();
    assertThat(frame.getColumnsIndex()).containsExactly("a", "b");
  }

  @Test
  void quotesLineBreaksAndAByteOrderMarkAreUnderstood() {
    var frame = read("\uFEFFa,b\r\n\"x\ny\",\"say \"\"hi\"\", you\"\r\n");
    assertThat(frame.getColumn("a")).containsExactly("x\ny");
    assertThat(frame.getColumn("b")).containsExactly("say \"hi\", you");
  }

  @Test
  void packedFilesAreUnpackedOnTheWay() throws IOException {
    var bytes = "a\n1\nx\n".getBytes(StandardCharsets.UTF_8);
    var gz = folder.resolve("x.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      out.write(bytes);
    }
    var zip = folder.resolve("x.csv.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("x.csv"));
      out.write(bytes);
    }
    assertThat(Csv.read(gz).getColumn("a")).containsExactly("1", "x");
    assertThat(Csv.read(zip).getColumn("a")).containsExactly("1", "x");
  }

  private Series<Object> column(String csv) {
    return read(csv).getColumn(0);
  }

  private DataFrame read(String csv) {
    try {
      return Csv.read(Files.writeString(folder.resolve("file.csv"), csv));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

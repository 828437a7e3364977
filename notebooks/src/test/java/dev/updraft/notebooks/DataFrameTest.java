package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dataframes in cells: the library comes by {@code %maven}, after the kernel has started. */
class DataFrameTest {
  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    kernel.ok("%maven org.dflib:dflib:2.0.0-M6");
    kernel.ok("import org.dflib.*;\nimport dev.updraft.dflib.Csv;\nimport java.nio.file.Path;");
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @Test
  void aFrameIsShownAsATableInHtmlAndInText() {
    var outputs =
        kernel.ok(
            "DataFrame.foldByRow(\"origin\", \"flights\").of(\"EWR\", 120835L, \"LGA\", null)");

    assertThat(outputs.value())
        .isEqualTo(
            """
            origin  flights
            String     Long
            EWR     120,835
            LGA        null
            2 rows × 2 columns""");
    assertThat(outputs.html())
        .contains("<table class=\"frame\">")
        .contains("flights<br><small>Long</small>");
  }

  @Test
  void theCsvReaderOfTheAdapterIsThereWithTheLibrary() {
    assertThat(
            kernel
                .ok("Csv.read(Path.of(\"" + Workplace.DATA.resolve("planes.csv") + "\"))")
                .value())
        .startsWith("tailnum  ")
        .endsWith("3,322 rows × 9 columns");
  }
}

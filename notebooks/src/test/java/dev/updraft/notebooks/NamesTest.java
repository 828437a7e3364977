package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and values in every script cross and come back, and stand in line where they are shown. */
class NamesTest {
  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    kernel.ok("%maven org.dflib:dflib:2.0.0-M6");
    kernel.ok("import org.dflib.DataFrame;\nimport dev.updraft.api.*;");
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  @ParameterizedTest
  @CsvSource({
    "задержка, минуты, опоздание",
    "遅延, 分数, 東京から大阪",
    "延误, 分钟, 北京✈上海",
    "지연, 분, 서울",
    "تأخير, دقائق, وصل متأخرا",
    "עיכוב, דקות, תל אביב",
    "ความล่าช้า, นาที, กรุงเทพฯ",
    "विलंब, मिनट, दिल्ली",
    "retard\u0301e, cafe\u0301, e\u0301te\u0301",
    "ünïcode, größe, 🛫👩‍👩‍👧🇩🇪"
  })
  void aTaskOfThatNameIsCalledAndRemembered(String task, String parameter, String value) {
    kernel.ok(
        "%%task --cache\nString NAME(String INPUT) { System.out.println(INPUT); return INPUT + \"!\"; }"
            .replace("NAME", task)
            .replace("INPUT", parameter));
    var call = task + ".run(\"" + value + "\")";

    assertThat(kernel.ok(call).value()).isEqualTo(value + "!");
    assertThat(kernel.ok(call).text()).contains("◆ hit " + task + "@");
    assertThat(kernel.ok("%run " + task + " \"" + parameter + "=" + value + "\"").text())
        .contains(value);
    assertThat(kernel.ok("%status").text()).contains(task);
    assertThat(kernel.ok("%outputs " + task).text()).contains(value + "!");
    assertThat(kernel.ok("%cache why " + task + " \"" + parameter + "=" + value + "\"").text())
        .contains(task);
    assertThat(kernel.ok("%executions " + task).text()).contains(task);
  }

  @Test
  void aWorkflowOfThatNameRuns() {
    kernel.ok("%%task --cache\nint удвоить(int число) { return 2 * число; }");
    kernel.ok("%%task --cache\nint 合計(int 甲, int 乙) { return 甲 + 乙; }");
    kernel.ok(
        "%%workflow\nint تقرير(int 数) {\n  var а = удвоить(数);\n  var б = удвоить(а);\n  return 合計(а, б);\n}");

    var ran = kernel.ok("تقرير.run(5)");
    assertThat(ran.value()).isEqualTo("30");
    assertThat(workplace.updraft("executions").text()).contains("تقرير");
    assertThat(ran.text()).contains("✓ n0 удвоить").contains("✓ n2 合計");
    assertThat(Page.of(ran.html()).words()).contains("✓ удвоить").contains("✓ 合計");
    assertThat(kernel.ok("%workflow تقرير").text()).contains("удвоить");
  }

  @Test
  void aRecordsFieldsAndAnEnumsConstantsCross() {
    kernel.ok("enum 季節 { 春, 夏 }\nrecord Рейс(String откуда, 季節 когда, int опоздание) {}");
    kernel.ok(
        "%%task --cache\nРейс позже(Рейс рейс) { return new Рейс(рейс.откуда(), 季節.夏, рейс.опоздание() + 1); }");

    assertThat(kernel.ok("позже.run(new Рейс(\"Київ\", 季節.春, 4))").value())
        .isEqualTo("Рейс[откуда=Київ, когда=夏, опоздание=5]");
    assertThat(kernel.ok("%outputs позже").text()).contains("Київ").contains("夏");
  }

  /** Wide letters take two places of a terminal's line, and marks that combine none. */
  @Test
  void columnsOfTextStandInLine() {
    kernel.ok(
        "%%task --cache\nDataFrame 表(int n) { return DataFrame.foldByRow(\"都市\", \"город\", \"n\")"
            + ".of(\"東京\", \"Москва\", 1, \"e\u0301te\u0301\", \"🛫🇩🇪\", 22, \"abcd\", \"تل\", 333); }");
    var text = kernel.ok("表.run(1)").value();

    assertThat(text)
        .isEqualTo(
            """
            都市    город         n
            String  String  Integer
            東京    Москва        1
            e\u0301te\u0301     🛫🇩🇪         22
            abcd    تل          333
            3 rows × 3 columns""");
    assertThat(kernel.ok("%outputs 表").text()).contains("都市    город         n");
  }

  @Test
  void failuresAndReportsKeepTheirLetters() {
    kernel.ok(
        "%%task\nint ошибка(String город) {\n  Report.current().text(город);\n  throw new IllegalStateException(\"нет рейсов: \" + город);\n}");
    var failed = kernel.run("ошибка.run(\"東京🛬\")");

    assertThat(failed.error()).contains("ошибка failed").contains("нет рейсов: 東京🛬");
    assertThat(failed.text())
        .contains("ошибка, line 4")
        .contains("throw new IllegalStateException");
    assertThat(kernel.ok("%report").text()).contains("東京🛬");
  }
}

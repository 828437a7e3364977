package dev.updraft.types.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimingTest {
  private static final String BERLIN = "Europe/Berlin";
  private static final String NEW_YORK = "America/New_York";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "0 6 * * *      | 2026-01-01T06:00Z",
        "0 6 * * MON    | 2026-01-05T06:00Z",
        "*/15 * * * *   | 2026-01-01T00:15Z",
        "5 4 * * sun    | 2026-01-04T04:05Z",
        "0 0 29 2 *     | 2028-02-29T00:00Z",
        "0 12 1-7 * *   | 2026-01-01T12:00Z",
        "30 8 1 * FRI   | 2026-01-01T08:30Z", // either day is enough
        "0 8 13 * FRI   | 2026-01-02T08:00Z",
        "0 8 */2 * FRI  | 2026-01-01T08:00Z", // a step is a choice, as robfig reads it
        "10/20 3 * * ?  | 2026-01-01T03:10Z",
        "0 9-17/4 * * * | 2026-01-01T09:00Z",
        "0 0 1 jan,jul *| 2026-07-01T00:00Z",
        "@hourly        | 2026-01-01T01:00Z",
        "@weekly        | 2026-01-04T00:00Z",
        "@monthly       | 2026-02-01T00:00Z",
        "@yearly        | 2027-01-01T00:00Z",
      })
  void theNextMomentOfACronExpressionIsFound(String cron, String next) {
    assertThat(Timing.parse(cron, ZoneId.of("UTC")).next(Instant.parse("2026-01-01T00:00:00Z")))
        .isEqualTo(ZonedDateTime.parse(next).toInstant());
  }

  @Test
  void aTimeThatADayLacksIsDueOnceAfterTheGap() {
    assertThat(moments("30 2 * * *", BERLIN, "2026-03-28T00:00Z", 3))
        .containsExactly(
            "2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
    assertThat(moments("*/20 2 * * *", BERLIN, "2026-03-28T12:00Z", 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
    assertThat(moments("30 2 * * *", NEW_YORK, "2026-03-07T12:00Z", 2))
        .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00");
    assertThat(moments("0 2,3 * * *", NEW_YORK, "2026-03-07T12:00Z", 2))
        .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:00-04:00");
  }

  @Test
  void aTimeThatADayHasTwiceIsDueAtTheFirstOnly() {
    assertThat(moments("30 2 * * *", BERLIN, "2026-10-24T12:00Z", 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    assertThat(moments("30 1 * * *", NEW_YORK, "2026-10-31T12:00Z", 2))
        .containsExactly("2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00");
  }

  @Test
  void everyHourIsEveryHourThatPassesWhereverClocksChange() {
    assertThat(moments("30 * * * *", BERLIN, "2026-03-29T00:00Z", 3))
        .containsExactly(
            "2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00", "2026-03-29T04:30+02:00");
    assertThat(moments("30 * * * *", BERLIN, "2026-10-25T00:00Z", 3))
        .containsExactly(
            "2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T03:30+01:00");
    assertThat(moments("0 * * * *", NEW_YORK, "2026-11-01T04:30Z", 3))
        .containsExactly(
            "2026-11-01T01:00-04:00", "2026-11-01T01:00-05:00", "2026-11-01T02:00-05:00");
    assertThat(moments("45 * * * *", "Australia/Lord_Howe", "2026-04-04T14:00Z", 3))
        .containsExactly(
            "2026-04-05T01:45+11:00", "2026-04-05T01:45+10:30", "2026-04-05T02:45+10:30");
  }

  @Test
  void aDayThatAZoneSkippedIsDueWhenItWouldHaveBegun() {
    assertThat(moments("0 10 30 12 *", "Pacific/Apia", "2011-12-01T00:00Z", 2))
        .containsExactly("2011-12-31T00:00+14:00", "2012-12-30T10:00+14:00");
  }

  @Test
  void theNextMomentIsAlwaysLater() {
    for (var cron : List.of("*/7 * * * *", "0,59 1-3 * * *", "0 0 * * 1-5", "15 2 28-31 * *")) {
      for (var zone : List.of(BERLIN, NEW_YORK, "Australia/Lord_Howe", "Asia/Kolkata")) {
        var timing = Timing.parse(cron, ZoneId.of(zone));
        var at = Instant.parse("2026-01-01T00:00:30Z");
        for (var i = 0; i < 500; i++) {
          var next = timing.next(at);
          assertThat(next).as(cron + " in " + zone).isAfter(at);
          assertThat(timing.next(next.minusSeconds(1))).isEqualTo(next);
          at = next;
        }
      }
    }
  }

  @Test
  void aZoneBeforeTheExpressionIsRead() {
    var cron = Timing.parse("CRON_TZ=Asia/Tokyo 0 6 * * *", ZoneId.of("UTC"));
    assertThat(cron).isEqualTo(new Timing.Cron("0 6 * * *", ZoneId.of("Asia/Tokyo")));
    assertThat(((Timing.Cron) cron).zoned()).isEqualTo("CRON_TZ=Asia/Tokyo 0 6 * * *");
    assertThat(Timing.parse("TZ=UTC @daily", ZoneId.of("Asia/Tokyo")))
        .isEqualTo(new Timing.Cron("@daily", ZoneId.of("UTC")));
  }

  @ParameterizedTest
  @CsvSource({
    "every 15 minutes, PT15M",
    "every 2 hours, PT2H",
    "every day, PT24H",
    "every 90m, PT90M",
  })
  void aRateGoesOnFromTheMomentBefore(String text, String period) {
    var at = Instant.parse("2026-01-01T00:00:07Z");
    assertThat(Timing.parse(text, ZoneId.of("UTC")).next(at))
        .isEqualTo(at.plus(java.time.Duration.parse(period)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "0 6 * *      | has 4 fields, but needs 5 | '0 6 * * MON'",
        "0 0 6 * * *  | There is no field for seconds | ",
        "61 * * * *   | '61' is not a minute | It is 0 to 59",
        "0 6 * * 7    | Sunday is 0 | SUN to SAT",
        "0 6 * * MONN | 'monn' is no number | MON-FRI",
        "5-1 * * * *  | it ends before it begins | ",
        "*/0 * * * *  | a step is at least 1 | */15",
        "0 0 30 2 *   | is never due | ",
        "@hourli      | No alias '@hourli' | @hourly",
        "@every 5m    | is a fixed rate | 'every 15 minutes'",
        "every 0 minutes | needs at least 1 | ",
        "every 3 weeks | is not a fixed rate | 'every 2 hours'",
        "CRON_TZ=Europe/Berlim 0 6 * * * | No time zone 'Europe/Berlim' | 'Europe/Berlin'",
        "TZ=berlin 0 6 * * * | Did you mean 'Europe/Berlin'? | ",
      })
  void whatCannotBeReadIsSaidWithAWayToWriteIt(String text, String what, @Nullable String how) {
    assertThatThrownBy(() -> Timing.parse(text, ZoneId.of("UTC")))
        .isInstanceOf(InvalidSchedule.class)
        .hasMessageContaining(what)
        .hasMessageContaining(how == null ? "" : how);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "0 6 * * MON      | every Monday at 06:00, Europe/Berlin",
        "5 18 * * 1-5     | Monday to Friday at 18:05, Europe/Berlin",
        "0 6 * * *        | every day at 06:00, Europe/Berlin",
        "@daily           | every day at 00:00, Europe/Berlin",
        "*/15 * * * *     | every 15 minutes, Europe/Berlin",
        "@hourly          | every hour, Europe/Berlin",
        "0 7 1 * *        | on day 1 of every month at 07:00, Europe/Berlin",
        "0 7 1 * MON      | cron 0 7 1 * MON, Europe/Berlin",
        "every 2 hours    | every 2 hours",
      })
  void theUsualOnesAreSaidInWords(String text, String words) {
    assertThat(Timing.parse(text, ZoneId.of(BERLIN)).words()).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip", "last", "all"})
  void catchingUpIsOneOfThree(String word) {
    assertThat(CatchUp.parse(word).word()).isEqualTo(word);
    assertThatThrownBy(() -> CatchUp.parse(word + "s"))
        .hasMessageContaining("skip (nothing), last (the newest is run) or all");
  }

  private static List<String> moments(String cron, String zone, String after, int count) {
    var timing = Timing.parse(cron, ZoneId.of(zone));
    var moments = new ArrayList<String>();
    var at = ZonedDateTime.parse(after).toInstant();
    for (var i = 0; i < count; i++) {
      at = timing.next(at);
      moments.add(at.atZone(ZoneId.of(zone)).toOffsetDateTime().toString());
    }
    return moments;
  }
}

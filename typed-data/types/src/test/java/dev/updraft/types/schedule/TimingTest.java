package dev.updraft.types.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When timings come, also on the days on which clocks are changed. */
final class TimingTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static List<String> next(String cron, ZoneId zone, String after, int count) {
    return Timing.read(cron, zone)
        .next(Instant.EPOCH, OffsetDateTime.parse(after).toInstant(), count)
        .stream()
        .map(tick -> tick.atZone(zone).toOffsetDateTime().toString())
        .toList();
  }

  @Test
  void aTimeThatIsLeftOutFiresOnceAtTheEndOfTheGap() {
    assertThat(next("30 2 * * *", BERLIN, "2026-03-28T12:00+01:00", 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
    assertThat(next("30 2 * * *", NEW_YORK, "2026-03-07T12:00-05:00", 2))
        .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00");
    assertThat(next("*/15 2,3 * * *", BERLIN, "2026-03-29T00:00+01:00", 2))
        .as("four times of the gap and 03:00 itself are one tick")
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-29T03:15+02:00");
  }

  @Test
  void aTimeThatComesTwiceFiresTheFirstTime() {
    assertThat(next("30 2 * * *", BERLIN, "2026-10-24T12:00+02:00", 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    assertThat(next("30 1 * * *", NEW_YORK, "2026-10-31T12:00-04:00", 2))
        .containsExactly("2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00");
  }

  @Test
  void everyHourGoesByTheTimeThatPasses() {
    assertThat(next("30 * * * *", BERLIN, "2026-10-25T01:00+02:00", 4))
        .containsExactly(
            "2026-10-25T01:30+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:30+01:00",
            "2026-10-25T03:30+01:00");
    assertThat(next("30 * * * *", NEW_YORK, "2026-03-08T01:00-05:00", 2))
        .containsExactly("2026-03-08T01:30-05:00", "2026-03-08T03:30-04:00");
  }

  @Test
  void aDayThatAZoneLeftOutIsNotLost() {
    assertThat(next("0 6 30 12 *", ZoneId.of("Pacific/Apia"), "2011-12-29T12:00-10:00", 1))
        .containsExactly("2011-12-31T00:00+14:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 6 * * MON      | 2026-11-25T00:00Z | 2026-11-30T06:00Z",
        "0 6 1 * MON      | 2026-11-25T00:00Z | 2026-11-30T06:00Z",
        "0 6 1 * *        | 2026-11-25T00:00Z | 2026-12-01T06:00Z",
        "0 0 29 2 *       | 2096-03-01T00:00Z | 2104-02-29T00:00Z",
        "*/20 9-17 * * 1-5| 2026-11-27T17:40Z | 2026-11-30T09:00Z",
        "5/20 * ? * ?     | 2026-11-25T00:05Z | 2026-11-25T00:25Z",
        "@hourly          | 2026-11-25T00:00Z | 2026-11-25T01:00Z",
        "@weekly          | 2026-11-25T00:00Z | 2026-11-29T00:00Z",
        "TZ=Asia/Tokyo 0 6 * * * | 2026-11-25T00:00Z | 2026-11-25T21:00Z",
        "CRON_TZ=Asia/Tokyo 0 6 * * * | 2026-11-25T00:00Z | 2026-11-25T21:00Z",
      })
  void readsCronAsFlyteDoes(String cron, String after, String next) {
    assertThat(next(cron, ZoneOffset.UTC, after, 1)).containsExactly(next);
  }

  @Test
  void aFixedRateCountsFromItsBeginning() {
    var began = Instant.parse("2026-11-25T10:07:30Z");
    var rate = Timing.read("every 10 minutes", ZoneOffset.UTC);
    assertThat(rate.next(began, began)).isEqualTo("2026-11-25T10:17:30Z");
    assertThat(rate.next(began, Instant.parse("2026-11-25T10:17:30Z")))
        .isEqualTo("2026-11-25T10:27:30Z");
    assertThat(rate.next(began, Instant.parse("2026-11-26T09:00:00Z")))
        .isEqualTo("2026-11-26T09:07:30Z");
    assertThat(Timing.read("every hour", ZoneOffset.UTC).text()).isEqualTo("every hour");
    assertThat(Timing.read("every 2d", ZoneOffset.UTC).text()).isEqualTo("every 2 days");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0 6 * *",
        "0 0 6 * * *",
        "60 * * * *",
        "* * 0 * *",
        "* * * * 7",
        "5-1 * * * *",
        "*/0 * * * *",
        "* * L * *",
        "@every 5m",
        "0 0 31 2 *",
        "0 6 * * MOO",
        "1/2/3 * * * *",
        "every 0 minutes",
        "every 3 weeks"
      })
  void refusesWhatNeverComesOrIsNoCron(String text) {
    assertThatThrownBy(() -> Timing.read(text, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).*(Write|write|never comes).*");
  }

  @Test
  void saysWhatIsWrongAndHowToWriteIt() {
    assertThatThrownBy(() -> Timing.read("0 25 * * *", BERLIN))
        .hasMessage(
            "'0 25 * * *' is no schedule: as the hour '25' is not one; write 0-23, *, lists (a,b), ranges (a-b) or steps (*/n).");
    assertThatThrownBy(() -> Timing.zone("Europe/Berln"))
        .hasMessageStartingWith("'Europe/Berln' is no time zone. Write one such as Europe/Berlin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 6 * * MON | at 06:00 on Mon",
        "0 6,18 * * * | at 06:00, 18:00 every day",
        "@hourly | every hour at :00",
        "*/15 * * * * | every 15 minutes",
        "* * * * * | every minute",
        "0 6 1 * * | 0 6 1 * *",
      })
  void isToldInWords(String cron, String words) {
    assertThat(Timing.read(cron, ZoneOffset.UTC).words()).isEqualTo(words);
  }
}

package dev.updraft.types.schedule;

import java.util.List;
import java.util.stream.Collectors;

/** A timing as people say it, where it is simple enough. */
final class InWords {
  private static final List<String> WEEKDAYS =
      List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");

  private InWords() {}

  static String of(Timing timing) {
    return switch (timing) {
      case Timing.Rate rate -> rate.text();
      case Cron cron -> cron(cron);
    };
  }

  private static String cron(Cron cron) {
    var times = times(cron);
    if (times.isEmpty() || !(cron.everyDay() || cron.weekly())) {
      return cron.text();
    }
    if (cron.everyDay()) {
      return times + (cron.hours().any() ? "" : " every day");
    }
    var days =
        cron.weekdays().set().stream().mapToObj(WEEKDAYS::get).collect(Collectors.joining(", "));
    return "%s on %s".formatted(times, days);
  }

  /** Empty when they are too many to be told. */
  private static String times(Cron cron) {
    var minutes = cron.minutes().set().stream().boxed().toList();
    var hours = cron.hours().set().stream().boxed().toList();
    if (cron.hours().any()) {
      return minutes.size() == 1
          ? "every hour at :%02d".formatted(minutes.getFirst())
          : minutes.size() == 60 ? "every minute" : even(minutes);
    }
    if (minutes.size() * hours.size() > 4) {
      return "";
    }
    return "at "
        + hours.stream()
            .flatMap(hour -> minutes.stream().map(minute -> "%02d:%02d".formatted(hour, minute)))
            .collect(Collectors.joining(", "));
  }

  private static String even(List<Integer> minutes) {
    var step = 60 / minutes.size();
    for (var i = 0; i < minutes.size(); i++) {
      if (minutes.get(i) != i * step) {
        return "";
      }
    }
    return 60 % minutes.size() == 0 ? "every %d minutes".formatted(step) : "";
  }
}

package dev.updraft.promote;

import dev.updraft.client.model.Cache;
import dev.updraft.client.model.TaskOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a task's line says otherwise than before, in the words of the line. */
final class OptionChange {
  private final List<String> changes = new ArrayList<>();

  private OptionChange() {}

  static List<String> between(TaskOptions before, TaskOptions now) {
    var change = new OptionChange();
    change.add("--cache", cache(before.cache()), cache(now.cache()));
    change.add("--ignore", list(before.ignored()), list(now.ignored()));
    change.add("--retries", "" + before.retries(), "" + now.retries());
    change.add(
        "--timeout",
        before.timeout().map(Duration::toString).orElse(""),
        now.timeout().map(Duration::toString).orElse(""));
    change.add("--cpu", before.cpu(), now.cpu());
    change.add("--mem", before.memory(), now.memory());
    change.add("--gpu", before.gpu(), now.gpu());
    change.add("--interruptible", yes(before.interruptible()), yes(now.interruptible()));
    change.add("--reuse", yes(before.reuse()), yes(now.reuse()));
    change.add("--image", before.image(), now.image());
    change.add(
        "--env",
        new TreeMap<>(before.environment()).toString(),
        new TreeMap<>(now.environment()).toString());
    change.add("--secret", list(before.secrets()), list(now.secrets()));
    return change.changes;
  }

  private void add(String option, String before, String now) {
    if (!before.equals(now)) {
      changes.add(option + " " + said(before) + " -> " + said(now));
    }
  }

  private static String said(String value) {
    return value.isEmpty() || value.equals("{}") ? "(none)" : value;
  }

  private static String cache(Cache cache) {
    return switch (cache) {
      case Cache.Off() -> "";
      case Cache.ByCode() -> "by its code";
      case Cache.ByVersion(var version) -> "as version " + version;
    };
  }

  private static String list(List<String> values) {
    return String.join(",", values);
  }

  private static String yes(boolean flag) {
    return flag ? "yes" : "";
  }
}

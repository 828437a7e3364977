package dev.updraft.runner;

import java.io.InputStream;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What all code in a process shares and may set: whoever runs next would run in what was left.
 *
 * @param shared by its name for people; compared by identity
 */
record Surroundings(
    Map<String, String> properties,
    Locales locales,
    TimeZone timezone,
    Streams streams,
    Map<String, @Nullable Object> shared,
    Set<Object> hooks) {

  /** The default locales. */
  private record Locales(Locale general, Locale display, Locale format) {}

  /** The standard streams, by identity. */
  private record Streams(InputStream in, PrintStream out, PrintStream err) {}

  static Surroundings now() {
    TimeZone timezone = TimeZone.getDefault(); // sets a property when it is first asked for
    var properties = new HashMap<String, String>();
    for (String name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name, ""));
    }
    return new Surroundings(
        properties,
        new Locales(
            Locale.getDefault(),
            Locale.getDefault(Locale.Category.DISPLAY),
            Locale.getDefault(Locale.Category.FORMAT)),
        timezone,
        new Streams(System.in, System.out, System.err),
        sharedNow(),
        JdkStatics.shutdownHooks());
  }

  private static Map<String, @Nullable Object> sharedNow() {
    Map<String, @Nullable Object> shared = new HashMap<>();
    shared.put("handler of uncaught exceptions", Thread.getDefaultUncaughtExceptionHandler());
    shared.put("authenticator", Authenticator.getDefault());
    shared.put("proxy selector", ProxySelector.getDefault());
    shared.put("cookie handler", CookieHandler.getDefault());
    shared.put("factory of URL handlers", JdkStatics.urlFactory());
    shared.put("factory of URL contents", JdkStatics.contentFactory());
    return shared;
  }

  /** What is different now, a phrase each. */
  List<String> changedSince(Surroundings before) {
    List<String> changes = new ArrayList<>();
    var names = new TreeSet<>(properties.keySet());
    names.addAll(before.properties.keySet());
    names.removeIf(name -> Objects.equals(properties.get(name), before.properties.get(name)));
    names.forEach(name -> changes.add("the system property " + name));
    if (!locales.equals(before.locales)) {
      changes.add("the default locale");
    }
    if (!timezone.equals(before.timezone)) {
      changes.add("the default time zone");
    }
    if (streams.in() != before.streams.in()) {
      changes.add("System.in");
    }
    if (streams.out() != before.streams.out()) {
      changes.add("System.out");
    }
    if (streams.err() != before.streams.err()) {
      changes.add("System.err");
    }
    for (String name : new TreeSet<>(shared.keySet())) {
      if (shared.get(name) != before.shared.get(name)) {
        changes.add("the default " + name);
      }
    }
    if (!before.hooks.containsAll(hooks)) {
      changes.add("a shutdown hook");
    }
    return changes;
  }
}

package dev.updraft.types.schedule;

import java.time.ZoneId;
import java.util.Locale;

/** Zones that somebody may have meant. */
final class Zones {
  private Zones() {}

  /** A sentence with a blank before it; empty when nothing is near. */
  static String nearest(String name) {
    var wanted = name.toLowerCase(Locale.ROOT).replace(' ', '_');
    var city = wanted.substring(wanted.lastIndexOf('/') + 1);
    return ZoneId.getAvailableZoneIds().stream()
        .filter(id -> !city.isEmpty() && id.toLowerCase(Locale.ROOT).endsWith(city))
        .min(java.util.Comparator.comparingInt(String::length).thenComparing(id -> id))
        .map(id -> " Did you mean '" + id + "'?")
        .orElse("");
  }
}

package dev.updraft.types.mapping;

import java.io.Closeable;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;

/** Why a class cannot travel, and what to write instead. */
record Reasons(String reason, String instead) {
  private static final String WRITE = "Write ";

  static Reasons against(Class<?> type) {
    return switch (type.getName()) {
      case "java.lang.Object" ->
          new Reasons("says nothing about what is inside", "Write the type that you mean.");
      case "void", "java.lang.Void" -> new Reasons("is no value", "Leave it out.");
      case "java.util.List", "java.util.Set", "java.util.Map", "java.util.Optional" ->
          new Reasons(
              "says nothing about what is inside",
              WRITE + type.getSimpleName() + (type == Map.class ? "<String, ..>." : "<..>."));
      case "java.util.OptionalInt" -> optional("Integer");
      case "java.util.OptionalLong" -> optional("Long");
      case "java.util.OptionalDouble" -> optional("Double");
      case "java.util.Date",
          "java.util.Calendar",
          "java.sql.Timestamp",
          "java.time.ZonedDateTime",
          "java.time.OffsetDateTime" ->
          new Reasons("has no counterpart in Flyte, which knows instants in UTC", "Write Instant.");
      case "java.sql.Date", "java.time.YearMonth", "java.time.Year" ->
          new Reasons("has no counterpart in Flyte", "Write LocalDate.");
      case "java.time.LocalTime", "java.time.Period" ->
          new Reasons("has no counterpart in Flyte", "Write Duration, or String.");
      case "java.io.File" -> new Reasons("may be a file or a folder", "Write Path for a file.");
      case "java.net.URI",
          "java.net.URL",
          "java.util.UUID",
          "java.util.Locale",
          "java.util.regex.Pattern",
          "java.time.ZoneId",
          "java.util.Currency",
          "java.lang.CharSequence",
          "java.lang.StringBuilder" ->
          new Reasons("has no counterpart in Flyte", "Write String.");
      case "java.lang.Number" ->
          new Reasons("may be any kind of number", "Write long, double or BigDecimal.");
      default -> byKind(type);
    };
  }

  private static Reasons byKind(Class<?> type) {
    if (Map.class.isAssignableFrom(type)) {
      return new Reasons("is one kind of map, and kinds do not cross", "Write Map<String, ..>.");
    } else if (java.util.Set.class.isAssignableFrom(type)) {
      return new Reasons("is one kind of set, and kinds do not cross", "Write Set<..>.");
    } else if (Collection.class.isAssignableFrom(type)) {
      return new Reasons(
          "is one kind of collection, and kinds do not cross", "Write List<..> or Set<..>.");
    } else if (Iterable.class.isAssignableFrom(type)
        || java.util.Iterator.class.isAssignableFrom(type)
        || java.util.stream.BaseStream.class.isAssignableFrom(type)) {
      return new Reasons("hands out its elements once", "Write List<..>.");
    } else if (Thread.class.isAssignableFrom(type)
        || java.util.concurrent.Executor.class.isAssignableFrom(type)
        || java.util.concurrent.Future.class.isAssignableFrom(type)
        || Closeable.class.isAssignableFrom(type)
        || AutoCloseable.class.isAssignableFrom(type)) {
      return new Reasons("lives in one process", "Open it inside the task.");
    } else if (type.isInterface() && !type.isSealed()) {
      return new Reasons(
          "is an interface, and code does not travel as a value",
          "Write a sealed interface of records, or call the code inside the task.");
    } else if (Modifier.isAbstract(type.getModifiers())) {
      return new Reasons(
          "is an abstract class",
          "Write a sealed interface of records, or provide a Codec for it.");
    }
    return new Reasons(
        "is a class whose state is hidden", "Make it a record, or provide a Codec for it.");
  }

  /** With more to say of what may be done instead. */
  Reasons with(String more) {
    return more.isEmpty() ? this : new Reasons(reason, instead + " " + more);
  }

  private static Reasons optional(String of) {
    return new Reasons("has no counterpart of its own", "Write Optional<" + of + ">.");
  }
}

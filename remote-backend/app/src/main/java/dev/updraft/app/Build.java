package dev.updraft.app;

/** Which build this is: whoever installed the jars knows, and says so when starting the process. */
final class Build {
  private Build() {}

  /** {@code <commit time>-<tree hash>}. */
  static String id() {
    return System.getProperty("updraft.build", "0-unknown");
  }

  static String version() {
    var version = Build.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }

  /** The commit's time, which is the id's first part. */
  static String time() {
    var seconds = id().split("-", 2)[0];
    return seconds.matches("[1-9]\\d{8,10}")
        ? java.time.Instant.ofEpochSecond(Long.parseLong(seconds)).toString()
        : "unknown";
  }
}

package dev.updraft.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Everything that may be set, with its default and what it means. */
enum Property {
  PORT("port", "0", "the port to serve on; 0 = the one it had last, or any"),
  MESSAGE("limits.message", "4Mi", "the largest request but those that carry inputs"),
  LITERAL_MAP(
      "limits.inputs", "10Mi", "the largest inputs or outputs, files and frames not counted"),
  UPLOAD("limits.upload", "8Gi", "the largest uploaded file"),
  LOG("limits.log", "64Mi", "the most that is kept of an attempt's log"),
  LIVE("limits.executions", "20000", "executions that may be unfinished at once"),
  KEEP_BYTES(
      "retention.size",
      "20Gi",
      "what the catalog and the blobs may take; beyond it the longest unused goes"),
  KEEP_AGE("retention.age", "30d", "how long something unused is kept"),
  KEEP_LOGS(
      "retention.logs", "2Gi", "what the logs of ended attempts may take; beyond it the oldest go"),
  SYSTEM_RETRIES(
      "retries.system", "3", "attempts that the platform pays for when it failed itself"),
  SPARES("workers.spare", "2", "worker processes started ahead"),
  WORKERS("workers.most", "0", "tasks that run at once; 0 = as many as fit the machine"),
  MEMORY("workers.memory", "1Gi", "what a task may use that does not say --mem"),
  KEEP(
      "workers.keep",
      "5m",
      "how long the JVM of a --reuse task waits for its next call; 0s = each call has its own"),
  ENVIRONMENTS(
      "python.environments",
      "",
      "in which virtual environment the tasks of an image run, IMAGE=FOLDER with commas between"),
  OFFERS(
      "offers",
      "updraft",
      "updraft, or flyte: only what a Flyte offers, and as slowly, to try notebooks and clients against");

  static final String PREFIX = "UPDRAFT_";

  private final String key;
  private final String byDefault;
  private final String meaning;

  Property(String key, String byDefault, String meaning) {
    this.key = key;
    this.byDefault = byDefault;
    this.meaning = meaning;
  }

  String key() {
    return key;
  }

  String byDefault() {
    return byDefault;
  }

  String meaning() {
    return meaning;
  }

  /** The variable that sets it too, e.g. {@code UPDRAFT_WORKERS_SPARE}. */
  String variable() {
    return PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Property::key).toList();
  }
}

package dev.updraft.executor.local;

import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which attempt a worker has, and which process it is: all that a backend needs to find it again.
 * Lies in the worker's folder twice: as {@code run.json} before the worker is told, and as {@code
 * claim.json}, by the worker, before the body.
 *
 * @param started when the process started, in milliseconds: a number of a process is used again,
 *     one with its start is not
 * @param memory in bytes
 * @param log what the worker keeps of its log
 */
record Claim(
    AttemptId attempt,
    long epoch,
    String worker,
    long pid,
    long started,
    long memory,
    LogLimit log,
    String outputPrefix,
    Instant since) {

  String toJson() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("format", "1");
    fields.put("project", attempt.execution().project());
    fields.put("domain", attempt.execution().domain());
    fields.put("execution", attempt.execution().name());
    fields.put("node", attempt.node());
    fields.put("number", Integer.toString(attempt.number()));
    fields.put("epoch", Long.toString(epoch));
    fields.put("worker", worker);
    fields.put("pid", Long.toString(pid));
    fields.put("started", Long.toString(started));
    fields.put("memory", Long.toString(memory));
    fields.put("log", Long.toString(log.bytes()));
    fields.put("outputPrefix", outputPrefix);
    fields.put("since", since.toString());
    return FlatJson.write(fields);
  }

  static Claim fromJson(String json) {
    Map<String, String> fields = FlatJson.read(json);
    var execution =
        new ExecutionId(text(fields, "project"), text(fields, "domain"), text(fields, "execution"));
    return new Claim(
        new AttemptId(execution, text(fields, "node"), (int) number(fields, "number")),
        number(fields, "epoch"),
        text(fields, "worker"),
        number(fields, "pid"),
        number(fields, "started"),
        number(fields, "memory"),
        fields.containsKey("log") ? LogLimit.of(number(fields, "log")) : LogLimit.DEFAULT,
        text(fields, "outputPrefix"),
        Instant.parse(text(fields, "since")));
  }

  private static String text(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("A claim without '" + name + "': " + fields.keySet());
    }
    return value;
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(text(fields, name));
  }
}

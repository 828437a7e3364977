package dev.updraft.engine;

import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;

/**
 * Where an execution's files lie, as Flyte lays them out (contract 1.3).
 *
 * @param root uri of the blob store, without a slash at the end
 */
public record Layout(String root) {
  /** Everything of an execution but raw data. */
  public String metadata(ExecutionId id) {
    return root + "/metadata/propeller/" + folder(id);
  }

  /** The name of the folder of an execution's metadata. */
  public static String folder(ExecutionId id) {
    return id.project() + "-" + id.domain() + "-" + id.name();
  }

  /** A node's {@code inputs.pb}. {@code node} is the id in the graph, not the unique one. */
  public String inputs(ExecutionId id, String node) {
    return metadata(id) + "/" + node + "/data/inputs.pb";
  }

  /** A node's task template, for runners that want it. */
  public String template(ExecutionId id, String node) {
    return metadata(id) + "/" + node + "/data/task.pb";
  }

  /** Where an attempt writes its {@code outputs.pb} or {@code error.pb}. */
  public String outputPrefix(ExecutionId id, String node, int attempt) {
    return metadata(id) + "/" + node + "/data/" + attempt;
  }

  /** A node's {@code outputs.pb}. */
  public String outputs(ExecutionId id, String node, int attempt) {
    return outputPrefix(id, node, attempt) + "/outputs.pb";
  }

  /** What an attempt made that lies beside its {@code outputs.pb}: the graph of a dynamic task. */
  static String futures(String outputs) {
    return outputs.substring(0, outputs.lastIndexOf('/')) + "/futures.pb";
  }

  /** Where an attempt puts files and frames. */
  public String raw(AttemptId attempt) {
    var name = UniqueId.ofAttempt(attempt);
    return "%s/data/%s/%s".formatted(root, UniqueId.shard(name), name);
  }

  /** Where an attempt's checkpoint would lie. */
  public String checkpoint(AttemptId attempt) {
    return raw(attempt) + "/_flytecheckpoints";
  }
}

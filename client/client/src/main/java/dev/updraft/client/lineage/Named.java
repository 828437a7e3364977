package dev.updraft.client.lineage;

/**
 * What a word names whose lineage is asked for: {@code a7xk}, {@code a7xk/n1}, {@code
 * a7xk.busiest}, {@code delays@9c1e}.
 *
 * @param call an execution, a task, or a remembered output; may be empty
 * @param node the path of a workflow's node; empty for the call itself
 * @param output one of several; empty = all
 */
public record Named(String call, String node, String output) {
  public static Named read(String word) {
    int point = word.indexOf('.');
    var whole = point < 0 ? word : word.substring(0, point);
    int slash = whole.indexOf('/');
    return new Named(
        slash < 0 ? whole : whole.substring(0, slash),
        slash < 0 ? "" : whole.substring(slash + 1),
        point < 0 ? "" : word.substring(point + 1));
  }
}

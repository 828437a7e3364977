package dev.updraft.types.graph;

/**
 * Something wrong with a workflow.
 *
 * @param node its id; empty = the workflow as a whole
 * @param what is wrong, and what was expected: a sentence without its beginning and end
 * @param fix what to do: a sentence
 */
public record Problem(Reference workflow, String node, String what, String fix) {
  /** {@code Workflow 'w', node 'n0': it calls task 'x', which .. . Register it first.} */
  public String message() {
    return "Workflow '%s'%s: %s. %s"
        .formatted(workflow.name(), node.isEmpty() ? "" : ", node '" + node + "'", what, fix);
  }
}

package dev.updraft.workflow;

import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;

/** Says of expressions why they are no part of a graph, and what to write instead. */
final class RefuseForms {
  private final Reading reading;

  RefuseForms(Reading reading) {
    this.reading = reading;
  }

  Value arithmetic(Tree tree, String operator) {
    return reading.refuse(
        tree,
        "'"
            + operator
            + "' on results or parameters is not part of a workflow: they are not known while the"
            + " graph is built.",
        "compute it inside of a task.");
  }

  Value condition(Tree tree) {
    return reading.refuse(
        tree,
        "'" + reading.cell().text(tree) + "' is a condition, and used as a value here.",
        "write it where it decides, in an if or before a '?', or let a task return it.");
  }

  Value change(Tree tree, Tree variable) {
    return reading
            .cell()
            .element(variable)
            .filter(element -> element.getKind() == ElementKind.PARAMETER)
            .isPresent()
        ? parameter(tree)
        : mutation(tree);
  }

  private Value mutation(Tree tree) {
    return reading.refuse(
        tree,
        "a variable of a workflow has one value; it is not changed outside of an if / else.",
        "give the new value a name of its own: var next = task(..).");
  }

  Value secondValue(Tree tree) {
    return reading.refuse(
        tree,
        "an arm of a branch gives its variable one value; this is the second one.",
        "give the first one a name of its own within the arm: var first = task(..).");
  }

  private Value parameter(Tree tree) {
    return reading.refuse(
        tree,
        "a parameter of a workflow is not changed: it is what the caller gave.",
        "give the new value a name of its own, and compute it inside of a task.");
  }

  Value selection(Tree tree) {
    return reading.refuse(
        tree, "'switch' is not part of a workflow.", "write it as if / else if / else.");
  }

  Value notebookVariable(Tree tree, Element element) {
    return reading.refuse(
        tree,
        "'"
            + element.getSimpleName()
            + "'"
            + " ("
            + reading.cell().cellOf(element)
            + ") is a variable of the notebook, which a graph does not see.",
        "make it a parameter ("
            + element.asType().toString().replaceAll("(\\w+\\.)+(?=\\w)", "")
            + " "
            + element.getSimpleName()
            + "), or, if it never changes, declare it final with a constant value.");
  }

  Value cast(TypeCastTree cast) {
    return reading.refuse(
        cast,
        "a cast of a result is not part of a workflow: results are not known while the graph is"
            + " built.",
        "let the task that makes it return "
            + reading.cell().text(cast.getType())
            + ", or convert it inside of a task.");
  }
}

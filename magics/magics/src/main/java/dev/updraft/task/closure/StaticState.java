package dev.updraft.task.closure;

import static java.util.Objects.requireNonNull;

import dev.updraft.task.closure.Attribution.Node;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/** Finds static fields that code may change: what the notebook has put into them stays behind. */
final class StaticState {
  private final Attribution attribution;

  StaticState(Attribution attribution) {
    this.attribution = attribution;
  }

  List<String> warnings(Collection<Node> nodes) {
    return nodes.stream()
        .filter(node -> node.element().getKind().isDeclaredType())
        .flatMap(
            node ->
                fields(node.element())
                    .sorted(Comparator.comparingInt(this::start))
                    .map(field -> warning(node, field)))
        .toList();
  }

  private static Stream<Element> fields(Element type) {
    return type.getEnclosedElements().stream()
        .flatMap(
            each ->
                each.getKind().isDeclaredType()
                    ? fields(each)
                    : each.getKind() == ElementKind.FIELD
                            && each.getModifiers().contains(Modifier.STATIC)
                            && !each.getModifiers().contains(Modifier.FINAL)
                        ? Stream.of(each)
                        : Stream.empty());
  }

  private int start(Element field) {
    return attribution.start(attribution.trees().getTree(field));
  }

  private String warning(Node node, Element field) {
    var place = node.placed().at(start(field));
    return place
        + ": "
        + requireNonNull(field.getEnclosingElement()).getSimpleName()
        + "."
        + field.getSimpleName()
        + " is static and can change: every execution of the task begins with its initial value, whatever the notebook has put there.";
  }
}

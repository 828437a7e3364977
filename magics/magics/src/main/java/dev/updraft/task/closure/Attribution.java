package dev.updraft.task.closure;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.updraft.task.closure.Unit.Placed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** A {@link Unit} whose every name the compiler has explained. */
final class Attribution {
  private final Javac.Run run;
  private final Trees trees;
  private final CompilationUnitTree tree;
  private final WrittenTrees written;
  private final Map<Element, Node> nodes = new HashMap<>();
  private final Map<Placed, Node> byPlace = new LinkedHashMap<>();

  /**
   * A member with its symbol.
   *
   * @param key its name in the closure: {@code m:norm(double)}, {@code t:Point}, {@code v:LIMIT}
   */
  record Node(Placed placed, String key, Element element, TreePath path) {
    Member member() {
      return placed.member();
    }

    /** As people write it: {@code norm(double)}, {@code Point}. */
    String display() {
      return key.substring(2).replaceAll("(\\w+\\.)+(?=\\w)", "");
    }
  }

  Attribution(Unit unit, Javac.Run run) {
    this.run = run;
    this.trees = Trees.instance(run.task());
    try {
      this.tree = run.task().parse().iterator().next();
      this.written = new WrittenTrees(tree);
      run.task().analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (var type : tree.getTypeDecls()) {
      if (type instanceof ClassTree cell && cell.getSimpleName().contentEquals(Unit.NAME)) {
        cell.getMembers().forEach(member -> index(unit, TreePath.getPath(tree, member)));
      }
    }
  }

  private void index(Unit unit, TreePath path) {
    if (!written.contains(path.getLeaf())) {
      return;
    }
    unit.memberAt(start(path.getLeaf()))
        .ifPresent(
            placed -> {
              var element = trees.getElement(path);
              if (element != null) {
                var node = new Node(placed, key(element), element, path);
                nodes.put(element, node);
                byPlace.put(placed, node);
              }
            });
  }

  /** The members of the class, in their order. */
  Collection<Node> nodes() {
    return byPlace.values();
  }

  Optional<Node> at(Placed placed) {
    return Optional.ofNullable(byPlace.get(placed));
  }

  /** The member that an element is, or is inside of. */
  Optional<Node> owner(Element element) {
    for (var each = element; each != null; each = each.getEnclosingElement()) {
      var node = nodes.get(each);
      if (node != null) {
        return Optional.of(node);
      }
    }
    return Optional.empty();
  }

  boolean isMember(Element element) {
    return nodes.containsKey(element);
  }

  private String key(Element element) {
    return switch (element) {
      case ExecutableElement method ->
          method.getParameters().stream()
              .map(
                  parameter ->
                      erasedName(parameter.asType()).replace(Unit.NAME + "$", "").replace('$', '.'))
              .collect(Collectors.joining(",", "m:" + method.getSimpleName() + "(", ")"));
      case TypeElement type -> "t:" + type.getSimpleName();
      default -> "v:" + element.getSimpleName();
    };
  }

  /** The erased type as {@link Class#getTypeName()} writes it. */
  String erasedName(TypeMirror type) {
    var erased = run.task().getTypes().erasure(type);
    if (erased instanceof ArrayType array) {
      return erasedName(array.getComponentType()) + "[]";
    }
    return erased.getKind() == TypeKind.DECLARED
            && run.task().getTypes().asElement(erased) instanceof TypeElement element
        ? run.task().getElements().getBinaryName(element).toString()
        : erased.toString();
  }

  /** The compile-time constant that a member stands for. */
  Optional<Object> constant(Node node) {
    return node.element() instanceof VariableElement variable
        ? Optional.ofNullable(variable.getConstantValue())
        : Optional.empty();
  }

  int start(Tree each) {
    return (int) trees.getSourcePositions().getStartPosition(tree, each);
  }

  int end(Tree each) {
    return (int) trees.getSourcePositions().getEndPosition(tree, each);
  }

  List<Diagnostic<? extends JavaFileObject>> problems() {
    return run.problems();
  }

  Trees trees() {
    return trees;
  }

  WrittenTrees written() {
    return written;
  }

  JavacTask task() {
    return run.task();
  }

  /** Class files of the whole unit, by path; only after an attribution without problems. */
  Map<String, byte[]> generate() {
    try {
      run.task().generate();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return run.classes();
  }
}

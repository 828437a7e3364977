package dev.updraft.task.closure;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.updraft.task.closure.Parsed.Names;
import dev.updraft.task.closure.Parsed.Parameter;
import dev.updraft.task.closure.Parsed.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Turns the parser's trees of one text into {@link Parsed} declarations. */
final class ReadDeclarations {
  private static final Pattern IGNORED =
      Pattern.compile(
          "\\b(public|protected|private|static|final)\\b|//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  private static final Set<Modifier> ACCESS =
      Set.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE);

  private final Trees trees;
  private final CompilationUnitTree unit;
  private final String text;

  ReadDeclarations(Trees trees, CompilationUnitTree unit, String text) {
    this.trees = trees;
    this.unit = unit;
    this.text = text;
  }

  List<Parsed> membersOf(ClassTree implicit) {
    return implicit.getMembers().stream().flatMap(member -> read(member).stream()).toList();
  }

  List<Parsed> read(Tree tree) {
    return switch (tree) {
      case MethodTree method when !method.getName().contentEquals("<init>") ->
          List.of(
              parsed(method.getName().toString(), method, method.getModifiers(), shape(method)));
      case ClassTree type ->
          List.of(parsed(type.getSimpleName().toString(), type, type.getModifiers(), shape(type)));
      case VariableTree variable ->
          List.of(
              parsed(
                  variable.getName().toString(),
                  variable,
                  variable.getModifiers(),
                  shape(variable)));
      default -> List.of();
    };
  }

  private Parsed parsed(String name, Tree tree, ModifiersTree modifiers, Shape shape) {
    int start = start(tree);
    int end = end(tree);
    return new Parsed(
        name,
        start,
        end,
        bare(modifiers, tree instanceof ClassTree, start, end),
        names(tree),
        shape,
        Optional.ofNullable(trees.getDocComment(TreePath.getPath(unit, tree))).map(String::strip));
  }

  private static Shape shape(MethodTree method) {
    var parameters = new ArrayList<Parameter>();
    for (var parameter : method.getParameters()) {
      // The tree prints "int... xs" for the variable, but int[] for its type.
      boolean varargs = parameter.toString().contains("...");
      parameters.add(
          new Parameter(type(parameter.getType()), parameter.getName().toString(), varargs));
    }
    return new Shape.Method(
        method.getTypeParameters().stream().map(Tree::toString).toList(),
        parameters,
        type(method.getReturnType()),
        method.getThrows().stream().map(Tree::toString).toList());
  }

  private static String type(@Nullable Tree tree) {
    return tree == null ? "void" : tree.toString();
  }

  private Shape shape(ClassTree type) {
    var supertypes = new HashSet<String>();
    Stream.concat(Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream())
        .forEach(each -> supertypes.add(each.toString().replaceAll("<.*>", "")));
    return new Shape.Type(
        type.getKind().name().toLowerCase(Locale.ROOT).replace("annotation_type", "annotation"),
        supertypes,
        type.getModifiers().getFlags().contains(Modifier.SEALED)
            && type.getPermitsClause().isEmpty(),
        closedConstructors(type));
  }

  private List<Integer> closedConstructors(ClassTree type) {
    if (type.getKind() != Tree.Kind.RECORD) {
      return List.of();
    }
    var components =
        type.getMembers().stream()
            .filter(member -> member instanceof VariableTree field && !isStatic(field))
            .map(member -> String.valueOf(((VariableTree) member).getType()))
            .toList();
    return type.getMembers().stream()
        .filter(
            member ->
                member instanceof MethodTree method
                    && method.getName().contentEquals("<init>")
                    && Collections.disjoint(method.getModifiers().getFlags(), ACCESS)
                    && (isCompact(method) || types(method).equals(components)))
        .map(this::start)
        .toList();
  }

  private static boolean isStatic(VariableTree field) {
    return field.getModifiers().getFlags().contains(Modifier.STATIC);
  }

  private static List<String> types(MethodTree method) {
    return method.getParameters().stream()
        .map(parameter -> String.valueOf(parameter.getType()))
        .toList();
  }

  /** A compact constructor has no parentheses between its name and its body. */
  private boolean isCompact(MethodTree method) {
    return method.getBody() != null
        && text.substring(start(method), start(method.getBody()))
                .replaceAll("@\\w+\\([^)]*\\)", "")
                .indexOf('(')
            < 0;
  }

  private Shape shape(VariableTree variable) {
    boolean isFinal = variable.getModifiers().getFlags().contains(Modifier.FINAL);
    var initializer = variable.getInitializer();
    return initializer == null
        ? new Shape.Variable(isFinal, 0, 0)
        : new Shape.Variable(isFinal, start(initializer), end(initializer));
  }

  private static Names names(Tree tree) {
    var called = new HashSet<String>();
    var other = new HashSet<String>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void nothing) {
        other.add(node.getName().toString());
        return null;
      }

      @Override
      public @Nullable Void visitMethodInvocation(
          MethodInvocationTree node, @Nullable Void nothing) {
        if (node.getMethodSelect() instanceof IdentifierTree name) {
          called.add(name.getName().toString());
          scan(node.getTypeArguments(), null);
          return scan(node.getArguments(), null);
        }
        return super.visitMethodInvocation(node, null);
      }
    }.scan(tree, null);
    return new Names(called, other);
  }

  /**
   * At the top level JShell ignores access and {@code static}, and {@code final} unless it is a
   * type's.
   */
  private String bare(ModifiersTree modifiers, boolean isType, int start, int end) {
    var bare = new StringBuilder(text.substring(start, end));
    int from = (int) trees.getSourcePositions().getStartPosition(unit, modifiers);
    int to = (int) trees.getSourcePositions().getEndPosition(unit, modifiers);
    if (from >= 0 && to > from) {
      var annotations = annotated(modifiers);
      var words = IGNORED.matcher(text).region(from, to);
      while (words.find()) {
        int at = words.start();
        boolean ignored = words.group(1) != null && !(isType && words.group().equals("final"));
        if (ignored && annotations.stream().noneMatch(range -> range.contains(at))) {
          bare.replace(at - start, words.end() - start, " ".repeat(words.group().length()));
        }
      }
    }
    return bare.toString();
  }

  private List<Range> annotated(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .map(annotation -> new Range(start(annotation), end(annotation)))
        .toList();
  }

  private record Range(int from, int to) {
    boolean contains(int offset) {
      return offset >= from && offset < to;
    }
  }

  private int start(Tree tree) {
    return (int) trees.getSourcePositions().getStartPosition(unit, tree);
  }

  /** Broken code may end nowhere: then it ends with the text. */
  private int end(Tree tree) {
    int end = (int) trees.getSourcePositions().getEndPosition(unit, tree);
    return end < 0 ? text.length() : end;
  }

  /** The identifiers in a type as JShell prints it. */
  static Set<String> namesIn(String type) {
    return new HashSet<>(List.of(type.split("[^\\w$]+", -1)));
  }
}

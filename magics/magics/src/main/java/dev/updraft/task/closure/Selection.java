package dev.updraft.task.closure;

import dev.updraft.task.closure.Parsed.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes from the notebook what a task could mean by name, and the names in that, and so on: more
 * than the closure, but far less than the notebook, and no broken declaration of a cell that has
 * nothing to do with the task.
 */
final class Selection {
  private final Outlines outlines;
  private final Map<String, List<Piece>> methods = new HashMap<>();
  private final Map<String, List<Piece>> others = new HashMap<>();
  private final List<CellText> imports = new ArrayList<>();

  Selection(Outlines outlines, List<Piece> notebook) {
    this.outlines = outlines;
    for (var piece : notebook) {
      switch (piece) {
        case Piece.Import each -> imports.add(each.text());
        case Piece.Method method ->
            methods.computeIfAbsent(method.name(), name -> new ArrayList<>()).add(piece);
        case Piece.Type type ->
            others.computeIfAbsent(type.name(), name -> new ArrayList<>()).add(piece);
        case Piece.Variable variable ->
            others.computeIfAbsent(variable.name(), name -> new ArrayList<>()).add(piece);
      }
    }
  }

  /** The notebook's imports, each a line of Java, in their order. */
  List<String> imports() {
    outlines.learn(imports.stream().map(CellText::text).toList());
    return imports.stream().flatMap(text -> outlines.of(text.text()).imports().stream()).toList();
  }

  /** All names that the notebook declares. */
  Collection<String> names() {
    return Stream.concat(methods.keySet().stream(), others.keySet().stream()).toList();
  }

  /** The notebook's declarations of a method's name. */
  List<Declaration> methods(String name) {
    return methods.getOrDefault(name, List.of()).stream()
        .flatMap(piece -> declared(piece, name).stream())
        .toList();
  }

  /**
   * All that the roots could mean.
   *
   * @param roots declarations of the task cell; they hide those of the notebook that they replace
   */
  Collection<Member> from(List<Declaration> roots) {
    var members = new LinkedHashMap<String, Member>();
    var waiting = new ArrayList<Member>();
    for (var root : roots) {
      var member = new Member.Code(root);
      members.put(root.identity(), member);
      waiting.add(member);
    }
    var seen = new HashSet<Piece>();
    while (!waiting.isEmpty()) {
      var mentioned = new ArrayList<Piece>();
      waiting.forEach(member -> mentionedIn(member, seen, mentioned));
      outlines.learn(mentioned.stream().map(piece -> piece.text().text()).toList());
      waiting.clear();
      for (var piece : mentioned) {
        var member = member(piece);
        if (member != null
            && members.putIfAbsent(member.declaration().identity(), member) == null) {
          waiting.add(member);
        }
      }
    }
    return members.values();
  }

  private void mentionedIn(Member member, Set<Piece> seen, List<Piece> mentioned) {
    var names = member.declaration().parsed().names();
    names.called().forEach(name -> add(methods.get(name), seen, mentioned));
    names.other().forEach(name -> add(others.get(name), seen, mentioned));
    switch (member) {
      case Member.Code ignored -> {}
      case Member.Constant(var ignored, var type) -> addNames(type, seen, mentioned);
      case Member.Stub(var ignored, var type) -> addNames(type, seen, mentioned);
    }
  }

  private void addNames(String type, Set<Piece> seen, List<Piece> mentioned) {
    ReadDeclarations.namesIn(type).forEach(name -> add(others.get(name), seen, mentioned));
  }

  private static void add(@Nullable List<Piece> pieces, Set<Piece> seen, List<Piece> mentioned) {
    if (pieces != null) {
      pieces.stream().filter(seen::add).forEach(mentioned::add);
    }
  }

  private @Nullable Member member(Piece piece) {
    return switch (piece) {
      case Piece.Import ignored -> null;
      case Piece.Method method -> declared(piece, method.name()).map(Member.Code::new).orElse(null);
      case Piece.Type type -> declared(piece, type.name()).map(Member.Code::new).orElse(null);
      case Piece.Variable variable -> variable(variable);
    };
  }

  private Member variable(Piece.Variable variable) {
    return declared(variable, variable.name())
        .map(
            declaration ->
                declaration.parsed().shape()
                            instanceof Shape.Variable(boolean isFinal, int from, int to)
                        && isFinal
                        && to > from
                    ? new Member.Constant(declaration, variable.type())
                    : new Member.Stub(declaration, variable.type()))
        .orElseGet(() -> new Member.Stub(temporary(variable), variable.type()));
  }

  /** The result of an expression, which JShell keeps as {@code $1}: it has no declaration. */
  private static Declaration temporary(Piece.Variable variable) {
    var text = variable.text();
    return new Declaration(
        new Parsed(
            variable.name(),
            0,
            text.text().length(),
            text.text(),
            new Parsed.Names(Set.of(), Set.of()),
            new Shape.Variable(false, 0, 0),
            Optional.empty()),
        text);
  }

  private Optional<Declaration> declared(Piece piece, String name) {
    return outlines.of(piece.text().text()).declarations().stream()
        .filter(parsed -> parsed.name().equals(name))
        .findFirst()
        .map(parsed -> parsed.in(piece.text()));
  }
}

package dev.updraft.task.closure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** The code of a live JShell. */
public final class JShellCode implements NotebookCode {
  private final JShell shell;
  private final SnippetPlaces places;

  public JShellCode(JShell shell, SnippetPlaces places) {
    this.shell = shell;
    this.places = places;
  }

  @Override
  public List<Piece> pieces() {
    return shell
        .snippets()
        .filter(snippet -> shell.status(snippet).isActive())
        .flatMap(this::piece)
        .toList();
  }

  @Override
  public Optional<String> presentValue(String variable) {
    return shell
        .variables()
        .filter(each -> each.name().equals(variable))
        .findFirst()
        .map(shell::varValue);
  }

  /** An active overload, for whoever has to drop it. */
  public Stream<MethodSnippet> methods(String name) {
    return shell.methods().filter(method -> method.name().equals(name));
  }

  private Stream<Piece> piece(Snippet snippet) {
    return switch (snippet) {
      case ImportSnippet ignored -> Stream.of(new Piece.Import(text(snippet)));
      case MethodSnippet method -> Stream.of(new Piece.Method(method.name(), text(snippet)));
      case TypeDeclSnippet type -> Stream.of(new Piece.Type(type.name(), text(snippet)));
      case VarSnippet variable ->
          Stream.of(new Piece.Variable(variable.name(), variable.typeName(), text(snippet)));
      default -> Stream.empty();
    };
  }

  private CellText text(Snippet snippet) {
    return new CellText(places.startOf(snippet), snippet.source());
  }
}

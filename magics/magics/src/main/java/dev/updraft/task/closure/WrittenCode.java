package dev.updraft.task.closure;

import dev.updraft.task.closure.Parsed.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a notebook declares, read from its text: nothing is run. Of two declarations that replace
 * each other the later one holds, as when the notebook is run from top to bottom. For one thread.
 */
public final class WrittenCode implements NotebookCode {
  private static final Pattern FIELD =
      Pattern.compile(
          "(?:(?:final|static|public|private|protected)\\s+|@\\w+(?:\\([^)]*\\))?\\s+)*(.+?)\\s+(\\w+)\\s*(?:[=;,].*)?",
          Pattern.DOTALL);

  private final Outlines outlines;
  private final Map<String, Piece> pieces;
  private final Map<String, Long> changed = new HashMap<>();
  private final Map<String, String> signatures = new HashMap<>();
  private final List<CellText> statements = new ArrayList<>();
  private long importsChanged;
  private long now;

  WrittenCode(Outlines outlines) {
    this(outlines, new LinkedHashMap<>());
  }

  private WrittenCode(Outlines outlines, Map<String, Piece> pieces) {
    this.outlines = outlines;
    this.pieces = pieces;
  }

  /** What is declared so far, whatever comes later. */
  public WrittenCode soFar() {
    var copy = new WrittenCode(outlines, new LinkedHashMap<>(pieces));
    copy.statements.addAll(statements);
    copy.signatures.putAll(signatures);
    return copy;
  }

  /** Whether a text holds declarations and nothing else. */
  public boolean isDeclarations(String text) {
    return outlines.of(text).problems().isEmpty();
  }

  /** Takes what a piece of a plain cell declares; a statement declares nothing. */
  public void add(CellText snippet) {
    var outline = outlines.of(snippet.text());
    if (!outline.problems().stream().allMatch(WrittenCode::isVar)) {
      statements.add(snippet);
      return;
    }
    addAll(snippet, outline);
  }

  /**
   * Takes what the body of a {@code %%task} or {@code %%workflow} cell declares, and the handle
   * that stands beside it.
   *
   * @param kind what the cell declares, for messages: {@code task}
   * @param named what the magic's line names: a method of the cell, or another name for its task
   * @return the declared name; empty when the cell is no such cell, which its capture will say
   */
  public Optional<String> addCell(CellText body, String kind, Optional<String> named) {
    TaskCell cell;
    try {
      cell = TaskCell.parse(body, outlines, kind);
    } catch (CaptureRefused _) {
      return named;
    }
    var method = method(cell, named);
    var name = named.or(() -> method);
    var earlier = name.flatMap(each -> Optional.ofNullable(signatures.get(each)));
    earlier.ifPresent(pieces::remove); // a task has one signature
    addAll(cell.text(), outlines.of(cell.text().text()));
    cell.methods().stream()
        .filter(each -> method.equals(Optional.of(each.name())))
        .forEach(each -> signatures.put(name.orElse(each.name()), each.identity()));
    name.ifPresent(
        handle ->
            put(
                "t:" + handle,
                new Piece.Type(
                    handle,
                    new CellText(
                        body.start(),
                        "final class " + handle + " { dev.updraft.api.Handles.Caller calls; }"))));
    return name;
  }

  /** The cell's one method, or the one that no other calls: what a capture chooses, most likely. */
  private static Optional<String> method(TaskCell cell, Optional<String> named) {
    var methods = cell.methods();
    if (methods.stream().anyMatch(each -> named.equals(Optional.of(each.name())))) {
      return named;
    }
    var called = new HashSet<String>();
    for (var each : methods) {
      each.parsed().names().called().stream()
          .filter(name -> !name.equals(each.name()))
          .forEach(called::add);
    }
    return methods.size() == 1
        ? Optional.of(methods.getFirst().name())
        : methods.stream()
            .map(Declaration::name)
            .filter(name -> !called.contains(name))
            .findFirst();
  }

  /** Whether a task or workflow of that name is declared so far. */
  public boolean declares(String name) {
    return signatures.containsKey(name);
  }

  /** The method of a declared task or workflow. */
  public Optional<String> methodOf(String name) {
    return Optional.ofNullable(signatures.get(name))
        .map(identity -> identity.substring(2, identity.indexOf('(')));
  }

  /** The names that the declarations of a text mention; empty for a text that does not parse. */
  public Set<String> mentioned(String text) {
    return outlines.of(text).declarations().stream()
        .flatMap(
            each ->
                java.util.stream.Stream.concat(
                    each.names().called().stream(), each.names().other().stream()))
        .collect(Collectors.toSet());
  }

  private void addAll(CellText text, Outline outline) {
    for (var line : outline.imports()) {
      importsChanged = ++now;
      pieces.putIfAbsent("i:" + line, new Piece.Import(new CellText(text.start(), line)));
    }
    int end = 0;
    for (var parsed : outline.declarations()) {
      var declaration = parsed.in(text);
      // With what stands before it: its documentation.
      var whole = text.part(Math.min(end, parsed.start()), parsed.end());
      put(declaration.identity(), piece(declaration, whole));
      end = parsed.shape() instanceof Shape.Variable ? Integer.MAX_VALUE : parsed.end();
    }
  }

  private void put(String identity, Piece piece) {
    pieces.put(identity, piece);
    changed.put(identity.substring(2).replaceFirst("\\(.*", ""), ++now);
  }

  private static Piece piece(Declaration declaration, CellText text) {
    return switch (declaration.parsed().shape()) {
      case Shape.Method _ -> new Piece.Method(declaration.name(), text);
      case Shape.Type _ -> new Piece.Type(declaration.name(), text);
      case Shape.Variable variable ->
          new Piece.Variable(declaration.name(), type(declaration, variable), declaration.text());
    };
  }

  /** As JShell prints it; where only running the cell would tell, {@code Object}. */
  private static String type(Declaration declaration, Shape.Variable variable) {
    var text = declaration.text().text();
    var field = FIELD.matcher(text.replaceAll("(?s)//[^\n]*|/\\*.*?\\*/", " ").strip());
    var written = field.matches() ? field.group(1).strip() : "var";
    if (!written.equals("var")) {
      return written;
    }
    int offset = declaration.parsed().start();
    return literal(
        text.substring(variable.initializerStart() - offset, variable.initializerEnd() - offset)
            .strip());
  }

  private static String literal(String initializer) {
    if (initializer.matches("-?[\\d_]+|-?0[xXbB][\\da-fA-F_]+")) {
      return "int";
    }
    if (initializer.matches("-?\\d[\\d_]*[lL]")) {
      return "long";
    }
    if (initializer.matches("-?\\d*\\.?\\d+([eE][-+]?\\d+)?[dD]?|-?\\d+\\.")) {
      return "double";
    }
    if (initializer.matches("true|false")) {
      return "boolean";
    }
    return initializer.matches("(?s)\".*\"") ? "String" : "Object";
  }

  /** Where a type is asked to be inferred, which the compiler does for locals only. */
  private static boolean isVar(Outline.Problem problem) {
    return problem.message().contains("'var'");
  }

  /** A moment: ask {@link #changedSince} with it later. */
  public long token() {
    return now;
  }

  /** Whether something was declared since the moment that the closure may depend on. */
  public boolean changedSince(long token, Closure closure) {
    return importsChanged > token
        || changed.entrySet().stream()
            .anyMatch(
                change -> change.getValue() > token && closure.names().contains(change.getKey()));
  }

  @Override
  public List<Piece> pieces() {
    return List.copyOf(pieces.values());
  }

  /** Known only of a variable that a cell assigns: that it may be another one than declared. */
  @Override
  public Optional<String> presentValue(String variable) {
    var assigns =
        Pattern.compile(
            "(?<![\\w.])%s\\s*([-+*/%%&|^]|<<|>>)?=(?!=)|(\\+\\+|--)\\s*%s\\b|(?<![\\w.])%s\\s*(\\+\\+|--)"
                .formatted(variable, variable, variable));
    return statements.stream()
        .filter(statement -> assigns.matcher(statement.text()).find())
        .findFirst()
        .map(statement -> "what " + statement.start().cell() + " assigns to it");
  }

  @Override
  public boolean hasRun() {
    return false;
  }
}

package dev.updraft.task.closure;

import dev.updraft.task.closure.Parsed.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A notebook that nobody has evaluated: its cells are all declarations, and of two that replace
 * each other the later one holds.
 */
final class WrittenNotebook implements NotebookCode {
  private static final Outlines OUTLINES = new Outlines(new Javac());
  private final Map<String, Piece> pieces = new LinkedHashMap<>();
  private final Map<String, String> values;

  WrittenNotebook(List<String> cells, Map<String, String> values) {
    this.values = values;
    int number = 0;
    for (var cell : cells) {
      var text = new CellText(new CellPosition("cell [" + ++number + "]", 1, 1), cell);
      var outline = OUTLINES.of(cell);
      if (!outline.problems().isEmpty()
          && !outline.problems().getFirst().message().contains("'var'")) {
        throw new IllegalArgumentException(cell + outline.problems());
      }
      for (var each : outline.imports()) {
        pieces.putIfAbsent(each, new Piece.Import(new CellText(text.start(), each)));
      }
      for (var parsed : outline.declarations()) {
        var declaration = parsed.in(text);
        pieces.put(declaration.identity(), piece(declaration));
      }
    }
  }

  WrittenNotebook(List<String> cells) {
    this(cells, Map.of());
  }

  private static Piece piece(Declaration declaration) {
    return switch (declaration.parsed().shape()) {
      case Shape.Method ignored -> new Piece.Method(declaration.name(), declaration.text());
      case Shape.Type ignored -> new Piece.Type(declaration.name(), declaration.text());
      case Shape.Variable ignored ->
          new Piece.Variable(
              declaration.name(), type(declaration.text().text()), declaration.text());
    };
  }

  private static String type(String declaration) {
    var words = List.of(declaration.replaceAll("//.*|/\\*.*?\\*/", " ").strip().split("\\s+"));
    var type = words.getFirst().equals("final") ? words.get(1) : words.getFirst();
    return type.equals("var") ? "int" : type;
  }

  @Override
  public List<Piece> pieces() {
    return new ArrayList<>(pieces.values());
  }

  @Override
  public Optional<String> presentValue(String variable) {
    return Optional.ofNullable(values.get(variable));
  }

  Closure capture(String task) {
    return capture(task, Surroundings.plain(25));
  }

  Closure capture(String task, Surroundings surroundings) {
    var body = new CellText(new CellPosition("cell [t]", 2, 1), task);
    return Notebook.CAPTURE.ofCell(this, body, Optional.empty(), surroundings).closure();
  }
}

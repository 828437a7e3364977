package dev.updraft.magics;

import dev.updraft.magics.notebook.Notebook;
import dev.updraft.task.closure.CellPosition;
import dev.updraft.task.closure.SnippetPlaces;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in which cell each snippet was declared, and the texts of the cells. JShell tells of
 * every snippet on the thread of the running cell.
 */
final class Cells implements SnippetPlaces {
  private final Notebook notebook;
  private final Map<String, CellPosition> places = new ConcurrentHashMap<>();
  private final Map<String, String> sources = new ConcurrentHashMap<>();
  private @Nullable String body;
  private String ofMagic = "";
  private int searched;

  Cells(Notebook notebook) {
    this.notebook = notebook;
    notebook
        .jshell()
        .snippets()
        .forEach(snippet -> places.put(snippet.id(), new CellPosition("an earlier cell", 1, 1)));
    notebook.jshell().onSnippetEvent(this::happened);
  }

  /** The running cell as people call it. */
  String current() {
    return label(notebook.cell());
  }

  static String label(int cell) {
    return "cell [" + cell + "]";
  }

  /**
   * While {@code action} runs, snippets are looked up in this body of a cell magic, which begins on
   * the cell's second line.
   */
  void within(String theBody, Action action) throws InterruptedException {
    body = theBody;
    ofMagic = current();
    searched = 0;
    try {
      action.run();
    } finally {
      body = null;
    }
  }

  /** What may be interrupted. */
  interface Action {
    void run() throws InterruptedException;
  }

  /** A line of the text that was declared at a place, for a failure's display. */
  Optional<String> line(String cell, int line) {
    return Optional.ofNullable(sources.get(cell))
        .flatMap(text -> text.lines().skip(line - 1L).findFirst())
        .filter(text -> !text.isBlank());
  }

  @Override
  public CellPosition startOf(Snippet snippet) {
    return places.getOrDefault(snippet.id(), new CellPosition("an earlier cell", 1, 1));
  }

  private void happened(SnippetEvent event) {
    var snippet = event.snippet();
    // A snippet that replaces another one has its id, and comes with the status of the other one.
    if (event.causeSnippet() == null && event.status() != Snippet.Status.DROPPED) {
      place(snippet);
    }
  }

  private void place(Snippet snippet) {
    var cell = current();
    var line =
        body == null
            ? nextLine(cell, snippet)
            : lineInBody(body, snippet) + 1 - blankLines(snippet);
    places.put(snippet.id(), new CellPosition(cell, line, 1));
  }

  /** A snippet's text begins where the one before it ended: with the break of that line, often. */
  private static int blankLines(Snippet snippet) {
    var source = snippet.source();
    var blanks = source.substring(0, source.length() - source.stripLeading().length());
    return (int) blanks.chars().filter(c -> c == '\n').count();
  }

  /**
   * The kernel does not tell where in a plain cell a snippet stands; but together they are the
   * cell's text. The call that the kernel makes of a cell magic is nobody's text.
   */
  private int nextLine(String cell, Snippet snippet) {
    if (cell.equals(ofMagic)) {
      return 1;
    }
    var before = sources.getOrDefault(cell, "");
    sources.put(cell, before + snippet.source());
    return (int) before.chars().filter(c -> c == '\n').count() + 1;
  }

  private int lineInBody(String theBody, Snippet snippet) {
    sources.put(current(), "\n" + theBody);
    var at = theBody.indexOf(snippet.source().strip(), searched);
    if (at < 0) {
      return 1;
    }
    searched = at;
    return 1 + (int) theBody.substring(0, at).chars().filter(c -> c == '\n').count();
  }
}

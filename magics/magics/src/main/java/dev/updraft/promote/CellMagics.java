package dev.updraft.promote;

import dev.updraft.task.closure.CellPosition;
import dev.updraft.task.closure.CellText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A cell's text taken apart as the kernel does it. */
sealed interface CellMagics {
  /** {@code %%name words}, and the text below. */
  record Whole(String name, List<String> words, CellText body, CellPosition at)
      implements CellMagics {
    public Whole {
      words = List.copyOf(words);
    }
  }

  /** Java, with the lines that call magics blanked. */
  record Lines(CellText java, List<Line> calls) implements CellMagics {
    public Lines {
      calls = List.copyOf(calls);
    }
  }

  /** {@code %name words} within a cell of Java. */
  record Line(String name, List<String> words, CellPosition at) {
    public Line {
      words = List.copyOf(words);
    }
  }

  Pattern WHOLE = Pattern.compile("(?s)%%(?<args>[^%\\s][^\\n]*)\\n(?<body>.*)");
  Pattern LINE = Pattern.compile("(?m)(?:^|(?<assigned>=))[ \\t]*%(?<args>\\w[^\\n]*)$");

  static CellMagics of(NotebookFile.Cell cell) {
    var whole = WHOLE.matcher(cell.source());
    if (whole.matches()) {
      var words = words(whole.group("args"));
      return new Whole(
          words.getFirst(),
          words.subList(1, words.size()),
          new CellText(new CellPosition(cell.label(), 2, 1), whole.group("body")),
          new CellPosition(cell.label(), 1, 1));
    }
    return lines(cell.label(), cell.source());
  }

  /** Of Java that may call magics in single lines. */
  static Lines lines(String label, String source) {
    var calls = new ArrayList<Line>();
    var java = new StringBuilder();
    var start = new CellPosition(label, 1, 1);
    var line = LINE.matcher(source);
    var done = 0;
    while (line.find()) {
      var from = source.lastIndexOf('%', line.start("args"));
      var words = words(line.group("args"));
      calls.add(
          new Line(
              words.getFirst(), words.subList(1, words.size()), position(start, source, from)));
      java.append(source, done, from).append(line.group("assigned") == null ? "" : "null;");
      done = line.end();
    }
    java.append(source.substring(done));
    return new Lines(new CellText(start, java.toString()), calls);
  }

  private static CellPosition position(CellPosition start, String text, int offset) {
    var lines = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    return new CellPosition(
        start.cell(), start.line() + lines, offset - text.lastIndexOf('\n', offset - 1));
  }

  /** Split on blanks; a double quote keeps them, a backslash takes the next character as it is. */
  static List<String> words(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    var quoted = false;
    var escaped = false;
    for (var c : line.strip().toCharArray()) {
      if (escaped) {
        word.append(c);
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (Character.isWhitespace(c) && !quoted) {
        if (!word.isEmpty()) {
          words.add(word.toString());
          word.setLength(0);
        }
      } else {
        word.append(c);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}

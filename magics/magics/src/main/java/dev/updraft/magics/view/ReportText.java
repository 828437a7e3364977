package dev.updraft.magics.view;

import dev.updraft.cell.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The words of an HTML document, for those who read plain text: lines where a browser would break
 * them, tables in columns, a picture by its size.
 *
 * @param pixels about how high a browser would draw it; of several tabs, the highest
 */
record ReportText(String text, int pixels) {
  private static final int MOST_LINES = 200;
  private static final int LONGEST_LINE = 500;
  private static final int LINE_PIXELS = 19;
  private static final Set<String> WORDLESS =
      Set.of("head", "script", "style", "template", "noscript", "iframe", "input", "label");

  static ReportText of(String document) {
    var words = new Said();
    read(Jsoup.parse(document).body(), words);
    return new ReportText(words.text(), words.pixels());
  }

  /** What was read so far. */
  private static final class Said {
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int pictures;
    private int beside;
    private int tabBegan;
    private int highestTab;

    private void add(String text) {
      line.append(text);
    }

    private void endLine() {
      if (!line.toString().isBlank()) {
        lines.add(line.toString().stripTrailing());
      }
      line.setLength(0);
      pictures += beside;
      beside = 0;
    }

    /** What comes now takes the place of what was there, once its tab is chosen. */
    private void tab(String title) {
      endLine();
      highestTab = pixels();
      add("— " + title + " —");
      endLine();
      tabBegan = lines.size();
      pictures = 0;
    }

    /** A drawing stands in the line, as high as the highest of the drawings there. */
    private void drawing(int height) {
      beside = Math.max(beside, height);
    }

    private String text() {
      endLine();
      var shown =
          lines.stream()
              .limit(MOST_LINES)
              .map(
                  each ->
                      each.length() <= LONGEST_LINE
                          ? each
                          : each.substring(0, LONGEST_LINE - 1) + "…")
              .collect(Collectors.joining("\n"));
      return lines.size() <= MOST_LINES
          ? shown
          : shown + "\n… " + Words.count(lines.size() - MOST_LINES, "more line");
    }

    private int pixels() {
      return Math.max(highestTab, LINE_PIXELS * (lines.size() - tabBegan + 3) + pictures);
    }
  }

  /** A loop, not a recursion: tags may be nested deeper than a stack. */
  private static void read(Element body, Said words) {
    body.traverse(new Reading(words));
  }

  /** Passes over what {@link #begin} has dealt with. */
  private static final class Reading implements NodeVisitor {
    private final Said words;
    private @Nullable Node skipped;

    private Reading(Said words) {
      this.words = words;
    }

    @Override
    public void head(Node node, int depth) {
      if (skipped == null && begin(node, words)) {
        skipped = node;
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node.equals(skipped)) {
        skipped = null;
      }
      if (skipped == null && node instanceof Element element && breaksLine(element)) {
        words.endLine();
      }
    }
  }

  /** Whether what is inside has been said, or says nothing. */
  private static boolean begin(Node node, Said words) {
    if (node instanceof TextNode text) {
      add(text, words);
      return false;
    }
    if (!(node instanceof Element element)) {
      return true;
    }
    if (WORDLESS.contains(element.normalName())) {
      return true;
    }
    if (breaksLine(element) || element.normalName().equals("br")) {
      words.endLine();
    }
    return switch (element.normalName()) {
      case "table" -> {
        table(element, words);
        yield true;
      }
      case "img" -> {
        words.add(picture(element).text());
        words.pictures += picture(element).height();
        yield false;
      }
      case "svg" -> {
        words.add(picture(element).text());
        words.drawing(picture(element).height());
        yield true;
      }
      case "section" -> {
        if (!element.attr("title").isEmpty()) {
          words.tab(element.attr("title"));
        }
        yield false;
      }
      default -> false;
    };
  }

  /** The parser takes a drawing for a block; browsers set it in the line. */
  private static boolean breaksLine(Element element) {
    return element.isBlock() && !element.normalName().equals("svg");
  }

  private static void add(TextNode text, Said words) {
    if (text.parent() instanceof Element parent && parent.normalName().equals("pre")) {
      text.getWholeText()
          .lines()
          .forEach(
              line -> {
                words.add(line);
                words.endLine();
              });
    } else {
      words.add(text.text());
    }
  }

  /** A picture in words, and its height where it says one. */
  private record Picture(String text, int height) {}

  private static Picture picture(Element image) {
    var width = image.attr("width");
    var height = image.attr("height");
    return width.matches("\\d{1,5}") && height.matches("\\d{1,5}")
        ? new Picture("[image %s × %s]".formatted(width, height), Integer.parseInt(height))
        : new Picture("[image]", 0);
  }

  private static void table(Element table, Said words) {
    var rows =
        table.select("tr").stream().map(row -> row.select("td, th").stream().toList()).toList();
    var columns = rows.stream().mapToInt(List::size).max().orElse(0);
    var widths = new int[columns];
    for (var row : rows) {
      for (var at = 0; at < row.size(); at++) {
        widths[at] = Math.max(widths[at], Columns.width(row.get(at).text()));
      }
    }
    for (var row : rows) {
      for (var at = 0; at < row.size(); at++) {
        var text = row.get(at).text();
        var gap = Columns.blanks(text, widths[at]);
        words.add(row.get(at).hasClass("num") ? gap + text : text + gap);
        words.add("  ");
      }
      words.endLine();
    }
  }
}

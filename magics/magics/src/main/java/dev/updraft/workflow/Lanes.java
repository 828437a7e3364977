package dev.updraft.workflow;

import static java.util.Objects.requireNonNull;

import dev.updraft.cell.Columns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts nodes into columns and rows such that no lines cross. A line that passes a column takes a
 * place in it, as a node does.
 *
 * <p>Between two columns lines can be drawn only where each bundle joins all of its left ends with
 * all of its right ends, and where bundles do not reach into each other's rows. What reaches in is
 * pushed down, and so again, until nothing does or we give up.
 */
final class Lanes {
  private static final int MOST_TRIES = 300;
  private static final int MOST_ROWS = 60;

  private final List<List<Place>> columns = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();
  private int count;

  /** A node, or a line that passes by. */
  private static final class Place {
    private final int number;
    private final int column;
    private final String label;
    private final List<Place> before = new ArrayList<>();
    private final List<Place> after = new ArrayList<>();
    private int least;
    private int row;

    /** An empty label is a line. */
    Place(int number, int column, String label) {
      this.number = number;
      this.column = column;
      this.label = label;
    }

    boolean isLine() {
      return label.isEmpty();
    }

    int wanted() {
      return Math.max(least, before.stream().mapToInt(each -> each.row).min().orElse(0));
    }
  }

  /** Lines between two columns that are drawn together. */
  private record Bundle(Set<Place> left, Set<Place> right) {
    int top() {
      return rows().min().orElse(0);
    }

    int bottom() {
      return rows().max().orElse(0);
    }

    private IntStream rows() {
      return Stream.concat(left.stream(), right.stream()).mapToInt(each -> each.row);
    }

    boolean isComplete() {
      return left.stream().allMatch(each -> each.after.containsAll(right));
    }

    /** What to draw in a row that the bundle reaches. */
    char sign(int row) {
      boolean toLeft = left.stream().anyMatch(each -> each.row == row);
      boolean toRight = right.stream().anyMatch(each -> each.row == row);
      boolean up = row > top();
      boolean down = row < bottom();
      int sides = (toLeft ? 8 : 0) + (toRight ? 4 : 0) + (up ? 2 : 0) + (down ? 1 : 0);
      return "   │ ┌└├ ┐┘┤─┬┴┼".charAt(sides);
    }
  }

  Lanes(Map<String, Set<String>> edges, Map<String, String> labels) {
    edges.forEach(
        (id, before) -> {
          int column = before.stream().mapToInt(each -> at(each).column + 1).max().orElse(0);
          places.put(id, place(column, labels.getOrDefault(id, id)));
        });
    edges.forEach((id, before) -> before.forEach(each -> connect(each, id)));
  }

  private Place place(int column, String label) {
    while (columns.size() <= column) {
      columns.add(new ArrayList<>());
    }
    var place = new Place(count++, column, label);
    columns.get(column).add(place);
    return place;
  }

  private Place at(String id) {
    return requireNonNull(places.get(id), id);
  }

  private void connect(String from, String to) {
    var last = from;
    for (int column = at(from).column + 1; column < at(to).column; column++) {
      var line = from + ">" + column;
      if (!places.containsKey(line)) {
        places.put(line, place(column, ""));
        join(last, line);
      }
      last = line;
    }
    join(last, to);
  }

  private void join(String from, String to) {
    at(from).after.add(at(to));
    at(to).before.add(at(from));
  }

  /** The drawing's lines; empty when lines would cross. */
  Optional<List<String>> drawn() {
    for (int i = 0; i < MOST_TRIES; i++) {
      columns.forEach(Lanes::giveRows);
      var bundles = columns.stream().map(Lanes::bundles).toList();
      if (!bundles.stream().flatMap(Collection::stream).allMatch(Bundle::isComplete)
          || places.values().stream().anyMatch(each -> each.row >= MOST_ROWS)) {
        return Optional.empty();
      }
      if (!pushDown(bundles)) {
        return Optional.of(draw(bundles));
      }
    }
    return Optional.empty();
  }

  private static void giveRows(List<Place> column) {
    column.sort(
        Comparator.<Place>comparingInt(Place::wanted).thenComparingInt(each -> each.number));
    int next = 0;
    for (var each : column) {
      each.row = Math.max(next, each.wanted());
      next = each.row + 1;
    }
  }

  /** The bundles to the right of a column. */
  private static List<Bundle> bundles(List<Place> column) {
    var bundles = new ArrayList<Bundle>();
    for (var place : column) {
      if (!place.after.isEmpty()) {
        var left = new LinkedHashSet<>(Set.of(place));
        var right = new LinkedHashSet<>(place.after);
        for (var each : List.copyOf(bundles)) {
          if (each.right().stream().anyMatch(right::contains)) {
            left.addAll(each.left());
            right.addAll(each.right());
            bundles.remove(each);
          }
        }
        bundles.add(new Bundle(left, right));
      }
    }
    return bundles;
  }

  /** Whether anything had to be pushed. */
  private static boolean pushDown(List<List<Bundle>> bundles) {
    boolean pushed = false;
    for (var gap : bundles) {
      var sorted = new ArrayList<>(gap);
      sorted.sort(Comparator.comparingInt(Bundle::top).thenComparingInt(Bundle::bottom));
      for (int i = 1; i < sorted.size(); i++) {
        int above = sorted.get(i - 1).bottom();
        if (sorted.get(i).top() <= above) {
          pushed = true;
          below(sorted.get(i).left(), above);
          below(sorted.get(i).right(), above);
        }
      }
    }
    return pushed;
  }

  private static void below(Set<Place> places, int row) {
    for (var place : places) {
      if (place.row <= row) {
        place.least = row + 1;
      }
    }
  }

  private List<String> draw(List<List<Bundle>> bundles) {
    int height = 1 + places.values().stream().mapToInt(each -> each.row).max().orElse(0);
    var lines = new ArrayList<StringBuilder>();
    for (int row = 0; row < height; row++) {
      lines.add(new StringBuilder());
    }
    for (int i = 0; i < columns.size(); i++) {
      int width =
          columns.get(i).stream().mapToInt(each -> Columns.width(each.label)).max().orElse(0);
      for (int row = 0; row < height; row++) {
        lines.get(row).append(text(columns.get(i), row, width)).append(sign(bundles.get(i), row));
      }
    }
    return lines.stream().map(line -> line.toString().strip().isEmpty() ? "" : trim(line)).toList();
  }

  /** Without the blank that stands before the first column. */
  private static String trim(StringBuilder line) {
    return line.substring(1).stripTrailing();
  }

  private static String text(List<Place> column, int row, int width) {
    var at = column.stream().filter(each -> each.row == row).findFirst();
    if (at.isEmpty()) {
      return " ".repeat(width + 2);
    }
    var place = at.get();
    if (place.isLine()) {
      return "─".repeat(width + 2);
    }
    var fill = place.after.isEmpty() ? " " : "─";
    return " " + place.label + " " + fill.repeat(width - Columns.width(place.label));
  }

  private static char sign(List<Bundle> bundles, int row) {
    var reaching =
        bundles.stream().filter(each -> each.top() <= row && row <= each.bottom()).findFirst();
    return reaching.map(each -> each.sign(row)).orElse(' ');
  }
}

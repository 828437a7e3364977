package dev.updraft.task.closure;

import dev.updraft.cell.Columns;
import java.util.Arrays;

/**
 * Source text that knows where in the notebook it stands. What Updraft inserted into it (see {@link
 * CanonicalConstructors}) is not counted in its positions.
 */
public final class CellText {
  private final CellPosition start;
  private final String text;
  private final String written;
  private final int[] inserted;
  private final int width;

  /** Text as the user wrote it, whose first character stands at {@code start}. */
  public CellText(CellPosition start, String text) {
    this(start, text, text, new int[0], 0);
  }

  private CellText(CellPosition start, String text, String written, int[] inserted, int width) {
    this.start = start;
    this.text = text;
    this.written = written;
    this.inserted = inserted;
    this.width = width;
  }

  /**
   * This text with {@code insertion} put in at each of the offsets, which ascend; only untouched
   * text can be changed.
   */
  CellText with(String insertion, int[] offsets) {
    if (inserted.length > 0) {
      throw new IllegalStateException("This text has insertions already.");
    }
    var changed = new StringBuilder(text);
    for (int i = offsets.length - 1; i >= 0; i--) {
      changed.insert(offsets[i], insertion);
    }
    return new CellText(start, changed.toString(), text, offsets.clone(), insertion.length());
  }

  /** The characters from {@code from} up to {@code to}, at their own place. */
  public CellText part(int from, int to) {
    int first = original(from);
    int last = original(to);
    var within =
        Arrays.stream(inserted)
            .filter(offset -> offset >= first && offset < last)
            .map(offset -> offset - first)
            .toArray();
    return new CellText(
        at(from), text.substring(from, to), written.substring(first, last), within, width);
  }

  /** What the compiler reads. */
  public String text() {
    return text;
  }

  /** Where the first character stands. */
  public CellPosition start() {
    return start;
  }

  /** Where the character at {@code offset} of {@link #text()} stands. */
  CellPosition at(int offset) {
    return start.plus(written, original(Math.clamp(offset, 0, text.length())));
  }

  /**
   * The user's whole line (as far as it is in this text) around {@code offset}, with a caret below
   * the place.
   */
  String excerpt(int offset) {
    int place = original(Math.clamp(offset, 0, text.length()));
    int from = written.lastIndexOf('\n', place - 1) + 1;
    int to = written.indexOf('\n', place);
    var line = written.substring(from, to < 0 ? written.length() : to).replace('\t', ' ');
    int indent = line.length() - line.stripLeading().length();
    var before = line.substring(indent, Math.clamp(place - from, indent, line.length()));
    return "    " + line.strip() + "\n    " + " ".repeat(Columns.width(before)) + "^";
  }

  private int original(int offset) {
    int place = offset;
    for (int i = 0; i < inserted.length; i++) {
      int at = inserted[i] + i * width;
      if (offset >= at + width) {
        place -= width;
      } else if (offset > at) {
        return inserted[i];
      }
    }
    return place;
  }
}

package dev.updraft.api;

import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a task wants to show beside its value: text, tables, pictures, HTML. Shown in the notebook
 * while the task runs and kept with the execution, as Flyte's deck; in a plain local call shown at
 * the cell.
 *
 * <pre>{@code
 * var report = Report.current();
 * report.text("trees: 40").table(List.of(new Score("train", 0.93), new Score("test", 0.88)));
 * report.tab("curve").image(plot(losses));
 * }</pre>
 *
 * <p>A report is a document: a script in its HTML never runs, and nothing is fetched from a
 * network. It may have 8 MB; what does not fit is left out, and the report says so. Safe for any
 * number of threads, which all see one report. It changes until the task ends; what is added later
 * is refused with an {@link IllegalStateException}.
 */
public final class Report {
  private static volatile Source source = () -> of(Listener.NOBODY);

  private final ReportPage page;
  private final String tab;
  private final Listener listener;

  private Report(ReportPage page, String tab, Listener listener) {
    this.page = page;
    this.tab = tab;
    this.listener = listener;
  }

  /** The report of the task that runs here; outside a task, of the notebook's running cell. */
  public static Report current() {
    return source.current();
  }

  /**
   * A tab of this report, made when something is first added to it. Tabs stand in the order in
   * which they were made.
   */
  public Report tab(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A report's tab needs a name; this one is blank.");
    }
    return new Report(page, name, listener);
  }

  /** Adds HTML as it stands. Styles count, scripts and addresses on the network do not. */
  public Report html(String html) {
    return add(new ReportPart.Html(html));
  }

  /** Adds text, in a fixed-width font and with its line breaks. */
  public Report text(String text) {
    return add(new ReportPart.Text(text));
  }

  /** Adds a table of records or maps, a row each; other values stand in a single column. */
  public Report table(Collection<?> rows) {
    return add(ReportTable.of(rows));
  }

  /**
   * Adds a dataframe's first rows.
   *
   * @throws IllegalArgumentException when no adapter on the class path knows its class
   */
  public Report table(Object frame) {
    return add(
        frame instanceof Collection<?> rows ? ReportTable.of(rows) : ReportTable.ofFrame(frame));
  }

  /** Adds a picture. */
  public Report image(BufferedImage image) {
    return add(ReportPart.Picture.of(image));
  }

  /**
   * Adds a picture.
   *
   * @param bytes a PNG, JPEG or GIF file
   */
  public Report image(byte[] bytes) {
    return add(ReportPart.Picture.of(bytes));
  }

  /** Empties this tab, for a report that shows where things stand now. */
  public Report clear() {
    page.clear(tab);
    listener.changed();
    return this;
  }

  /** Shows now what was added; otherwise that happens within a second. */
  public void flush() {
    listener.flush();
  }

  private Report add(ReportPart part) {
    page.add(tab, part);
    listener.changed();
    return this;
  }

  /** For Updraft itself: a new, empty report. */
  public static Report of(Listener listener) {
    return new Report(new ReportPage(), ReportPage.FIRST, listener);
  }

  /** For Updraft itself: where the current report is found; null = nobody looks. */
  public static void install(@Nullable Source theSource) {
    source = Objects.requireNonNullElse(theSource, () -> of(Listener.NOBODY));
  }

  /** For Updraft itself: the report as one HTML document. */
  public String document() {
    return page.document();
  }

  /** For Updraft itself: nothing more can be added, for the reason that is given. */
  public void close(String why) {
    page.close(why);
  }

  /** Knows the current report. */
  public interface Source {
    Report current();
  }

  /** Hears of changes; on the thread that made them. */
  public interface Listener {
    /** Of a report that nobody looks at. */
    Listener NOBODY =
        new Listener() {
          @Override
          public void changed() {}

          @Override
          public void flush() {}
        };

    void changed();

    void flush();
  }
}

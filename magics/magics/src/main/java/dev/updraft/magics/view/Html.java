package dev.updraft.magics.view;

import dev.updraft.cell.Columns;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;

/**
 * A piece of HTML under construction: every text that is added is escaped, tags come from this
 * package alone.
 */
public final class Html {
  private static final String SHEET =
      """
      <style>
      .ud{--ud-ok:#1a7f4b;--ud-run:#1f6feb;--ud-wait:#8a8a8a;--ud-fail:#c9372c;--ud-hit:#7a5af5;color:var(--jp-ui-font-color1,inherit);font:13px/1.5 var(--jp-ui-font-family,system-ui,"Helvetica Neue",Arial,sans-serif)}
      [data-jp-theme-light="false"] .ud,.jp-theme-dark .ud{--ud-ok:#4cc38a;--ud-run:#6ea8fe;--ud-fail:#ff8379;--ud-hit:#b3a1ff}
      .ud .dim{color:var(--jp-ui-font-color2,#6b6b6b)}.ud code,.ud .mono{font:12px var(--jp-code-font-family,ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace)!important;background:none!important;padding:0!important;color:inherit}
      .ud .g{display:inline-block;width:1.25em;text-align:center;font-weight:600}
      .ud .ok{color:var(--ud-ok)}.ud .run{color:var(--ud-run)}.ud .wait{color:var(--ud-wait)}.ud .fail{color:var(--ud-fail)}.ud .hit{color:var(--ud-hit)}
      .ud table{border-collapse:collapse;margin:2px 0;border:0;font-size:13px}.ud tr,.ud td,.ud th{background:none!important;border:0;padding:2px 14px 2px 0;text-align:left!important;font-weight:400;white-space:nowrap;max-width:none;vertical-align:baseline;color:inherit}.ud td:last-child{white-space:normal}.ud .word{white-space:nowrap}
      .ud .num{text-align:right!important;font-variant-numeric:tabular-nums}
      .ud th{color:var(--jp-ui-font-color2,#6b6b6b);border-bottom:1px solid var(--jp-border-color2,#e0e0e0)}
      .ud .frame th{vertical-align:bottom;font-weight:600;color:inherit}.ud .frame th small{display:block;font-weight:400;font-size:11px;color:var(--jp-ui-font-color2,#6b6b6b)}
      .ud .frame td:last-child{white-space:nowrap}.ud .frame td{font:12px var(--jp-code-font-family,ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace)}.ud .null{color:var(--jp-ui-font-color2,#6b6b6b);opacity:.55}
      .ud .bar{display:inline-block;width:120px;height:6px;border-radius:3px;background:var(--jp-border-color2,#e0e0e0);vertical-align:middle;overflow:hidden}.ud .bar i{display:block;height:100%;background:var(--ud-run)}
      .ud svg.graph{display:block;max-width:100%;height:auto;margin:4px 0}.ud .edge{fill:none;stroke:var(--jp-border-color1,#a9a9a9);stroke-width:1}
      .ud .box rect{fill:var(--jp-layout-color0,none);stroke:currentColor;stroke-width:1.25}.ud .box.wait rect{stroke:var(--jp-border-color1,#bdbdbd)}.ud .box.hit rect{stroke-dasharray:4 3}.ud .box.fail rect{stroke-width:2.5}
      .ud .box text{fill:var(--jp-ui-font-color1,currentColor);font-size:12px}.ud .box text.detail{fill:var(--jp-ui-font-color2,#6b6b6b);font-size:11px}
      .ud .trace{border-left:3px solid var(--ud-fail);padding:2px 0 2px 12px;margin:4px 0}.ud pre{font:12px/1.45 var(--jp-code-font-family,ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace)!important;margin:4px 0!important;padding:0!important;background:none!important;color:inherit!important;white-space:pre-wrap}
      .ud iframe.report{display:block;box-sizing:border-box;width:100%;margin:4px 0;border:1px solid var(--jp-border-color2,#e0e0e0);background:#fff;resize:vertical}
      .ud details summary{cursor:pointer;list-style:none;color:var(--jp-ui-font-color2,#6b6b6b)}.ud summary::-webkit-details-marker{display:none}
      .ud summary::before{content:"\\25b8";display:inline-block;width:1.25em;margin-right:.3em;text-align:center}.ud .trace summary::before{width:auto;margin-right:.5em}.ud details[open]>summary::before{content:"\\25be"}
      </style>""";

  private static final String NOTHING_FETCHED =
      "<!doctype html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
          + " img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline'\">";

  private final StringBuilder out = new StringBuilder();

  /**
   * A whole output: the sheet, and what {@code body} adds inside the scope that the sheet is
   * limited to.
   */
  public static String page(java.util.function.Consumer<Html> body) {
    var html = new Html();
    body.accept(html);
    return SHEET + "<div class=\"ud\">" + html.out + "</div>";
  }

  /** Text, escaped. */
  public Html text(String text) {
    escape(text);
    return this;
  }

  public Html dim(String text) {
    return span("dim", text);
  }

  public Html bold(String text) {
    return element("b", text);
  }

  public Html code(String text) {
    return element("code", text);
  }

  public Html pre(String text) {
    return element("pre", text);
  }

  /**
   * A glyph in its own narrow column; an empty one keeps the column. The blank after it is for
   * places that drop the sheet, as JupyterLab does with outputs of a notebook that its user has not
   * run.
   */
  public Html glyph(Glyph glyph) {
    return span("g " + glyph.style(), glyph.sign()).text(" ");
  }

  public Html noGlyph() {
    return span("g", "").text(" ");
  }

  public Html span(String style, String text) {
    out.append("<span class=\"").append(style).append("\">");
    escape(text);
    out.append("</span>");
    return this;
  }

  /** Dimmed text with the exact form on hover. */
  public Html hover(String text, String exact) {
    return hover("dim", text, exact);
  }

  /** Text in a style, with the exact form on hover. */
  Html hover(String style, String text, String exact) {
    out.append("<span class=\"").append(style).append("\" title=\"");
    escape(exact);
    out.append("\">");
    escape(text);
    out.append("</span>");
    return this;
  }

  public Html line() {
    out.append("<br>");
    return this;
  }

  /** What opens on a click, with its summary. Closed unless {@code open}. */
  public Html details(boolean open, String summary, Runnable content) {
    out.append(open ? "<details open><summary>" : "<details><summary>");
    escape(summary);
    out.append("</summary>");
    content.run();
    out.append("</details>");
    return this;
  }

  /** What is wrapped in a tag of this package's choosing. */
  public Html inside(String tag, String style, Runnable content) {
    out.append('<').append(tag);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(style).append('"');
    }
    out.append('>');
    content.run();
    out.append("</").append(tag).append('>');
    return this;
  }

  /** A progress bar, {@code share} from 0 to 1. */
  public Html bar(double share) {
    out.append("<span class=\"bar\"><i style=\"width:")
        .append(Math.round(100 * Math.clamp(share, 0, 1)))
        .append("%\"></i></span>");
    return this;
  }

  /**
   * A document of somebody else's, closed off: in a sandbox without any right, so that no script
   * runs and no form is sent, and with a policy that lets it fetch nothing.
   */
  Html closedOff(String document, int height) {
    out.append("<iframe class=\"report\" sandbox=\"\" style=\"height:")
        .append(height)
        .append("px\" srcdoc=\"");
    escape(NOTHING_FETCHED + withoutSources(document));
    out.append("\"></iframe>");
    return this;
  }

  /**
   * Nothing that names an address to fetch from: a browser may look ahead before it has read the
   * policy.
   */
  private static String withoutSources(String document) {
    var parsed = Jsoup.parse(document);
    for (var name : List.of("src", "srcset", "poster", "background", "data")) {
      for (var element : parsed.getElementsByAttribute(name)) {
        if (!element.attr(name).startsWith("data:")) {
          element.removeAttr(name);
        }
      }
    }
    parsed.getElementsByTag("link").remove();
    return parsed.outerHtml();
  }

  /** A drawing of so many pixels, shrunk where the cell is narrower. {@code content} adds to it. */
  Html svg(double width, double height, String title, Runnable content) {
    out.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"graph\" width=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"",
            width,
            width,
            height));
    escape(title);
    out.append("\">");
    content.run();
    out.append("</svg>");
    return this;
  }

  /**
   * A curve of a drawing.
   *
   * @param path as SVG writes one: numbers and letters, made here
   */
  Html path(String path) {
    out.append("<path class=\"edge\" d=\"").append(path).append("\"/>");
    return this;
  }

  /** A box of a drawing, with its name whole on hover. */
  Html box(GraphLayout.Place place, Graph.Box box) {
    var style = box.glyph().style();
    out.append("<g class=\"box ").append(style).append("\"><title>");
    escape(box.detail().isEmpty() ? box.name() : box.name() + " · " + box.detail());
    out.append(
        String.format(
            Locale.ROOT,
            "</title><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"6\"/>",
            place.x(),
            place.y(),
            place.width(),
            place.height()));
    var letters = GraphLayout.letters(place.width());
    line(
        place,
        box.detail().isEmpty() ? 23.5 : 16.5,
        "name",
        box.glyph().sign() + " " + Columns.cut(box.name(), letters));
    if (!box.detail().isEmpty()) {
      line(place, 30.5, "detail", Columns.cut(box.detail(), letters + 3));
    }
    out.append("</g>");
    return this;
  }

  private void line(GraphLayout.Place place, double down, String style, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">",
            style,
            place.x() + 10,
            place.y() + down));
    escape(text);
    out.append("</text>");
  }

  private Html element(String tag, String text) {
    out.append('<').append(tag).append('>');
    escape(text);
    out.append("</").append(tag).append('>');
    return this;
  }

  private void escape(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}

package dev.updraft.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a report holds, and its one document. Guarded by its own monitor. */
final class ReportPage {
  /** The name of the tab that is there without being asked for. */
  static final String FIRST = "Report";

  /** In bytes, of which {@link #EACH} are for a part by itself. */
  static final long LARGEST = 8L << 20;

  private static final int EACH = 64;
  private static final int MOST_TABS = 50;

  /** Whoever shows the document, no script of it runs and nothing is fetched. */
  private static final String POLICY =
      "default-src 'none'; img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline'";

  private static final String SHEET =
      """
      body{margin:8px;background:#fff;color:#1b1b1b;font:13px/1.5 system-ui,"Helvetica Neue",Arial,sans-serif}
      pre{font:12px/1.45 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;margin:6px 0;white-space:pre-wrap}
      table{border-collapse:collapse;margin:6px 0}td,th{padding:2px 14px 2px 0;text-align:left;white-space:nowrap}
      th{border-bottom:1px solid #e0e0e0}.num{text-align:right;font-variant-numeric:tabular-nums}
      .dim,.null{color:#6b6b6b}.fail{color:#c9372c}img{display:block;max-width:100%;height:auto;margin:6px 0}
      input.tab{position:absolute;opacity:0}label.tab{display:inline-block;padding:2px 10px 3px;cursor:pointer;color:#6b6b6b}
      input.tab:checked+label.tab{color:#1b1b1b;border-bottom:2px solid #1f6feb}section{display:none}section.only{display:block}
      """;

  private final Map<String, List<String>> tabs = new LinkedHashMap<>();
  private final Map<String, Long> sizes = new LinkedHashMap<>();
  private long leftOut;
  private String firstLeftOut = "";
  private @Nullable String closed;

  synchronized void add(String tab, ReportPart part) {
    checkOpen();
    if (part.leastBytes() + EACH > room()) {
      leaveOut(part, part.leastBytes());
      return;
    }
    if (!tabs.containsKey(tab) && tabs.size() == MOST_TABS) {
      throw new IllegalArgumentException(
          "A report has at most "
              + MOST_TABS
              + " tabs, and these are there; '"
              + tab
              + "' would be one more. Add to one of them.");
    }
    var html = part.html();
    var bytes = html.getBytes(StandardCharsets.UTF_8).length;
    if (bytes + EACH > room()) {
      leaveOut(part, bytes);
      return;
    }
    tabs.computeIfAbsent(tab, _ -> new ArrayList<>()).add(html);
    sizes.merge(tab, (long) bytes + EACH, Long::sum);
  }

  synchronized void clear(String tab) {
    checkOpen();
    if (tabs.containsKey(tab)) {
      tabs.put(tab, new ArrayList<>());
      sizes.put(tab, 0L);
    }
  }

  synchronized void close(String why) {
    closed = why;
  }

  private void checkOpen() {
    if (closed != null) {
      throw new IllegalStateException(closed);
    }
  }

  private long room() {
    return LARGEST - sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A report is an aside: its size never fails the task. */
  private void leaveOut(ReportPart part, long bytes) {
    if (leftOut++ == 0) {
      firstLeftOut = "%s of %s".formatted(part.noun(), megabytes(bytes));
      System.err.println("[updraft] " + leftOutWords());
    }
  }

  private String leftOutWords() {
    return "Left out of the report%s: %s. A report may have %s in all; return large results as the task's value."
        .formatted(
            leftOut == 1 ? "" : ", with %,d more parts".formatted(leftOut - 1),
            firstLeftOut,
            megabytes(LARGEST));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1 << 20));
  }

  synchronized String document() {
    var out = new StringBuilder();
    out.append("<!doctype html>\n<html><head><meta charset=\"utf-8\">")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .append(POLICY)
        .append("\"><title>Report</title>\n<style>\n")
        .append(SHEET);
    for (var at = 0; at < tabs.size(); at++) {
      out.append("#t%d:checked~#s%d{display:block}".formatted(at, at));
    }
    out.append("</style></head>\n<body>\n");
    if (leftOut > 0) {
      out.append("<p class=\"fail\">").append(ReportPart.escaped(leftOutWords())).append("</p>\n");
    }
    tabs(out);
    return out.append("</body></html>\n").toString();
  }

  private void tabs(StringBuilder out) {
    var several = tabs.size() > 1;
    var at = 0;
    for (String name : several ? tabs.keySet() : List.<String>of()) {
      out.append(
          "<input class=\"tab\" type=\"radio\" name=\"tab\" id=\"t%d\"%s><label class=\"tab\" for=\"t%d\">%s</label>\n"
              .formatted(at, at == 0 ? " checked" : "", at, ReportPart.escaped(name)));
      at++;
    }
    at = 0;
    for (Map.Entry<String, List<String>> tab : tabs.entrySet()) {
      out.append(
          several
              ? "<section id=\"s%d\" title=\"%s\">\n"
                  .formatted(at++, ReportPart.escaped(tab.getKey()))
              : "<section class=\"only\">\n");
      tab.getValue().forEach(part -> out.append("<div>").append(part).append("</div>\n"));
      out.append("</section>\n");
    }
  }
}

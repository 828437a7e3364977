package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What a browser makes of a cell's HTML. */
record Page(Document dom) {
  /** All that views are made of; anything else came out of a value. */
  private static final Set<String> TAGS =
      Set.of(
          "html", "head", "body", "style", "div", "span", "b", "i", "code", "pre", "br", "small",
          "table", "tbody", "tr", "td", "th", "details", "summary", "iframe", "svg", "g", "title",
          "rect", "path", "text", "p");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "class",
          "title",
          "style",
          "open",
          "sandbox",
          "srcdoc",
          "width",
          "viewbox",
          "role",
          "aria-label",
          "d",
          "x",
          "y",
          "height",
          "rx",
          "hidden");

  static Page of(String html) {
    return new Page(Jsoup.parse(html));
  }

  /**
   * Its words, as a person reads them; also what is shown on hover, and in closed off documents.
   */
  String words() {
    var words = new StringBuilder(dom.body().wholeText());
    dom.getElementsByAttribute("title")
        .forEach(each -> words.append('\n').append(each.attr("title")));
    dom.getElementsByTag("iframe")
        .forEach(each -> words.append('\n').append(Page.of(each.attr("srcdoc")).words()));
    return words.toString();
  }

  /** No element and no attribute in it came out of a value; documents of users are closed off. */
  void assertInert(String what) {
    for (var element : dom.getAllElements()) {
      if (element == dom) {
        continue;
      }
      assertThat(TAGS).as(what + ": tag in\n" + element.outerHtml()).contains(element.tagName());
      for (var attribute : element.attributes()) {
        assertThat(ATTRIBUTES)
            .as(what + ": attribute in\n" + element.outerHtml())
            .contains(attribute.getKey().toLowerCase(java.util.Locale.ROOT));
      }
      if (!element.tagName().equals("iframe")) {
        assertThat(element.hasAttr("srcdoc")).isFalse();
      } else {
        assertThat(element.hasAttr("sandbox")).isTrue();
        assertThat(element.attr("sandbox")).isEmpty();
        assertThat(element.attr("srcdoc")).contains("default-src 'none'");
      }
      if (element.hasAttr("style")) {
        assertThat(element.attr("style")).matches("(width|height):\\d+(%|px)");
      }
    }
  }
}

package dev.updraft.cell;

import java.lang.Character.UnicodeScript;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text in the columns of a terminal or of a page's fixed-width font: a letter of Chinese, Japanese
 * or Korean takes two, as an emoji does, and a mark that combines with the letter before it none.
 */
public final class Columns {
  private static final Pattern LETTER = Pattern.compile("\\X");
  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI);
  private static final String ELLIPSIS = "…";
  private static final int EMOJI_STYLE = 0xFE0F;

  private Columns() {}

  /** How many columns the text takes. */
  public static int width(String text) {
    return plain(text)
        ? text.length()
        : LETTER.matcher(text).results().mapToInt(letter -> letterWidth(letter.group())).sum();
  }

  /** The text if it takes no more columns than that, else its beginning and an ellipsis. */
  public static String cut(String text, int most) {
    if (width(text) <= most) {
      return text;
    }
    var kept = new StringBuilder();
    var left = most - 1;
    var letters = LETTER.matcher(text);
    while (letters.find()) {
      left -= letterWidth(letters.group());
      if (left < 0) {
        break;
      }
      kept.append(letters.group());
    }
    return kept + ELLIPSIS;
  }

  /** The blanks that fill the text up to a width. */
  public static String blanks(String text, int width) {
    return " ".repeat(Math.max(0, width - width(text)));
  }

  private static boolean plain(String text) {
    return text.chars().allMatch(c -> c < 0x300);
  }

  private static int letterWidth(String letter) {
    var first = letter.codePointAt(0);
    if (wide(first) || letter.indexOf(EMOJI_STYLE) > 0) {
      return 2;
    }
    return switch (Character.getType(first)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> 1;
    };
  }

  private static boolean wide(int letter) {
    if (letter >= 0xFF61 && letter <= 0xFFDC) {
      return false; // the narrow forms of wide letters
    }
    return Character.isEmojiPresentation(letter)
        || WIDE.contains(UnicodeScript.of(letter))
        || (letter >= 0x3000 && letter <= 0x303E) // punctuation of theirs
        || (letter >= 0xFF01 && letter <= 0xFFE6); // wide forms of Latin letters
  }
}

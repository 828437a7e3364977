package dev.updraft.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/**
 * Styles the lines of error outputs as the kernel does, but for two cases: an exception that speaks
 * to the user shows its message alone, and the call that JJava makes of a magic is shown as the
 * user typed it.
 */
final class ErrorStyler extends StringStyler {
  private static final Pattern EXCEPTION = Pattern.compile("(?s)([\\w.$]+): (.*)");
  private static final Pattern MAGIC_CALL = Pattern.compile("(?s).*\\.(line|cell)Magic\\(.*");
  private static final Pattern ENCODED = Pattern.compile("decode\\(\"([^\"]*)\"\\)");

  private final StringStyler kernel;
  private final Predicate<String> speaksToUser;

  /**
   * @param speaksToUser whether the exception class of a binary name does
   */
  ErrorStyler(StringStyler kernel, Predicate<String> speaksToUser) {
    super("", "", "", line -> "");
    this.kernel = kernel;
    this.speaksToUser = speaksToUser;
  }

  /**
   * Among others, class and message of an exception; the frames, of which ours have none, follow in
   * calls of their own.
   */
  @Override
  public String secondary(String text) {
    var exception = EXCEPTION.matcher(text);
    return exception.matches() && speaksToUser.test(exception.group(1))
        ? exception.group(2)
        : kernel.secondary(text);
  }

  @Override
  public List<String> secondaryLines(String text) {
    return kernel.secondaryLines(text);
  }

  @Override
  public List<String> primaryLines(String text) {
    return kernel.primaryLines(MAGIC_CALL.matcher(text).matches() ? asTyped(text) : text);
  }

  private static String asTyped(String call) {
    var parts = new ArrayList<>(ENCODED.matcher(call).results().map(ErrorStyler::decoded).toList());
    if (!call.contains(".cellMagic(") || parts.size() < 2) {
      return "%" + String.join(" ", parts);
    }
    var body = parts.removeLast();
    return "%%" + String.join(" ", parts) + "\n" + body;
  }

  private static String decoded(MatchResult match) {
    return new String(Base64.getDecoder().decode(match.group(1)), StandardCharsets.UTF_8);
  }

  @Override
  public String primary(String text) {
    return kernel.primary(text);
  }

  @Override
  public String highlight(String text) {
    return kernel.highlight(text);
  }

  @Override
  public String highlightSubstring(String text, int start, int end) {
    return kernel.highlightSubstring(text, start, end);
  }

  @Override
  public String primaryLine(int number, String line) {
    return kernel.primaryLine(number, line);
  }

  @Override
  public String secondaryLine(int number, String line) {
    return kernel.secondaryLine(number, line);
  }

  @Override
  public String highlightLine(int number, String line) {
    return kernel.highlightLine(number, line);
  }

  @Override
  public List<String> highlightLines(String text) {
    return kernel.highlightLines(text);
  }

  @Override
  public List<String> highlightSubstringLines(String text, int start, int end) {
    return kernel.highlightSubstringLines(text, start, end);
  }
}

package dev.updraft.cell;

import dev.updraft.cell.Option.Arity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may stand in a magic's line.
 *
 * <pre>{@code
 * static final Grammar LOGS = new Grammar("%logs", List.of("[EXECUTION]"), List.of(
 *     Option.flag("-f", "follow"), Option.value("-n", "LINES", "how many"), Option.value("--grep", "RE", "only lines with it")));
 *
 * var line = LOGS.read(arguments);
 * int lines = line.whole("-n", 0, 100_000).orElse(100);
 * line.check();   // throws InvalidLine with all that is wrong
 * }</pre>
 *
 * @param magic with its percent signs
 * @param positionals the names of what stands there without dashes: {@code NAME} must be there,
 *     {@code [NAME]} may, and {@code NAME..} as often as wanted
 * @param options in the order of the usage
 */
public record Grammar(String magic, List<String> positionals, List<Option> options) {
  public Grammar {
    positionals = List.copyOf(positionals);
    options = List.copyOf(options);
  }

  /** One line of what the magic takes. */
  public String usage() {
    var all =
        Stream.concat(positionals.stream(), options.stream().map(Option::usage))
            .collect(Collectors.joining(" "));
    return all.isEmpty() ? "no arguments" : all;
  }

  /**
   * Sorts the arguments, as the kernel has split them on blanks. A semicolon after the last one is
   * the user's habit, not part of it; {@code //} begins a remark; words in single quotes, which the
   * kernel does not know, are put together again.
   */
  public Line read(List<String> arguments) {
    var line = new Line(this);
    var words = new ArrayList<>(joined(withoutSemicolon(withoutRemark(arguments))));
    boolean onlyWords = false;
    while (!words.isEmpty()) {
      var word = words.removeFirst();
      if (onlyWords || !word.matches("-(-.*|[a-zA-Z].*)")) {
        line.word(unquoted(word));
      } else if (word.equals("--")) {
        onlyWords = true;
      } else {
        option(word, words, line);
      }
    }
    line.checkWords();
    return line;
  }

  private void option(String word, List<String> following, Line line) {
    int equals = word.indexOf('=');
    var spelling = equals < 0 ? word : word.substring(0, equals);
    var found = find(spelling);
    if (found.isEmpty()) {
      line.problem(unknown(spelling));
      return;
    }
    var option = found.get();
    if (equals >= 0 && option.arity() == Arity.FLAG) {
      line.problem(
          spelling + " takes no value, but got '" + unquoted(word.substring(equals + 1)) + "'.");
    } else if (equals >= 0) {
      line.option(option, unquoted(word.substring(equals + 1)));
    } else if (option.arity() != Arity.VALUE) {
      line.option(option, "");
    } else if (following.isEmpty()
        || find(following.getFirst().replaceFirst("=.*", "")).isPresent()) {
      line.problem(spelling + " needs a value: " + spelling + " " + option.valueName() + ".");
    } else {
      line.option(option, unquoted(following.removeFirst()));
    }
  }

  Optional<Option> find(String spelling) {
    return options.stream().filter(option -> option.spelling().equals(spelling)).findFirst();
  }

  private String unknown(String spelling) {
    return "unknown option '"
        + spelling
        + "'."
        + Nearest.to(spelling, options.stream().map(Option::spelling).toList())
            .map(nearest -> " Did you mean " + nearest + "?")
            .orElse("");
  }

  /** What follows {@code //} is a remark, as in Java. */
  private static List<String> withoutRemark(List<String> arguments) {
    return arguments.stream().takeWhile(word -> !word.startsWith("//")).toList();
  }

  private static List<String> withoutSemicolon(List<String> arguments) {
    if (arguments.isEmpty()) {
      return arguments;
    }
    var all = new ArrayList<>(arguments);
    var last = all.removeLast().replaceFirst(";+$", "");
    if (!last.isEmpty()) {
      all.add(last);
    }
    return all;
  }

  /**
   * {@code 'a}, {@code b'} becomes {@code 'a b'}; an apostrophe that nothing closes stays what it
   * is.
   */
  private static List<String> joined(List<String> arguments) {
    var words = new ArrayList<String>();
    for (int i = 0; i < arguments.size(); i++) {
      int end = i;
      if (opens(arguments.get(i))) {
        while (end < arguments.size() && !arguments.get(end).endsWith("'")) {
          end++;
        }
      }
      end = end < arguments.size() ? end : i;
      words.add(String.join(" ", arguments.subList(i, end + 1)));
      i = end;
    }
    return words;
  }

  private static boolean opens(String word) {
    int quote = word.indexOf('\'');
    boolean begins = quote == 0 || (quote > 0 && word.charAt(quote - 1) == '=');
    return begins && (word.length() == quote + 1 || !word.endsWith("'"));
  }

  private static String unquoted(String word) {
    if (word.length() > 1 && word.startsWith("'") && word.endsWith("'")) {
      return word.substring(1, word.length() - 1);
    }
    int quote = word.indexOf("='");
    return quote > 0 && word.endsWith("'") && word.length() > quote + 2
        ? word.substring(0, quote + 1) + word.substring(quote + 2, word.length() - 1)
        : word;
  }

  /** Each option as the usage shows it, with its meaning. */
  public Map<String, String> help() {
    var help = new LinkedHashMap<String, String>();
    options.forEach(option -> help.put(option.usage(), option.meaning()));
    return help;
  }
}

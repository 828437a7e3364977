package dev.updraft.cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The arguments of one magic's line, sorted. Take everything out of it, then {@link #check()}: so
 * all that is wrong with a line is reported together.
 */
public final class Line {
  private final Grammar grammar;
  private final List<String> words = new ArrayList<>();
  private final Map<String, List<String>> given = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  Line(Grammar grammar) {
    this.grammar = grammar;
  }

  void word(String word) {
    words.add(word);
  }

  void option(Option option, String value) {
    var values = given.computeIfAbsent(option.spelling(), spelling -> new ArrayList<>());
    if (!values.isEmpty() && !option.repeatable()) {
      problem(option.spelling() + " is given twice.");
    }
    values.add(value);
  }

  void checkWords() {
    var names = grammar.positionals();
    boolean many = !names.isEmpty() && names.getLast().contains("..");
    if (words.size() > names.size() && !many) {
      var extra = words.get(names.size());
      problem(
          "'"
              + extra
              + "' is one word too many."
              + meant(extra).map(nearest -> " Did you mean " + nearest + "?").orElse(""));
    }
    for (int i = words.size(); i < names.size(); i++) {
      if (!names.get(i).startsWith("[") && !names.get(i).contains("..")) {
        problem(names.get(i) + " is missing.");
      }
    }
  }

  /** The option that a word without dashes may have been meant as. */
  private Optional<String> meant(String word) {
    return grammar
        .find("--" + word)
        .map(Option::spelling)
        .or(
            () ->
                Nearest.to("--" + word, grammar.options().stream().map(Option::spelling).toList()));
  }

  /** What stands there without dashes. */
  public List<String> words() {
    return List.copyOf(words);
  }

  /** The word at a place, counted from 0. */
  public Optional<String> word(int place) {
    return place < words.size() ? Optional.of(words.get(place)) : Optional.empty();
  }

  public boolean has(String spelling) {
    return given.containsKey(known(spelling));
  }

  /** The value as it stands; empty text for one that was left out. */
  public Optional<String> text(String spelling) {
    return given.getOrDefault(known(spelling), List.of()).stream()
        .reduce((first, second) -> second);
  }

  /** All values of an option that may be repeated. */
  public List<String> texts(String spelling) {
    return List.copyOf(given.getOrDefault(known(spelling), List.of()));
  }

  /**
   * The value, parsed; a parser says what is wrong by an IllegalArgumentException, whose message
   * becomes a problem of the line.
   */
  public <T> Optional<T> value(String spelling, Function<String, T> parser) {
    return text(spelling).flatMap(text -> parsed(spelling, text, parser));
  }

  /** All values, parsed. */
  public <T> List<T> values(String spelling, Function<String, T> parser) {
    return texts(spelling).stream()
        .flatMap(text -> parsed(spelling, text, parser).stream())
        .toList();
  }

  /** A whole number within limits. */
  public OptionalInt whole(String spelling, int least, int most) {
    return value(
            spelling,
            text -> {
              if (!text.matches("-?\\d{1,9}")
                  || Integer.parseInt(text) < least
                  || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException(
                    "expects a whole number from " + least + " to " + most);
              }
              return Integer.parseInt(text);
            })
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  private <T> Optional<T> parsed(String spelling, String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      problem(spelling + " " + e.getMessage() + ", but got '" + text + "'.");
      return Optional.empty();
    }
  }

  /** Adds a problem of one's own, a sentence. */
  public void problem(String sentence) {
    problems.add(sentence);
  }

  /** Throws {@link InvalidLine} if anything was wrong. */
  public void check() {
    if (!problems.isEmpty()) {
      throw new InvalidLine(grammar.magic(), problems, grammar.usage());
    }
  }

  private String known(String spelling) {
    if (grammar.find(spelling).isEmpty()) {
      throw new IllegalArgumentException(
          grammar.magic() + " has no option " + spelling + ": a slip in our own code.");
    }
    return spelling;
  }
}

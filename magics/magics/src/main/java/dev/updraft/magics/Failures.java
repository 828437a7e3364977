package dev.updraft.magics;

import dev.updraft.client.model.Failure;
import dev.updraft.magics.view.FailureView;
import dev.updraft.magics.view.FailureView.Frame;
import dev.updraft.task.closure.Closure;
import dev.updraft.task.closure.ClosureMember;
import dev.updraft.types.failure.FailureText.Thrown;
import dev.updraft.types.failure.StackLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A failure on the other side, told in the words of this notebook: cells and their lines, libraries
 * folded.
 */
final class Failures {
  private static final Pattern LEFT_OUT = Pattern.compile("\\.\\. (\\d+) more");

  private final Cells cells;
  private final List<Closure> closures;

  /**
   * @param closures of what was called, as they were then; without them, places are named by
   *     declaration
   */
  Failures(Cells cells, List<Closure> closures) {
    this.cells = cells;
    this.closures = List.copyOf(closures);
  }

  FailureView view(Failure failure, String copy) {
    var chain = failure.text().chain();
    var first = chain.getFirst();
    return new FailureView(
        first.type().isEmpty() ? failure.code() : simple(first.type()),
        first.message(),
        chain.stream().skip(1).map(Failures::headline).toList(),
        frames(deepest(chain)),
        failure.log(),
        copy);
  }

  /** One line: the exception, and the place in the notebook that it points at. */
  String headline(Failure failure) {
    var first = failure.text().chain().getFirst();
    var said = first.type().isEmpty() ? failure.code() + ": " + first.message() : headline(first);
    return said
        + deepest(failure.text().chain()).stream()
            .flatMap(
                line ->
                    line instanceof StackLine.InCell in
                        ? Optional.of(place(in)).stream()
                        : Optional.<String>empty().stream())
            .findFirst()
            .map(place -> "\n" + place)
            .orElse("");
  }

  private static String headline(Thrown thrown) {
    return thrown.message().isEmpty()
        ? simple(thrown.type())
        : simple(thrown.type()) + ": " + thrown.message();
  }

  private static String simple(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }

  /** The stack of the exception itself, or of its nearest cause that has a line of the user's. */
  private static List<StackLine> deepest(List<Thrown> chain) {
    return chain.stream()
        .map(Thrown::stack)
        .filter(stack -> stack.stream().anyMatch(StackLine.InCell.class::isInstance))
        .findFirst()
        .orElse(chain.getFirst().stack());
  }

  private List<Frame> frames(List<StackLine> stack) {
    var frames = new ArrayList<Frame>();
    var folded = new ArrayList<String>();
    var shown = new HashSet<String>();
    for (var line : stack) {
      switch (line) {
        case StackLine.InCell in when shown.add(in.member() + ":" + in.line()) -> {
          fold(folded, frames);
          frames.add(new Frame.User(place(in), source(in)));
        }
        case StackLine.InCell in ->
            folded.add(place(in)); // a recursion's or a lambda's, seen above
        case StackLine.InLibrary library ->
            folded.add(
                library.method()
                    + "("
                    + library.file()
                    + (library.line() > 0 ? ":" + library.line() : "")
                    + ")");
        case StackLine.LeftOut left -> folded.add(".. " + left.count() + " more");
      }
    }
    fold(folded, frames);
    return frames;
  }

  private static void fold(List<String> folded, List<Frame> frames) {
    if (!folded.isEmpty()) {
      frames.add(new Frame.Folded(count(folded), mostly(folded), folded));
      folded.clear();
    }
  }

  private static int count(List<String> folded) {
    return folded.stream()
        .map(LEFT_OUT::matcher)
        .mapToInt(left -> left.matches() ? Integer.parseInt(left.group(1)) : 1)
        .sum();
  }

  /** The package that most of the frames are in, by its first parts. */
  private static String mostly(List<String> frames) {
    var counts = new LinkedHashMap<String, Integer>();
    frames.stream()
        .filter(frame -> !frame.startsWith(".."))
        .map(
            frame ->
                Arrays.stream(frame.split("\\(", 2)[0].split("\\."))
                    .limit(2)
                    .collect(Collectors.joining(".")))
        .forEach(name -> counts.merge(name, 1, Integer::sum));
    return counts.entrySet().stream()
        .max((a, b) -> Integer.compare(a.getValue(), b.getValue()))
        .map(most -> most.getKey() + (counts.size() > 1 ? " and others" : ""))
        .orElse("libraries");
  }

  private String place(StackLine.InCell in) {
    return member(in)
        .map(
            member ->
                member.place().cell()
                    + ", "
                    + in.method()
                    + ", line "
                    + (member.place().line() + in.line() - 1))
        .orElseGet(() -> in.member() + ", line " + in.line());
  }

  private Optional<String> source(StackLine.InCell in) {
    return member(in)
        .flatMap(
            member -> cells.line(member.place().cell(), member.place().line() + in.line() - 1));
  }

  private Optional<ClosureMember> member(StackLine.InCell in) {
    return closures.stream()
        .flatMap(code -> code.members().stream())
        .filter(member -> member.key().equals(in.member()) || member.name().equals(in.member()))
        .findFirst();
  }
}

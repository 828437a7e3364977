package dev.updraft.task.closure;

import dev.updraft.types.bundle.Bundle.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The synthetic source file: imports on its first line, then one class with all members, each
 * beginning on a line of its own and none of its columns moved.
 *
 * <p>Members stand in an order of their own making, so that the same members give the same file
 * from every notebook.
 */
final class Unit {
  /**
   * Stands for the class's name until the code key, which gives the name, is known; as long as that
   * name.
   */
  static final String NAME = "Cell_zzzzzzzzzzzz";

  private final List<String> imports;
  private final List<Placed> members = new ArrayList<>();
  private final String source;
  private final int importsEnd;

  /** A member and where it stands: from the first character of its source to the last. */
  record Placed(Member member, int from, int to, int firstLine) {
    /** The offset in the declaration's text. */
    int offset(int unitOffset) {
      return Math.max(0, unitOffset - from - member.copiedAt()) + member.copiedFrom();
    }

    CellPosition at(int unitOffset) {
      return member.declaration().text().at(offset(unitOffset));
    }

    String excerpt(int unitOffset) {
      return member.declaration().text().excerpt(offset(unitOffset));
    }
  }

  Unit(List<String> imports, Collection<? extends Member> members) {
    this.imports = List.copyOf(imports);
    var text = new StringBuilder(String.join(" ", imports));
    this.importsEnd = text.length();
    text.append("\npublic final class ").append(NAME).append(" {\n");
    int line = 3;
    for (var member : members.stream().sorted(ORDER).toList()) {
      int from = text.length();
      var memberSource = member.source();
      text.append(memberSource).append('\n');
      this.members.add(new Placed(member, from, text.length(), line));
      line += lines(memberSource);
    }
    this.source = text.append("}\n").toString();
  }

  private static final Comparator<Member> ORDER =
      Comparator.<Member, Integer>comparing(
              member ->
                  switch (member.declaration().parsed().shape()) {
                    case Parsed.Shape.Variable ignored -> 0;
                    case Parsed.Shape.Type ignored -> 1;
                    case Parsed.Shape.Method ignored -> 2;
                  })
          .thenComparing(Member::name)
          .thenComparing(member -> member.declaration().identity());

  String source() {
    return source;
  }

  List<String> imports() {
    return imports;
  }

  /** The member in whose source an offset lies. */
  Optional<Placed> memberAt(long offset) {
    return members.stream()
        .filter(placed -> offset >= placed.from() && offset < placed.to())
        .findFirst();
  }

  /** The number of the import in which an offset lies. */
  Optional<Integer> importAt(long offset) {
    if (offset > importsEnd) {
      return Optional.empty();
    }
    int end = 0;
    for (int i = 0; i < imports.size(); i++) {
      end += imports.get(i).length() + 1;
      if (offset < end) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  List<Placed> members() {
    return members;
  }

  /** The table by which a line number of the compiled class leads back to a member. */
  List<Segment> segments(Function<Member, String> key) {
    var segments = new ArrayList<Segment>();
    for (var placed : members) {
      var source = placed.member().source();
      int skipped =
          lines(source.substring(0, Math.min(placed.member().copiedAt(), source.length()))) - 1;
      int first =
          lines(
              placed
                  .member()
                  .declaration()
                  .text()
                  .text()
                  .substring(0, placed.member().copiedFrom()));
      segments.add(
          new Segment(
              placed.firstLine() + skipped,
              lines(source) - skipped,
              key.apply(placed.member()),
              first));
    }
    return segments;
  }

  private static int lines(String text) {
    return 1 + (int) text.chars().filter(c -> c == '\n').count();
  }
}

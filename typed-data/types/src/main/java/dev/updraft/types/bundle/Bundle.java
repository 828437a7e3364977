package dev.updraft.types.bundle;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table of contents of a task's code. Equal code in an equal layout gives an equal bundle:
 * neither cell numbers nor times nor hosts (but for the blobs' addresses) are in it.
 *
 * @param entry the method that the runner calls
 * @param release the Java release that the closure was compiled for
 * @param closure the jar of the closure
 * @param jars the user's libraries, in class path order
 * @param segments where each stretch of the closure's one source file comes from
 * @param members a hash for each member of the closure, by its key, so that two bundles can be told
 *     apart by name
 */
public record Bundle(
    EntryPoint entry,
    int release,
    Blob closure,
    List<Library> jars,
    List<Segment> segments,
    SortedMap<String, String> members) {

  public Bundle {
    jars = List.copyOf(jars);
    segments = List.copyOf(segments);
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** Bytes by content: their SHA-256 in hex, and where they lie. */
  public record Blob(String sha256, String uri) {}

  /** A library of the user's class path: its file name, its SHA-256 in hex, and where it lies. */
  public record Library(String name, String sha256, String uri) {}

  /**
   * A stretch of the closure's source file.
   *
   * @param unitLine its first line in the file, counted from 1
   * @param lines how many lines
   * @param member the key of the member that it belongs to, e.g. {@code m:norm(double)}
   * @param line the first line as counted in the member's own text, from 1
   */
  public record Segment(int unitLine, int lines, String member, int line) {
    boolean covers(int theUnitLine) {
      return theUnitLine >= unitLine && theUnitLine < unitLine + lines;
    }
  }

  /** A line of a member, counted from the member's own first line, which is 1. */
  public record MemberLine(String member, int line) {}

  /** What a line number in a stack trace of the closure's class stands for. */
  public Optional<MemberLine> locate(int unitLine) {
    return locate(segments, unitLine);
  }

  /** What a line number in a stack trace of the closure's class stands for, given its segments. */
  public static Optional<MemberLine> locate(List<Segment> segments, int unitLine) {
    return segments.stream()
        .filter(segment -> segment.covers(unitLine))
        .findFirst()
        .map(
            segment ->
                new MemberLine(segment.member(), segment.line() + unitLine - segment.unitLine()));
  }

  /** The bundle as {@code bundle.json}. */
  public byte[] toJson() {
    return BundleJson.write(this);
  }

  /**
   * Reads {@code bundle.json}.
   *
   * @throws InvalidBundle when it is none, or of a format that this build does not know
   */
  public static Bundle fromJson(byte[] json) {
    return BundleJson.read(json);
  }
}

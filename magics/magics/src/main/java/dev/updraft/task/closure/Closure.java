package dev.updraft.task.closure;

import dev.updraft.types.bundle.Bundle;
import dev.updraft.types.bundle.Bundle.Segment;
import dev.updraft.types.bundle.EntryPoint;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A task's code, whole: what a worker needs to run it, and the key under which its outputs are
 * remembered.
 *
 * @param key the version of the code
 * @param entry the method that the worker calls
 * @param signature that method as written
 * @param members what travels from the notebook, the task first, then in the order in which it is
 *     reached
 * @param libraries the user's jars, in class path order
 * @param release the Java release
 * @param image the user's container image, or empty
 * @param jar the bytes of {@code closure.jar}
 * @param segments leads line numbers of the jar's class back to members
 * @param warnings sentences for the user; nothing is refused because of them
 * @param constants the inlined variables and the value of each as JShell prints it
 * @param names every identifier in the members: a change of anything else in the notebook cannot
 *     concern this closure
 */
@SuppressWarnings("ArrayRecordComponent") // large, made once, and compared by its digest
public record Closure(
    CodeKey key,
    EntryPoint entry,
    TaskSignature signature,
    List<ClosureMember> members,
    List<Library> libraries,
    int release,
    String image,
    byte[] jar,
    List<Segment> segments,
    List<String> warnings,
    Map<String, String> constants,
    Set<String> names) {

  public Closure {
    members = List.copyOf(members);
    libraries = List.copyOf(libraries);
    segments = List.copyOf(segments);
    warnings = List.copyOf(warnings);
    constants = Map.copyOf(constants);
    names = Set.copyOf(names);
  }

  /** The SHA-256 of {@link #jar()}, in hex. */
  public String jarSha256() {
    return HexFormat.of().formatHex(CodeKey.sha256().digest(jar));
  }

  /** The hash of each member by its key, as the bundle keeps it. */
  public SortedMap<String, String> memberHashes() {
    var hashes = new TreeMap<String, String>();
    members.forEach(member -> hashes.put(member.key(), member.hash()));
    return hashes;
  }

  /** The place in the notebook that a line of the closure's class stands for; the column is 1. */
  public Optional<CellPosition> locate(int unitLine) {
    return Bundle.locate(segments, unitLine)
        .flatMap(
            found ->
                members.stream()
                    .filter(member -> member.key().equals(found.member()))
                    .findFirst()
                    .map(
                        member ->
                            new CellPosition(
                                member.place().cell(),
                                member.place().line() + found.line() - 1,
                                1)));
  }

  /**
   * What the runner reads, once it is known where the jars lie.
   *
   * @param uri the address of content, by its SHA-256 in hex
   */
  public Bundle bundle(UnaryOperator<String> uri) {
    var sha256 = jarSha256();
    return new Bundle(
        entry,
        release,
        new Bundle.Blob(sha256, uri.apply(sha256)),
        libraries.stream()
            .map(
                each ->
                    new Bundle.Library(each.fileName(), each.sha256(), uri.apply(each.sha256())))
            .toList(),
        segments,
        memberHashes());
  }
}

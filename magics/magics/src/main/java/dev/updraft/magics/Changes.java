package dev.updraft.magics;

import dev.updraft.task.closure.Closure;
import dev.updraft.task.closure.ClosureMember;
import dev.updraft.task.closure.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is different between two captures of one task, in words. */
final class Changes {
  private Changes() {}

  /** One short sentence for each change; never empty, as it is asked only when the keys differ. */
  static List<String> between(Closure before, Closure after) {
    var changes = new ArrayList<String>();
    var old =
        before.members().stream()
            .collect(Collectors.toMap(ClosureMember::key, Function.identity()));
    for (var member : after.members()) {
      var was = old.remove(member.key());
      if (was == null) {
        changes.add(said(member) + " is new in it");
      } else if (!was.hash().equals(member.hash())) {
        changes.add(said(member) + " changed");
      }
    }
    old.values().forEach(gone -> changes.add(said(gone) + " is no longer part of it"));
    var jarsBefore = before.libraries().stream().map(Library::toString).toList();
    var jarsAfter = after.libraries().stream().map(Library::toString).toList();
    jarsAfter.stream()
        .filter(jar -> !jarsBefore.contains(jar))
        .forEach(jar -> changes.add(jar + " joined the class path"));
    jarsBefore.stream()
        .filter(jar -> !jarsAfter.contains(jar))
        .forEach(jar -> changes.add(jar + " left the class path"));
    return changes.isEmpty() ? List.of("the order of the class path changed") : changes;
  }

  private static String said(ClosureMember member) {
    return member.usedBy().isEmpty()
        ? "the task's own body"
        : (member.kind().equals("method") ? "helper" : member.kind()) + " " + member.name();
  }
}

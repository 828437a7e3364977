package dev.updraft.task.why;

import dev.updraft.client.Session;
import dev.updraft.client.model.Artifact;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.Cache;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.TaskOptions;
import dev.updraft.task.closure.Closure;
import dev.updraft.task.closure.ClosureChange;
import dev.updraft.types.Literal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why a call runs: against the nearest of the outputs that are remembered of its task.
 *
 * @param nearest the entry with the fewest differences, the newest of several; empty when nothing
 *     is remembered
 * @param differences what is different now, the most telling first
 */
public record MissReason(Optional<Artifact> nearest, List<String> differences) {
  /** So many of a task's newest outputs are looked at. */
  private static final int LOOKED_AT = 20;

  private static final int MOST_NAMED = 3;

  public MissReason {
    differences = List.copyOf(differences);
  }

  /**
   * Explains a call that the catalog did not know. Asks the backend a few times; never fails for
   * want of an answer, but says less.
   *
   * @param call whose own output, if it is there already, does not count
   * @param inputs of the call
   */
  public static MissReason of(
      Session session,
      String task,
      Closure closure,
      TaskOptions options,
      Optional<ExecutionId> call,
      Map<String, Literal> inputs) {
    var ignored = Set.copyOf(options.ignored());
    var version = version(options.cache(), closure);
    return session.remembered(task, LOOKED_AT).stream()
        .filter(artifact -> !madeBy(artifact, call))
        .map(artifact -> Candidate.of(artifact, version, session.inputs(artifact), inputs, ignored))
        .min(Comparator.comparingInt(Candidate::distance))
        .map(candidate -> candidate.explain(session, closure, version))
        .orElseGet(() -> new MissReason(Optional.empty(), List.of()));
  }

  private static boolean madeBy(Artifact artifact, Optional<ExecutionId> call) {
    return call.isPresent()
        && artifact.source().filter(s -> s.execution().equals(call.get())).isPresent();
  }

  private static String version(Cache cache, Closure closure) {
    return switch (cache) {
      case Cache.ByVersion(var version) -> version;
      case Cache.ByCode(), Cache.Off() -> closure.key().text();
    };
  }

  /** A remembered output, and how far it is from the call. */
  private record Candidate(Artifact artifact, boolean sameVersion, List<String> inputs) {
    static Candidate of(
        Artifact artifact,
        String version,
        Map<String, Literal> before,
        Map<String, Literal> now,
        Set<String> ignored) {
      return new Candidate(
          artifact,
          artifact.cacheVersion().equals(version),
          InputChange.between(before, now, ignored));
    }

    int distance() {
      return inputs.size() + (sameVersion ? 0 : 1);
    }

    MissReason explain(Session session, Closure closure, String version) {
      var all = new ArrayList<String>();
      if (!sameVersion) {
        all.addAll(code(session, closure, version));
      }
      all.addAll(inputs);
      return new MissReason(Optional.of(artifact), all);
    }

    private List<String> code(Session session, Closure closure, String version) {
      if (!version.equals(closure.key().text()) || artifact.codeKey().isEmpty()) {
        return List.of("cache version " + brief(artifact.cacheVersion()) + " -> " + brief(version));
      }
      try {
        var change =
            session.bundle(artifact.task()).map(old -> ClosureChange.between(old, closure));
        return change
            .filter(found -> !found.isEmpty())
            .map(ClosureChange::sentences)
            .orElse(List.of("its code changed"));
      } catch (BackendException _) {
        return List.of("its code changed");
      }
    }

    private static String brief(String version) {
      return version.startsWith("c1-") ? "code " + version.substring(3, 11) : version;
    }
  }

  /**
   * The differences in one line: {@code helper norm(double) changed, minDistance 500 -> 600, and 2
   * more}.
   */
  public String words() {
    if (nearest.isEmpty()) {
      return "first run";
    }
    if (differences.isEmpty()) {
      return "nothing differs that is known here";
    }
    var named = String.join(", ", differences.subList(0, Math.min(MOST_NAMED, differences.size())));
    var more = differences.size() - MOST_NAMED;
    return more > 0 ? named + ", and " + more + " more" : named;
  }
}

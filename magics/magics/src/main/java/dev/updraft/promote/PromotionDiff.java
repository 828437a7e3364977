package dev.updraft.promote;

import dev.updraft.client.Session;
import dev.updraft.client.Versions;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.StoredTask;
import dev.updraft.client.model.StoredWorkflow;
import dev.updraft.client.model.TaskId;
import dev.updraft.task.closure.Closure;
import dev.updraft.task.closure.ClosureChange;
import dev.updraft.types.bundle.Bundle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a promotion would change against what is registered. */
final class PromotionDiff {
  private final Session session;
  private final Promotable promotable;
  private final Versions versions;
  private final List<Change> changes = new ArrayList<>();

  PromotionDiff(Session session, Promotable promotable, Versions versions) {
    this.session = session;
    this.promotable = promotable;
    this.versions = versions;
  }

  /** Empty when both are the same. */
  List<Change> against(StoredWorkflow stored) {
    var spec = promotable.workflow().spec();
    var jars = new LinkedHashSet<String>();
    var tasks = tasks(stored.tasks(), jars);
    changes.addAll(GraphChange.between(stored.workflow(), spec.workflow(), ""));
    inner(stored);
    changes.addAll(tasks);
    jars.forEach(jar -> changes.add(Change.changed("jar", List.of(jar))));
    return List.copyOf(changes);
  }

  private void inner(StoredWorkflow stored) {
    var now = promotable.workflow().spec().inner();
    var names = new TreeSet<String>();
    now.forEach(each -> names.add(each.id().name()));
    stored.inner().forEach(each -> names.add(each.id().name()));
    for (var name : names) {
      var before = GraphChange.named(stored.inner(), name);
      var is = GraphChange.named(now, name);
      if (before.isPresent() && is.isPresent()) {
        changes.addAll(GraphChange.between(before.get(), is.get(), " of " + name));
      } else {
        changes.add(
            is.isPresent() ? Change.added("workflow " + name) : Change.removed("workflow " + name));
      }
    }
  }

  private List<Change> tasks(Map<String, StoredTask> stored, Set<String> jars) {
    var found = new ArrayList<Change>();
    new TreeMap<>(promotable.closures())
        .forEach(
            (name, closure) -> {
              var earlier = stored.get(name);
              if (earlier == null) {
                found.add(Change.added("task " + name, "code " + closure.key().brief()));
              } else if (!earlier.id().version().equals(version(name))) {
                found.add(Change.changed("task " + name, changed(name, earlier, closure, jars)));
              }
            });
    new TreeMap<>(stored)
        .keySet().stream()
            .filter(name -> !promotable.closures().containsKey(name))
            .forEach(name -> found.add(Change.removed("task " + name)));
    return found;
  }

  private String version(String task) {
    return Objects.requireNonNull(versions.tasks().get(task)).version();
  }

  private List<String> changed(String name, StoredTask earlier, Closure closure, Set<String> jars) {
    var task = Objects.requireNonNull(promotable.workflow().tasks().get(name));
    var details = new ArrayList<String>();
    if (!earlier.codeKey().equals(closure.key().text())) {
      details.add("code " + brief(earlier.codeKey()) + " -> " + closure.key().brief());
      details.addAll(code(earlier.id(), closure, jars));
    }
    details.addAll(OptionChange.between(earlier.options(), task.options()));
    if (!earlier.type().equals(task.mapping().typedInterface())) {
      details.add("it takes or gives other types");
    }
    if (details.isEmpty()) {
      details.add("its lines stand elsewhere, or its remarks changed: the same meaning");
    }
    return details;
  }

  private List<String> code(TaskId earlier, Closure closure, Set<String> jars) {
    var bundle = bundle(earlier);
    if (bundle.isEmpty()) {
      return List.of("its earlier code lies here no more, so there is nothing to compare with");
    }
    var libraries = ClosureChange.ofLibraries(bundle.get(), closure).sentences();
    jars.addAll(libraries);
    var sentences = new ArrayList<>(ClosureChange.between(bundle.get(), closure).sentences());
    sentences.removeAll(libraries);
    return sentences.isEmpty() && !libraries.isEmpty() ? List.of("its jars changed") : sentences;
  }

  private Optional<Bundle> bundle(TaskId task) {
    try {
      return session.bundle(task);
    } catch (BackendException _) {
      return Optional.empty();
    }
  }

  private static String brief(String codeKey) {
    return codeKey.startsWith("c1-") ? codeKey.substring(3, 11) : "of another client";
  }
}

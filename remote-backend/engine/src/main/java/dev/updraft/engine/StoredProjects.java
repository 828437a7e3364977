package dev.updraft.engine;

import dev.updraft.model.Conflict;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Nearest;
import dev.updraft.model.NotFound;
import dev.updraft.model.Project;
import dev.updraft.model.Query;
import dev.updraft.model.State;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Projects: written through the loop; the states of known ones are remembered, for they are checked
 * with every call. A project is never removed.
 */
final class StoredProjects implements ControlPlane.Projects {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private final Reads reads;
  private final Loop loop;
  private final List<String> domains;
  private final InstantSource clock;
  private final Map<String, State> known = new ConcurrentHashMap<>();

  StoredProjects(Reads reads, Loop loop, Settings settings, InstantSource clock) {
    this.reads = reads;
    this.loop = loop;
    this.domains = settings.domains();
    this.clock = clock;
  }

  @Override
  public List<Project> list() {
    return reads.projects();
  }

  @Override
  public List<Project> list(Query query) {
    return reads.projects(query);
  }

  @Override
  public List<String> domains() {
    return domains;
  }

  @Override
  public void register(Project project) {
    if (!LABEL.matcher(project.id()).matches()) {
      throw new InvalidRequest(
          "'%s' cannot be a project's id. Use up to 63 of a-z, 0-9 and '-', with a letter or digit at both ends."
              .formatted(project.id()));
    }
    if (!put(project)) {
      throw new Conflict(
          Conflict.Kind.NAME_TAKEN, "Project '%s' exists already.".formatted(project.id()));
    }
  }

  /** What is remembered may not lag behind what is stored: one at a time. */
  @Override
  public synchronized void update(Project project) {
    if (!Asking.write(loop, new Write.PutProject(project))) {
      var ids = reads.projects().stream().map(Project::id).toList();
      throw new NotFound(
          "No project '%s'.%s".formatted(project.id(), Nearest.hint(project.id(), ids)));
    }
    known.put(project.id(), project.state());
  }

  void seed(List<Project> wanted) {
    var there = reads.projects().stream().map(Project::id).toList();
    wanted.stream().filter(project -> !there.contains(project.id())).forEach(this::put);
  }

  private boolean put(Project project) {
    return Asking.write(
        loop, new Write.NewProject(project, clock.instant().truncatedTo(ChronoUnit.MICROS)));
  }

  @Override
  public void check(String project, String domain) {
    var state = known.get(project);
    if (state == null) {
      var all = reads.projects();
      all.forEach(one -> known.putIfAbsent(one.id(), one.state()));
      state = known.get(project);
      if (state == null) {
        throw unknown(project, all.stream().map(Project::id).toList());
      }
    }
    if (state == State.ARCHIVED || state == State.SYSTEM_ARCHIVED) {
      throw new InvalidRequest(
          "Project '%s' is archived: nothing can be added to it. Make it active first (UpdateProject, state ACTIVE)."
              .formatted(project));
    }
    if (!domains.contains(domain)) {
      throw new InvalidRequest(
          "There is no domain '%s' in project '%s'. There are %s."
              .formatted(domain, project, String.join(", ", domains)));
    }
  }

  private static InvalidRequest unknown(String project, List<String> ids) {
    return new InvalidRequest(
        "There is no project '%s'. There are %s.%s"
            .formatted(
                project,
                String.join(", ", ids),
                Nearest.to(project, ids).map(" Did you mean '%s'?"::formatted).orElse("")));
  }
}

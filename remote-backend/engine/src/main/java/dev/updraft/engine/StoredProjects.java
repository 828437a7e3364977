package dev.updraft.engine;

import dev.updraft.model.Conflict;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Nearest;
import dev.updraft.model.Project;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Projects: written through the loop; known ones are remembered, for they are checked with every
 * call and never removed.
 */
final class StoredProjects implements ControlPlane.Projects {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private final Reads reads;
  private final Loop loop;
  private final List<String> domains;
  private final InstantSource clock;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

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
    if (!known.contains(project)) {
      var ids = reads.projects().stream().map(Project::id).toList();
      known.addAll(ids);
      if (!ids.contains(project)) {
        throw new InvalidRequest(
            "There is no project '%s'. There are %s.%s"
                .formatted(
                    project,
                    String.join(", ", ids),
                    Nearest.to(project, ids).map(" Did you mean '%s'?"::formatted).orElse("")));
      }
    }
    if (!domains.contains(domain)) {
      throw new InvalidRequest(
          "There is no domain '%s' in project '%s'. There are %s."
              .formatted(domain, project, String.join(", ", domains)));
    }
  }
}

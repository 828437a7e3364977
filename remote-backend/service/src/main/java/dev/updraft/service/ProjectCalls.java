package dev.updraft.service;

import com.flyteidl.admin.Domain;
import com.flyteidl.admin.GetDomainsResponse;
import com.flyteidl.admin.Project;
import com.flyteidl.admin.ProjectListRequest;
import com.flyteidl.admin.ProjectRegisterRequest;
import com.flyteidl.admin.Projects;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Nearest;
import dev.updraft.model.NotFound;
import java.util.List;
import java.util.regex.Pattern;

/** Projects and their domains. */
final class ProjectCalls {
  private static final Pattern ID = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private final ControlPlane.Projects projects;

  ProjectCalls(ControlPlane.Projects projects) {
    this.projects = projects;
  }

  Projects list(ProjectListRequest request) {
    var all = projects.list().stream().map(this::toWire).toList();
    var offset = Pages.offset(request.getToken());
    // An unsigned number: what does not fit ours is more than there are.
    var limit = request.getLimit() <= 0 ? all.size() : request.getLimit();
    var page = all.stream().skip(offset).limit(limit).toList();
    var more = offset + page.size() < all.size();
    return Projects.newBuilder()
        .addAllProjects(page)
        .setToken(more ? Integer.toString(offset + page.size()) : "")
        .build();
  }

  Project get(String id) {
    var all = projects.list();
    return all.stream()
        .filter(project -> project.id().equals(id))
        .findFirst()
        .map(this::toWire)
        .orElseThrow(
            () ->
                new NotFound(
                    "No project '%s'.%s"
                        .formatted(
                            id,
                            Nearest.hint(
                                id, all.stream().map(dev.updraft.model.Project::id).toList()))));
  }

  void register(ProjectRegisterRequest request) {
    var project = request.getProject();
    if (!ID.matcher(project.getId()).matches()) {
      throw new InvalidRequest(
          "'%s' cannot name a project: at most 63 of a-z, 0-9 and '-', a letter or digit at both ends."
              .formatted(project.getId()));
    }
    projects.register(
        new dev.updraft.model.Project(
            project.getId(),
            project.getName().isEmpty() ? project.getId() : project.getName(),
            project.getDescription()));
  }

  GetDomainsResponse domains() {
    return GetDomainsResponse.newBuilder().addAllDomains(wireDomains()).build();
  }

  private Project toWire(dev.updraft.model.Project project) {
    return Project.newBuilder()
        .setId(project.id())
        .setName(project.name())
        .setDescription(project.description())
        .addAllDomains(wireDomains())
        .build();
  }

  private List<Domain> wireDomains() {
    return projects.domains().stream()
        .map(domain -> Domain.newBuilder().setId(domain).setName(domain).build())
        .toList();
  }
}

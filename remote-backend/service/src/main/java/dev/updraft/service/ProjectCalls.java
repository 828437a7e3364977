package dev.updraft.service;

import com.flyteidl.admin.Domain;
import com.flyteidl.admin.GetDomainsResponse;
import com.flyteidl.admin.Labels;
import com.flyteidl.admin.Project;
import com.flyteidl.admin.ProjectListRequest;
import com.flyteidl.admin.ProjectRegisterRequest;
import com.flyteidl.admin.Projects;
import dev.updraft.engine.ControlPlane;
import dev.updraft.model.Nearest;
import dev.updraft.model.NotFound;
import dev.updraft.model.Query;
import dev.updraft.model.Query.Field;
import dev.updraft.model.Query.Filter;
import dev.updraft.model.State;
import java.util.ArrayList;
import java.util.List;

/** Projects and their domains. */
final class ProjectCalls {
  private final ControlPlane.Projects projects;

  ProjectCalls(ControlPlane.Projects projects) {
    this.projects = projects;
  }

  /** By id. Archived ones are there only when a filter is given, as in Flyte. */
  Projects list(ProjectListRequest request) {
    var filters = new ArrayList<>(Filters.parse(request.getFilters(), Pages.PROJECT));
    if (filters.isEmpty()) {
      filters.add(new Filter(Field.STATE, Query.Op.NE, List.of(State.ARCHIVED.name())));
    }
    var sort =
        request.hasSortBy()
            ? Pages.sort(request.getSortBy(), Pages.PROJECT)
            : List.of(new Query.Sort(Field.PROJECT, false));
    var offset = Pages.offset(request.getToken());
    // An unsigned number: what does not fit ours is more than there are.
    var limit = request.getLimit() <= 0 ? Integer.MAX_VALUE : request.getLimit();
    var query = new Query("", "", filters, sort, offset, limit);
    var page = projects.list(query);
    return Projects.newBuilder()
        .addAllProjects(page.stream().map(this::toWire).toList())
        .setToken(Pages.next(query, page.size()))
        .build();
  }

  Project get(String id) {
    return toWire(stored(id));
  }

  private dev.updraft.model.Project stored(String id) {
    var all = projects.list();
    return all.stream()
        .filter(project -> project.id().equals(id))
        .findFirst()
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
    ProjectCheck.check(project);
    projects.register(
        new dev.updraft.model.Project(
            project.getId(),
            project.getName().isEmpty() ? project.getId() : project.getName(),
            project.getDescription(),
            project.getLabels().getValuesMap(),
            State.ACTIVE));
  }

  /** An empty name or description leaves what was; labels and state are as sent, as in Flyte. */
  void update(Project sent) {
    var stored = stored(sent.getId());
    ProjectCheck.check(sent);
    projects.update(
        new dev.updraft.model.Project(
            stored.id(),
            sent.getName().isEmpty() ? stored.name() : sent.getName(),
            sent.getDescription().isEmpty() ? stored.description() : sent.getDescription(),
            sent.getLabels().getValuesMap(),
            States.fromWire(sent.getState())));
  }

  GetDomainsResponse domains() {
    return GetDomainsResponse.newBuilder().addAllDomains(wireDomains()).build();
  }

  private Project toWire(dev.updraft.model.Project project) {
    var wire =
        Project.newBuilder()
            .setId(project.id())
            .setName(project.name())
            .setDescription(project.description())
            .setState(States.project(project.state()))
            .addAllDomains(wireDomains());
    if (!project.labels().isEmpty()) {
      wire.setLabels(Labels.newBuilder().putAllValues(project.labels()));
    }
    return wire.build();
  }

  private List<Domain> wireDomains() {
    return projects.domains().stream()
        .map(domain -> Domain.newBuilder().setId(domain).setName(domain).build())
        .toList();
  }
}

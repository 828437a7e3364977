package dev.updraft.client.grpc;

import com.flyteidl.admin.GetVersionRequest;
import com.flyteidl.admin.ProjectListRequest;
import com.flyteidl.service.AdminServiceGrpc;
import dev.updraft.client.model.Project;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that a backend can be asked for, over one link. Closing it closes the link. */
public final class Backend implements AutoCloseable {
  private final Link link;
  private final Workflows workflows;
  private final Executions executions;

  public Backend(Link link) {
    this.link = link;
    this.workflows = new Workflows(link);
    this.executions = new Executions(link);
  }

  public Link link() {
    return link;
  }

  public Tasks tasks() {
    return new Tasks(link);
  }

  public Workflows workflows() {
    return workflows;
  }

  /** What is registered, to compare with. */
  public Registry registry() {
    return new Registry(link);
  }

  public Launchables launchables() {
    return new Launchables(link);
  }

  public LaunchPlans launchPlans() {
    return new LaunchPlans(link);
  }

  public Executions executions() {
    return executions;
  }

  public Nodes nodes() {
    return new Nodes(link, executions);
  }

  public Events events() {
    return new Events(link);
  }

  public Logs logs() {
    return new Logs(link, nodes());
  }

  public Catalog catalog() {
    return new Catalog(link);
  }

  public Origins origins() {
    return new Origins(link, executions);
  }

  public DataProxy dataProxy() {
    return new DataProxy(link);
  }

  /**
   * What the backend calls its version, with its build where it tells one; fails within seconds
   * when it is not there.
   */
  public String version() {
    var version =
        link.ask(AdminServiceGrpc.getGetVersionMethod(), GetVersionRequest.getDefaultInstance())
            .getControlPlaneVersion();
    return version.getBuild().isEmpty()
        ? version.getVersion()
        : version.getVersion() + " (build " + version.getBuild() + ")";
  }

  public List<Project> projects() {
    return link
        .ask(
            AdminServiceGrpc.getListProjectsMethod(),
            ProjectListRequest.newBuilder().setLimit(100).build())
        .getProjectsList()
        .stream()
        .map(
            p ->
                new Project(
                    p.getId(),
                    p.getName(),
                    p.getDomainsList().stream().map(d -> d.getId()).toList()))
        .toList();
  }

  /** Names what is under way, in every project and domain, at most a few of each. */
  public List<String> active() {
    return projects().stream()
        .flatMap(project -> project.domains().stream().map(domain -> active(project.id(), domain)))
        .flatMap(List::stream)
        .toList();
  }

  private List<String> active(String project, String domain) {
    var query =
        new Executions.Query(
            project, domain, "", Map.of(), true, false, Optional.<Instant>empty(), 5);
    return executions.list(query).stream()
        .map(row -> row.task() + " in " + row.id().name())
        .toList();
  }

  @Override
  public void close() {
    link.close();
  }
}

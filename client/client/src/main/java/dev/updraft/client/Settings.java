package dev.updraft.client;

import dev.updraft.client.embedded.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which backend, and on whose behalf.
 *
 * @param user a label of every execution, not verified
 * @param session a label that ties one kernel's or one demo's executions together; empty = none
 * @param notebook likewise
 */
public record Settings(
    Where where, String project, String domain, String user, String session, String notebook) {
  private static final String EMBEDDED = "embedded";

  /** What a user may say explicitly, e.g. to {@code %connect}. Empty where nothing was said. */
  public record Asked(Optional<String> target, Optional<String> project, Optional<String> domain) {
    public static Asked nothing() {
      return new Asked(Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * These, but for what was asked for: another project is one of the same backend. A target that is
   * asked for is another backend, of which project and domain are not known.
   */
  public Settings but(Asked asked, Map<String, String> environment) {
    var others = of(asked, environment);
    return asked.target().isPresent()
        ? others.session(session).notebook(notebook)
        : new Settings(
            where,
            asked.project().orElse(project),
            asked.domain().orElse(domain),
            user,
            session,
            notebook);
  }

  /**
   * What was asked for, else what the environment says ({@code UPDRAFT_ENDPOINT}, {@code
   * FLYTECTL_CONFIG}, {@code FLYTE_PLATFORM_URL}), else {@code ~/.flyte/config.yaml}, else the
   * embedded backend. A target is {@code embedded}, an endpoint, or a configuration file.
   */
  public static Settings of(Asked asked, Map<String, String> environment) {
    var userHome = Path.of(System.getProperty("user.home"));
    return of(asked, environment, userHome.resolve(".flyte").resolve("config.yaml"));
  }

  static Settings of(Asked asked, Map<String, String> environment, Path standardFile) {
    return new Settings(
        where(asked, environment, standardFile),
        asked.project().or(() -> said(environment, "UPDRAFT_PROJECT")).orElse("updraft"),
        asked.domain().or(() -> said(environment, "UPDRAFT_DOMAIN")).orElse("development"),
        said(environment, "UPDRAFT_USER")
            .orElseGet(() -> System.getProperty("user.name", "unknown")),
        said(environment, "UPDRAFT_SESSION").orElse(""),
        "");
  }

  private static Where where(Asked asked, Map<String, String> environment, Path standardFile) {
    var named =
        asked
            .target()
            .or(() -> said(environment, "UPDRAFT_ENDPOINT"))
            .or(() -> said(environment, "FLYTECTL_CONFIG"));
    if (named.isPresent()) {
      return where(named.get(), environment);
    }
    var platform = said(environment, "FLYTE_PLATFORM_URL");
    if (platform.isPresent()) {
      return where(platform.get(), environment);
    }
    return Files.isRegularFile(standardFile)
        ? new Where.Remote(FlyteConfig.read(standardFile, environment))
        : embedded(environment);
  }

  private static Where where(String target, Map<String, String> environment) {
    if (target.equals(EMBEDDED)) {
      return embedded(environment);
    }
    if (target.endsWith(".yaml") || target.endsWith(".yml")) {
      return new Where.Remote(FlyteConfig.read(Path.of(target), environment));
    }
    return new Where.Remote(FlyteConfig.endpoint(target, environment));
  }

  private static Where embedded(Map<String, String> environment) {
    var jars =
        Optional.ofNullable(System.getProperty("updraft.lib"))
            .or(() -> said(environment, "UPDRAFT_LIB"))
            .map(Path::of);
    return new Where.Embedded(Home.of(environment), jars);
  }

  static Optional<String> said(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  public Settings session(String theSession) {
    return new Settings(where, project, domain, user, theSession, notebook);
  }

  public Settings notebook(String theNotebook) {
    return new Settings(where, project, domain, user, session, theNotebook);
  }
}

package dev.updraft.cli;

import dev.updraft.promote.JarSource;
import dev.updraft.promote.NotebookRefused;
import dev.updraft.promote.UserJar;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.graph.visitor.PreorderNodeListGenerator;

/**
 * Jars out of Maven's repositories, found as the kernel's {@code %maven} finds them: each
 * coordinate by itself, with what it needs at run time, in the order of the tree.
 */
final class MavenJars implements JarSource {
  private static final Pattern IVY =
      Pattern.compile("([^#;]*)#([^#;]+)(?:#[^;]*)?;(.+)"); // organization#name;revision

  @Override
  public List<UserJar> jars(String coordinate, List<Repository> repositories) {
    quiet();
    var artifact = artifact(coordinate);
    try (var context = open(repositories)) {
      return resolved(context, artifact);
    } catch (DependencyResolutionException e) {
      throw new NotebookRefused(
          "%%maven cannot get %s: %s Is the coordinate right, and is there a network?"
              .formatted(coordinate, sentence(e)));
    }
  }

  /** Of several causes the last says what is missing, or what did not answer. */
  private static String sentence(Throwable thrown) {
    var cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    var message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return message.endsWith(".") ? message : message + ".";
  }

  /** The logging interface of Maven's libraries would say that nobody listens. */
  private static void quiet() {
    if (System.getProperty("slf4j.internal.verbosity") == null) {
      System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
  }

  private static Artifact artifact(String coordinate) {
    try {
      var ivy = IVY.matcher(coordinate);
      return ivy.matches()
          ? new DefaultArtifact(ivy.group(1), ivy.group(2), "jar", ivy.group(3))
          : new DefaultArtifact(coordinate);
    } catch (IllegalArgumentException e) {
      throw new NotebookRefused(
          "'%s' is no coordinate. Write group:artifact:version, for example org.dflib:dflib:2.0.0-M6."
              .formatted(coordinate));
    }
  }

  private static Context open(List<Repository> repositories) {
    var all = new ArrayList<RemoteRepository>();
    all.add(ContextOverrides.CENTRAL);
    repositories.forEach(
        each -> all.add(new RemoteRepository.Builder(each.id(), "default", each.url()).build()));
    return Runtimes.INSTANCE
        .getRuntime()
        .create(ContextOverrides.create().withUserSettings(true).repositories(all).build());
  }

  private static List<UserJar> resolved(Context context, Artifact artifact)
      throws DependencyResolutionException {
    var collect =
        new CollectRequest()
            .setRoot(new Dependency(artifact, "runtime"))
            .setRepositories(context.remoteRepositories());
    var root =
        context
            .repositorySystem()
            .resolveDependencies(
                context.repositorySystemSession(),
                new DependencyRequest().setCollectRequest(collect))
            .getRoot();
    var order = new PreorderNodeListGenerator();
    root.accept(order);
    return order.getArtifacts(false).stream()
        .map(
            found ->
                new UserJar(
                    found.getFile().toPath().toAbsolutePath(),
                    Optional.of(
                        found.getGroupId()
                            + ":"
                            + found.getArtifactId()
                            + (found.getClassifier().isEmpty() ? "" : ":" + found.getClassifier())
                            + ":"
                            + found.getVersion())))
        .toList();
  }
}

package dev.updraft.client;

import dev.updraft.client.grpc.LaunchPlans;
import dev.updraft.client.grpc.Specs;
import dev.updraft.client.model.LaunchPlanSpec;
import dev.updraft.client.model.TaskSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a registration would send, as files: the messages as {@code flytectl register files} takes
 * them, tasks first, and the code that the tasks name. The same notebook gives the same bytes.
 */
public final class SpecFiles {
  private static final String CODE = "code";
  private static final Pattern OURS =
      Pattern.compile("\\d{3}_[^/]*_[123]\\.pb|code/[0-9a-f]{64}/[^/]+");

  private final RemoteWorkflow workflow;
  private final Versions versions;
  private final String codeUri;
  private final SortedMap<String, TaskSpec> specs = new TreeMap<>();
  private final SortedMap<String, byte[]> messages = new TreeMap<>();
  private final SortedMap<String, Path> jars = new TreeMap<>();
  private final SortedMap<String, byte[]> code = new TreeMap<>();

  /**
   * @param codeUri where the folder {@code code} will lie for whoever runs the tasks; without one
   *     the tasks name it by its relative path, which is good for reviewing alone
   */
  public SpecFiles(RemoteWorkflow workflow, Versions versions, @Nullable String codeUri) {
    this.workflow = workflow;
    this.versions = versions;
    this.codeUri = codeUri == null ? CODE : codeUri.replaceFirst("/+$", "");
    workflow.tasks().forEach((name, task) -> specs.put(name, code(task)));
    messages();
  }

  private TaskSpec code(RemoteTask task) {
    var files = new CodeFiles(task.code());
    var places = new ArrayList<String>();
    places.add(place(files.closure().sha256(), CodeFiles.CLOSURE));
    code.put(name(files.closure().sha256(), CodeFiles.CLOSURE), task.code().jar());
    for (var library : task.code().libraries()) {
      var fileName = library.path().getFileName().toString();
      places.add(place(library.sha256(), fileName));
      jars.put(name(library.sha256(), fileName), library.path());
    }
    var bundle = files.bundle(places);
    code.put(name(bundle.sha256(), CodeFiles.BUNDLE), files.bundleBytes(places));
    return files.spec(task, place(bundle.sha256(), CodeFiles.BUNDLE), bundle.sha256());
  }

  private static String name(String sha256, String fileName) {
    return CODE + "/" + sha256 + "/" + fileName;
  }

  private String place(String sha256, String fileName) {
    return codeUri + "/" + sha256 + "/" + fileName;
  }

  /** Numbered in the order of registration; the last digit is the kind, as Flyte's clients do. */
  private void messages() {
    var id = versions.workflow();
    specs.forEach(
        (name, spec) -> {
          var task = versions.tasks().get(name);
          if (task != null) {
            add(name + "_1.pb", Specs.task(task, spec));
          }
        });
    add(
        id.name() + "_2.pb",
        Specs.workflow(
            id.project(),
            id.domain(),
            workflow.spec(),
            reference -> Versions.reference(versions.tasks(), reference)));
    add(
        id.name() + "_3.pb",
        Specs.launchPlan(
            id.project(),
            id.domain(),
            workflow.spec(),
            reference -> Versions.reference(versions.tasks(), reference)));
  }

  /** Adds the workflow's scheduled launch plan, to be registered after it. */
  public void add(LaunchPlanSpec plan) {
    add(
        LaunchPlans.scheduled(plan.workflow().name()) + "_3.pb",
        Specs.launchPlan(
            plan, workflow.spec(), reference -> Versions.reference(versions.tasks(), reference)));
  }

  private void add(String name, byte[] message) {
    messages.put("%03d_%s".formatted(messages.size(), name), message);
  }

  /** The names of all files, relative to the folder. */
  public List<String> names() {
    var names = new ArrayList<>(messages.keySet());
    names.addAll(code.keySet());
    names.addAll(jars.keySet());
    return names;
  }

  /**
   * Writes them into a folder, which is made if it is not there. What an earlier promotion left
   * there and this one does not have is removed; files of other names stay.
   */
  public void write(Path folder) {
    try {
      removeEarlier(folder);
      for (var file : messages.entrySet()) {
        write(folder.resolve(file.getKey()), file.getValue());
      }
      for (var file : code.entrySet()) {
        write(folder.resolve(file.getKey()), file.getValue());
      }
      for (var file : jars.entrySet()) {
        write(folder.resolve(file.getKey()), Files.readAllBytes(file.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write into the folder " + folder + ".", e);
    }
  }

  private void removeEarlier(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files = Files.walk(folder, 3)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = folder.relativize(file).toString().replace('\\', '/');
        if (OURS.matcher(name).matches() && !names().contains(name)) {
          Files.delete(file);
        }
      }
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, bytes);
  }
}

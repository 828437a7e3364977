package dev.updraft.types.wire;

import dev.updraft.types.StructValue;
import dev.updraft.types.TypedInterface;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a runner or an executor needs of {@code task.pb}, a {@code core.TaskTemplate}. Only read:
 * templates are written once, by the client, with Flyte's own messages.
 *
 * @param custom what the client said about the code to run
 * @param container what a container engine would start; empty when the task names none
 */
public record TaskDocument(
    String project,
    String domain,
    String name,
    String version,
    String type,
    TypedInterface typedInterface,
    StructValue.Fields custom,
    Caching caching,
    Optional<Container> container) {

  /** How its outputs are remembered. */
  public record Caching(
      boolean discoverable, String version, boolean serialized, Set<String> ignoredInputs) {
    public Caching {
      ignoredInputs = Set.copyOf(ignoredInputs);
    }

    private static final Caching NONE = new Caching(false, "", false, Set.of());
  }

  /** The command of a {@code core.Container}, with its template variables as they came. */
  public record Container(String image, List<String> command) {
    public Container {
      command = List.copyOf(command);
    }
  }

  static TaskDocument read(In in) {
    var id = new Id("", "", "", "");
    String type = "";
    var typed = new TypedInterface(Map.of(), Map.of());
    var custom = new StructValue.Fields(Map.of());
    var caching = Caching.NONE;
    Optional<Container> container = Optional.empty();
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> id = in.message(Id::read);
        case 2 << 3 | 2 -> type = in.text();
        case 3 << 3 | 2 -> caching = in.message(TaskDocument::readMetadata);
        case 4 << 3 | 2 -> typed = in.message(InterfaceForm::read);
        case 5 << 3 | 2 -> custom = in.message(StructForm::read);
        case 6 << 3 | 2 -> container = Optional.of(in.message(TaskDocument::readContainer));
        default -> in.skip(tag);
      }
    }
    return new TaskDocument(
        id.project, id.domain, id.name, id.version, type, typed, custom, caching, container);
  }

  private static Container readContainer(In in) {
    String image = "";
    var command = new ArrayList<String>();
    var arguments = new ArrayList<String>();
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> image = in.text();
        case 2 << 3 | 2 -> command.add(in.text());
        case 3 << 3 | 2 -> arguments.add(in.text());
        default -> in.skip(tag);
      }
    }
    command.addAll(arguments);
    return new Container(image, command);
  }

  private static Caching readMetadata(In in) {
    boolean discoverable = false;
    String version = "";
    boolean serialized = false;
    var ignored = new LinkedHashSet<String>();
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 -> discoverable = in.bool();
        case 6 << 3 | 2 -> version = in.text();
        case 9 << 3 -> serialized = in.bool();
        case 13 << 3 | 2 -> ignored.add(in.text());
        default -> in.skip(tag);
      }
    }
    return new Caching(discoverable, version, serialized, ignored);
  }

  /** {@code core.Identifier}. */
  private record Id(String project, String domain, String name, String version) {
    static Id read(In in) {
      String project = "";
      String domain = "";
      String name = "";
      String version = "";
      for (int tag; (tag = in.tag()) != 0; ) {
        switch (tag) {
          case 2 << 3 | 2 -> project = in.text();
          case 3 << 3 | 2 -> domain = in.text();
          case 4 << 3 | 2 -> name = in.text();
          case 5 << 3 | 2 -> version = in.text();
          default -> in.skip(tag);
        }
      }
      return new Id(project, domain, name, version);
    }
  }
}

package dev.updraft.types.wire;

import dev.updraft.types.StructValue;
import dev.updraft.types.TypedInterface;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a runner needs of {@code task.pb}, a {@code core.TaskTemplate}. Only read: templates are
 * written once, by the client, with Flyte's own messages.
 *
 * @param custom what the client said about the code to run
 */
public record TaskDocument(
    String project,
    String domain,
    String name,
    String version,
    String type,
    TypedInterface typedInterface,
    StructValue.Fields custom,
    Caching caching) {

  /** How its outputs are remembered. */
  public record Caching(
      boolean discoverable, String version, boolean serialized, Set<String> ignoredInputs) {
    public Caching {
      ignoredInputs = Set.copyOf(ignoredInputs);
    }

    private static final Caching NONE = new Caching(false, "", false, Set.of());
  }

  static TaskDocument read(In in) {
    var id = new Id("", "", "", "");
    String type = "";
    var typed = new TypedInterface(Map.of(), Map.of());
    var custom = new StructValue.Fields(Map.of());
    var caching = Caching.NONE;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> id = in.message(Id::read);
        case 2 << 3 | 2 -> type = in.text();
        case 3 << 3 | 2 -> caching = in.message(TaskDocument::readMetadata);
        case 4 << 3 | 2 -> typed = in.message(InterfaceForm::read);
        case 5 << 3 | 2 -> custom = in.message(StructForm::read);
        default -> in.skip(tag);
      }
    }
    return new TaskDocument(
        id.project, id.domain, id.name, id.version, type, typed, custom, caching);
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

package dev.updraft.engine;

import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.ExecutionPhase;
import dev.updraft.model.GraphLaunch;
import dev.updraft.model.Launch;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NodePhase;
import dev.updraft.model.Recovery;
import dev.updraft.model.Request;
import dev.updraft.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What earlier executions left for one that goes on from them: outputs of nodes that ended well.
 * One that was itself recovered may have been stopped before it took everything over, so those
 * before it are asked too. Reads, and blocks.
 */
final class Earlier {
  private final Reads reads;
  private final DataFiles files;
  private final Settings settings;

  Earlier(Reads reads, DataFiles files, Settings settings) {
    this.reads = reads;
    this.files = files;
    this.settings = settings;
  }

  /**
   * What is taken over as it is.
   *
   * @param source the execution that holds it
   * @param why where it comes from, in a sentence
   * @param inline the serialized outputs when they are small
   * @param outputs uri of the {@code outputs.pb}
   * @param references uris of what the outputs refer to
   */
  record Found(
      ExecutionId source,
      String why,
      Optional<byte[]> inline,
      String outputs,
      List<String> references) {
    Found {
      references = List.copyOf(references);
    }
  }

  /** Those that stood at the same place, latest first. */
  List<Execution> at(Execution graph, String node) {
    var seen = new LinkedHashSet<ExecutionId>();
    var found = new ArrayList<Execution>();
    for (var from = graph.role().recovers(); from.filter(seen::add).isPresent(); ) {
      var id = from.get();
      reads.execution(UniqueId.ofChild(id, node)).ifPresent(found::add);
      from = reads.execution(id).map(Execution::role).flatMap(Role::recovers);
    }
    return found;
  }

  /**
   * What one of them made, if it did the same and all of it is still there.
   *
   * @param request what would be begun otherwise
   */
  Optional<Found> found(Execution earlier, Request request, Graphs.Graph graph) {
    return reads
        .document(earlier.id())
        .filter(_ -> earlier.phase() == ExecutionPhase.SUCCEEDED)
        .filter(document -> graph.read(document.inputs()).equals(graph.read(request.inputs())))
        .flatMap(document -> whole(earlier, document, request));
  }

  /** What a task by itself made. */
  Optional<Found> found(ExecutionId earlier, Launch launch) {
    return reads
        .execution(earlier)
        .filter(execution -> execution.phase() == ExecutionPhase.SUCCEEDED)
        .flatMap(
            execution ->
                reads.document(earlier).flatMap(document -> whole(execution, document, launch)));
  }

  private Optional<Found> whole(Execution earlier, Reads.Document document, Request request) {
    var source = document.outputsSource();
    if (source.isEmpty()) {
      return Optional.empty();
    }
    var bytes = document.outputs().or(() -> files.read(source.get(), settings.outputBytes()));
    if (bytes.isEmpty() && declaresOutputs(request)) {
      return Optional.empty();
    }
    var references = bytes.map(files::references).orElse(List.of());
    return references.stream().filter(this::ours).allMatch(files::exists)
        ? Optional.of(
            new Found(earlier.id(), why(earlier), document.outputs(), source.get(), references))
        : Optional.empty();
  }

  private static boolean declaresOutputs(Request request) {
    return switch (request) {
      case Launch launch -> launch.run().declaresOutputs();
      case GraphLaunch _ -> true; // if only an empty map
    };
  }

  /** What lies elsewhere is its keeper's business. */
  private boolean ours(String uri) {
    return uri.startsWith(settings.layout().root() + "/");
  }

  /** Of one that was taken over itself: whoever made it. */
  private String why(Execution earlier) {
    return reads
        .node(earlier.id())
        .filter(node -> node.phase() == NodePhase.RECOVERED)
        .map(NodeExecution::why)
        .orElseGet(
            () ->
                Recovery.why(earlier.role().parent().map(Role.Parent::root).orElse(earlier.id())));
  }
}

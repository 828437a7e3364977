package dev.updraft.client.lineage;

import dev.updraft.client.Session;
import dev.updraft.client.grpc.Catalog;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.types.Literals;
import java.util.ArrayList;
import java.util.List;

/** Where a value went: forward from the call that made it. */
public final class Uses {
  private Uses() {}

  /**
   * A page of the calls that had the files and frames of an output among their inputs.
   *
   * @param node the path of a workflow's node; empty for the execution itself
   * @param output empty = every output
   * @param from where the page before ended: {@code N.TOKEN}, N counting the files; empty = from
   *     the first on
   */
  public static Catalog.Uses of(
      Session session, ExecutionId execution, String node, String output, String from, int limit) {
    var origin = session.backend().origins().of(execution, node);
    var uris =
        Outputs.of(session, origin.made(), output).values().stream()
            .flatMap(Literals::uris)
            .distinct()
            .toList();
    return page(session, uris, from, limit);
  }

  private static Catalog.Uses page(Session session, List<String> uris, String from, int limit) {
    var settings = session.settings();
    var uses = new ArrayList<Catalog.Use>();
    int point = from.indexOf('.');
    var at = point < 0 ? 0 : Integer.parseInt(from, 0, point, 10);
    var token = from.substring(point + 1);
    while (at < uris.size()) {
      var page =
          session
              .backend()
              .catalog()
              .uses(settings.project(), settings.domain(), uris.get(at), token, limit);
      uses.addAll(page.uses());
      token = page.next();
      if (token.isEmpty()) {
        at++;
      }
      if (uses.size() >= limit) {
        break;
      }
    }
    return new Catalog.Uses(uses, at < uris.size() ? at + "." + token : "");
  }
}

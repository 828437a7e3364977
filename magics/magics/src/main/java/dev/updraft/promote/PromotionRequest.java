package dev.updraft.promote;

import dev.updraft.client.Session;
import dev.updraft.client.Settings;
import dev.updraft.client.SpecFiles;
import dev.updraft.client.Versions;
import dev.updraft.magics.view.PromotedView;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** A promotion as it was asked for, carried out. */
public final class PromotionRequest {
  private final Promotable promotable;
  private final PromoteOptions options;
  private final Clock clock;

  public PromotionRequest(Promotable promotable, PromoteOptions options, Clock clock) {
    this.promotable = promotable;
    this.options = options;
    this.clock = clock;
  }

  /**
   * The answer.
   *
   * @param changes whether a {@code --diff} found anything
   */
  public record Answer(PromotedView view, boolean changes) {}

  /**
   * Does what was asked for.
   *
   * @param settings whose project and domain
   * @param connect asked for when a backend is needed; files need none
   */
  public Answer answer(Settings settings, Supplier<Session> connect) {
    if (options.to().isPresent()) {
      return new Answer(written(settings, Path.of(options.to().get())), false);
    }
    var promote = new Promote(connect.get(), promotable, options.version());
    if (options.diff()) {
      var difference = promote.difference();
      return new Answer(
          PromotionViews.of(promotable, promote.versions(), difference, List.of()),
          difference.against().isEmpty() || !difference.changes().isEmpty());
    }
    return new Answer(PromotionViews.of(promote.run(), List.of()), true);
  }

  private PromotedView written(Settings settings, Path folder) {
    var workflow =
        options
            .version()
            .map(promotable.workflow()::version)
            .orElse(promotable.workflow());
    var versions = Versions.of(workflow, settings.project(), settings.domain());
    var files = new SpecFiles(workflow, versions, options.code().orElse(null));
    files.write(folder);
    return PromotionViews.written(
        promotable, versions, folder.toString(), files.names().size(), List.of());
  }
}

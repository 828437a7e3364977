package dev.updraft.service;

import dev.updraft.blobs.Blobs;
import dev.updraft.engine.ControlPlane;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;

/**
 * What the server serves from; whoever made the parts closes them, after the server.
 *
 * @param own whether {@code updraft.service.v1} is served beside Flyte's services
 */
public record BackendParts(
    ControlPlane engine,
    Blobs blobs,
    Logs logs,
    Token token,
    Limits limits,
    Build build,
    boolean own,
    PrometheusMeterRegistry meters,
    Clock clock) {

  /**
   * What GetVersion answers.
   *
   * @param id {@code <commit time>-<tree hash>}
   */
  public record Build(String id, String version, String time) {}
}

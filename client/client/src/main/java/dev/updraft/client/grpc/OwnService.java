package dev.updraft.client.grpc;

import dev.updraft.client.model.BackendException;
import io.grpc.MethodDescriptor;

/** Calls of {@code updraft.service.v1}, which a Flyte does not have. */
final class OwnService {
  private OwnService() {}

  /**
   * @param without what a Flyte cannot do, and what to do instead; ends the sentence
   * @throws BackendException.Unknown when the backend does not have the service
   */
  static <Q, A> A call(Link link, MethodDescriptor<Q, A> method, Q question, String without) {
    try {
      return link.call(method, question);
    } catch (BackendException.Unknown e) {
      throw missing(link, without, e);
    }
  }

  static BackendException.Unknown missing(Link link, String without, BackendException cause) {
    return new BackendException.Unknown(
        "The backend at %s is a Flyte without Updraft's own service: it %s"
            .formatted(link.address().shown(), without),
        cause);
  }
}

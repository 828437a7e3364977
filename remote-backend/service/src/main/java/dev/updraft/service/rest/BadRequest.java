package dev.updraft.service.rest;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** What was sent cannot be read as the call's request. The message says where and what is meant. */
final class BadRequest extends StatusRuntimeException {
  private static final long serialVersionUID = 1;

  BadRequest(String message) {
    super(Status.INVALID_ARGUMENT.withDescription(message));
  }
}

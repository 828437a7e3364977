package dev.updraft.service;

import io.grpc.stub.StreamObserver;

/** The ends of a unary call. */
final class Answers {
  private Answers() {}

  static <T> void one(StreamObserver<T> caller, T answer) {
    caller.onNext(answer);
    caller.onCompleted();
  }
}

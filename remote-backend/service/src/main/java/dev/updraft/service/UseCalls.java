package dev.updraft.service;

import dev.updraft.engine.ControlPlane;
import dev.updraft.model.Execution;
import dev.updraft.model.ExecutionId;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.Role;
import dev.updraft.service.v1.ListUsesRequest;
import dev.updraft.service.v1.ListUsesResponse;
import dev.updraft.service.v1.ListUsesResponse.Use;
import dev.updraft.types.Literals;
import dev.updraft.types.wire.Wire;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a value went: the calls that it was an input of. */
final class UseCalls {
  private final ControlPlane engine;

  UseCalls(ControlPlane engine) {
    this.engine = engine;
  }

  /** A page of holders, without those that only made or gave the value. */
  ListUsesResponse list(ListUsesRequest request) {
    if (request.getLimit() < 1) {
      throw new InvalidRequest(
          "A list's limit is " + request.getLimit() + ". Ask for at least 1 row.");
    }
    if (request.getUri().isEmpty()) {
      throw new InvalidRequest("The uses of a value are found by its uri, which is missing.");
    }
    var after =
        request.getToken().isEmpty()
            ? Optional.<ExecutionId>empty()
            : Optional.of(
                new ExecutionId(request.getProject(), request.getDomain(), request.getToken()));
    var held = engine.executions().holders(request.getUri(), after, request.getLimit());
    var list = ListUsesResponse.newBuilder();
    held.stream()
        .filter(each -> each.id().project().equals(request.getProject()))
        .filter(each -> each.id().domain().equals(request.getDomain()))
        .flatMap(each -> uses(each, request.getUri()))
        .forEach(list::addUses);
    if (held.size() == request.getLimit()) {
      list.setToken(held.getLast().id().name());
    }
    return list.build();
  }

  private Stream<Use> uses(Execution execution, String uri) {
    return Wire.readLiterals(engine.executions().inputs(execution.id())).entrySet().stream()
        .filter(input -> Literals.uris(input.getValue()).anyMatch(uri::equals))
        .map(input -> use(execution, input.getKey()));
  }

  private static Use use(Execution execution, String input) {
    var parent = execution.role().parent();
    return Use.newBuilder()
        .setId(Ids.toWire(parent.map(Role.Parent::root).orElse(execution.id())))
        .setNode(parent.map(Role.Parent::path).orElse(""))
        .setTask(Ids.toWire(execution.task()))
        .setInput(input)
        .setCreatedAt(Times.timestamp(execution.created()))
        .setUser(execution.labels().user())
        .setNotebook(execution.labels().notebook())
        .setCell(execution.labels().cell())
        .setMade(Ids.toWire(execution.id()))
        .build();
  }
}

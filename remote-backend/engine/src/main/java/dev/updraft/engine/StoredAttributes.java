package dev.updraft.engine;

import dev.updraft.model.Attributes;
import dev.updraft.model.NotFound;
import java.util.List;

/** Attributes: written through the loop, read from the store, where there are few. */
final class StoredAttributes implements ControlPlane.AttributeSettings {
  private final Reads reads;
  private final Loop loop;

  StoredAttributes(Reads reads, Loop loop) {
    this.reads = reads;
    this.loop = loop;
  }

  @Override
  public void put(Attributes attributes) {
    Asking.write(loop, new Write.PutAttributes(attributes));
  }

  @Override
  public Attributes get(Attributes.Scope scope, String kind) {
    return reads.attributes(kind).stream()
        .filter(each -> each.scope().covers(scope))
        .reduce((wider, narrower) -> narrower)
        .orElseThrow(() -> missing(scope, kind));
  }

  @Override
  public List<Attributes> list(String kind) {
    return reads.attributes(kind);
  }

  @Override
  public void remove(Attributes.Scope scope, String kind) {
    if (!Asking.write(loop, new Write.RemoveAttributes(scope, kind))) {
      throw missing(scope, kind);
    }
  }

  private static NotFound missing(Attributes.Scope scope, String kind) {
    return new NotFound(
        "No attributes of the type %s are set for %s.".formatted(kind, scope.shown()));
  }
}

package dev.updraft.types.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Where a type or a value stands: {@code argument 'cfg'.limits[2]}. Cheap to make, for there is one
 * per element; the text is put together when it is asked for.
 */
final class Place {
  private final @Nullable Place outer;
  private final Object step;

  private Place(@Nullable Place outer, Object step) {
    this.outer = outer;
    this.step = step;
  }

  static Place of(String words) {
    return new Place(null, words);
  }

  Place component(String name) {
    return new Place(this, "." + name);
  }

  Place key(String key) {
    return new Place(this, "[\"" + key + "\"]");
  }

  Place index(int index) {
    return new Place(this, index);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    if (outer != null) {
      outer.append(text);
    }
    if (step instanceof Integer) {
      text.append('[').append(step).append(']');
    } else {
      text.append(step);
    }
  }
}

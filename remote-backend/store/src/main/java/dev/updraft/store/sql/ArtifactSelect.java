package dev.updraft.store.sql;

import dev.updraft.model.ArtifactQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@link ArtifactQuery} as a SELECT that names only the columns asked for. */
final class ArtifactSelect {
  private final List<String> conditions = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();
  private final boolean byKey;

  private ArtifactSelect(ArtifactQuery query) {
    byKey = !query.keyPrefix().isEmpty();
    equal("project", query.project());
    equal("domain", query.domain());
    equal("task", query.task());
    equal("made_by", query.by());
    equal("notebook", query.notebook());
    query.since().ifPresent(since -> add("made >= ?", since));
    if (byKey) {
      add("key_hash >= ?", query.keyPrefix());
      add("key_hash < ?", query.keyPrefix() + "~");
    }
    query
        .after()
        .ifPresent(
            after -> {
              add("(made, key_hash) < (?, ?)", after.moment());
              values.add(after.name());
            });
    values.add(query.limit());
  }

  static ArtifactSelect of(ArtifactQuery query) {
    return new ArtifactSelect(query);
  }

  /**
   * Beside the beginning of a key, so that no other index fits: that of the key is the shortest
   * walk.
   */
  private void equal(String column, String value) {
    if (!value.isEmpty()) {
      add((byKey ? "(" + column + " || '')" : column) + " = ?", value);
    }
  }

  private void add(String condition, Object value) {
    conditions.add(condition);
    values.add(value);
  }

  String sql() {
    return "SELECT * FROM artifact%s ORDER BY %s LIMIT ?"
        .formatted(
            conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions),
            byKey ? "key_hash" : "made DESC, key_hash DESC");
  }

  @Nullable Object[] values() {
    return values.toArray();
  }
}

package dev.updraft.client;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of objects while they live, by identity and without keeping them. Safe for any
 * number of threads.
 */
final class WeakIdentityMap<K, V> {
  private final Map<Key<K>, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<K> gone = new ReferenceQueue<>();

  Optional<V> get(K key) {
    return Optional.ofNullable(values.get(new Key<>(key, null)));
  }

  void put(K key, V value) {
    for (Reference<? extends K> old; (old = gone.poll()) != null; ) {
      values.remove(old);
    }
    values.put(new Key<>(key, gone), value);
  }

  int size() {
    return values.size();
  }

  /** Equal to itself, and to another of the same living object. */
  private static final class Key<K> extends WeakReference<K> {
    private final int hash;

    Key(K referent, @org.jspecify.annotations.Nullable ReferenceQueue<K> queue) {
      super(referent, queue);
      this.hash = System.identityHashCode(referent);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // that is what it is for
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
      if (this == other) {
        return true;
      }
      var mine = get();
      return mine != null && other instanceof Key<?> key && key.get() == mine;
    }
  }
}

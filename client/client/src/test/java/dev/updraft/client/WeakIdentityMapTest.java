package dev.updraft.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
  @Test
  void equalObjectsAreTwo() {
    var map = new WeakIdentityMap<List<String>, String>();
    var one = new ArrayList<>(List.of("a"));
    var other = new ArrayList<>(List.of("a"));
    map.put(one, "one");

    assertThat(map.get(one)).contains("one");
    assertThat(map.get(other)).isEmpty();
    one.add("b");
    assertThat(map.get(one)).contains("one");
  }

  @Test
  void whatIsGoneIsForgotten() {
    var map = new WeakIdentityMap<Object, String>();
    for (var i = 0; i < 100; i++) {
      map.put(new Object(), "x");
    }

    await()
        .until(
            () -> {
              System.gc();
              map.put(map, "kept");
              return map.size() == 1;
            });
  }
}

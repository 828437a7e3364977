package dev.updraft.task.closure;

import java.util.Optional;

/**
 * A declaration that travels with a task.
 *
 * @param key its name in the closure: {@code m:norm(double)}, {@code t:Point}, {@code v:LIMIT}
 * @param kind {@code method}, {@code record}, {@code enum}, {@code interface}, {@code class},
 *     {@code annotation}, {@code constant}
 * @param name as people write it: {@code norm(double)}, {@code Point}
 * @param hash of its meaning
 * @param place where its declaration begins; a label, in no key
 * @param usedBy the name of the member that leads to it; empty for the task itself
 */
public record ClosureMember(
    String key,
    String kind,
    String name,
    String hash,
    CellPosition place,
    Optional<String> usedBy) {}

/**
 * What callers see of a backend: {@link dev.updraft.client.Session} is the door. A task that a
 * notebook declared is registered, called, followed and its value decoded into the classes that the
 * notebook knows.
 */
@NullMarked
package dev.updraft.client;

import org.jspecify.annotations.NullMarked;

/** What tests of the client stand on. */
@org.jspecify.annotations.NullMarked
package dev.updraft.client.testing;

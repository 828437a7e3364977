/** Small JSON documents of others, read without a binding. */
@NullMarked
package dev.updraft.client.json;

import org.jspecify.annotations.NullMarked;

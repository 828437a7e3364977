/** Tasks from compiled classes, for programs that are no notebooks. */
@NullMarked
package dev.updraft.client.classes;

import org.jspecify.annotations.NullMarked;

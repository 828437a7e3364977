/**
 * What magics need from the notebook that they run in, in JDK and JShell types alone: the kernel
 * extension implements it over JJava, tests over a bare JShell.
 */
@NullMarked
package dev.updraft.magics.notebook;

import org.jspecify.annotations.NullMarked;

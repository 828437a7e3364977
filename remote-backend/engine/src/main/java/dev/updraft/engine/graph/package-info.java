/**
 * How a graph moves: what is ready, with which values, and how it ends. Rules without clock, chance
 * and I/O; the engine carries out what they decide.
 */
@NullMarked
package dev.updraft.engine.graph;

import org.jspecify.annotations.NullMarked;
